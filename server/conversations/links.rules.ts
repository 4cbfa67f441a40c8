import { escapeHtml } from '../platform/liquid.ts'
import { asRead, type Patience, type Place, placeAt, placesIn } from './places.rules.ts'

/** Nobody reads so many links; those behind lead nowhere. */
const MOST_LINKS = 2000
/** Nor so many words in them, naming so many places: where that was not looked at, each link says where it leads. */
const MOST_READ = 400_000
const MOST_NAMES = 2000

/**
 * S10: every link of a cleaned mail says where it truly leads, when it is pointed at or comes under the keyboard; one whose words name
 * another place than the one it leads to says so at once.
 */
export function tellTargets(html: string): string {
  const reading = { left: MOST_NAMES, letters: MOST_READ }
  return html
    .split(/(?=<a\b)/)
    .map((link, nth) => (nth < MOST_LINKS ? tellTarget(link, reading) : link.replace(/^<a\b[^>]*>/, '<a>')))
    .join('')
}

/** The link ends where its end stands, or where the next one begins. */
function tellTarget(link: string, reading: Reading): string {
  const [start, href] = /^<a\b[^>]*?\shref="([^"]*)"[^>]*>/.exec(link) ?? []
  const target = href === undefined ? null : targetOf(unescaped(href))
  if (!start || !target) return link
  const { shown, host } = target
  const end = link.indexOf('</a>')
  const inside = link.slice(start.length, end < 0 ? undefined : end)
  const mark = host && pretends(inside, host, reading) ? `<span data-elsewhere>${escapeHtml(host)}</span>` : ''
  return `${start.slice(0, -1)} data-goes="${escapeHtml(shown)}">${inside}${mark}${link.slice(start.length + inside.length)}`
}

type Reading = Patience & { letters: number }
type Target = { shown: string; host: string | null }

/** As the browser will read it: names in other alphabets in their plain letters, so that a look-alike does not look alike. */
function targetOf(href: string): Target | null {
  try {
    const { protocol, hostname, href: shown } = new URL(href)
    return { shown: shown.slice(0, 300), host: protocol.startsWith('http') ? hostname : null }
  } catch {
    return null
  }
}

/** Whether the words name a place of the web that is in other hands than that host. */
function pretends(html: string, host: string, reading: Reading): boolean {
  if (!COULD_NAME.test(html)) return false
  reading.letters -= html.length
  if (reading.letters < 0) return true
  const { domain: leads } = placeAt(host)
  const isElsewhere = ({ host: said, domain, name }: Place) =>
    (domain && leads ? domain !== leads : said !== host) && !RUNS_ON.test(name)
  const apart = wordsIn(html.replace(BLOCK, ' '))
  if (placesIn(apart, reading).some((place) => !place || isElsewhere(place))) return true
  // A style may put side by side what would stand apart.
  const joined = wordsIn(html)
  return joined !== apart && placesIn(joined, reading).some((place) => !place || (place.listed && isElsewhere(place)))
}

const COULD_NAME = /[.\u0080-\uffff]/
/** «aquí.No»: the blank behind the full stop is missing. */
const RUNS_ON = /^[^A-Z]*\.(?:Al|As|At|Be|By|De|Do|Es|In|Is|It|La|Me|My|Na|No|Se|Si|So|To)$/
const BLOCK =
  /<\/?(?:address|article|aside|blockquote|br|caption|center|d[dlt]|details|div|fig\w+|footer|h[1-6r]|header|li|main|nav|[ou]l|p|pre|section|t(?:able|body|[dhr]|foot|head))\b[^<>]*>/gi

const wordsIn = (html: string) => asRead(unescaped(html.replace(/<[^<>]*>/g, '')))

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
const unescaped = (text: string) =>
  text
    .replace(/&#(\d{1,7});/g, (_all, code) => String.fromCodePoint(Number(code) % 0x10ffff))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_all, name: string) => ENTITIES[name]!)
