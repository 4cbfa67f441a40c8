import { escapeHtml } from '../platform/liquid.ts'

/**
 * S10: every link of a cleaned mail says where it truly leads, when it is pointed at or comes under the keyboard; one whose words name
 * another place than the one it leads to says so at once.
 */
export function tellTargets(html: string): string {
  return html
    .split(/(?=<a\b)/)
    .map((piece) => {
      const [start, href] = /^<a\b[^>]*?\shref="([^"]*)"[^>]*>/.exec(piece) ?? []
      const target = href === undefined ? null : targetOf(unescaped(href))
      return start && target ? told(start, piece.slice(start.length), target) : piece
    })
    .join('')
}

/** The link ends where its end stands, or where the next one begins. */
function told(start: string, rest: string, { shown, host }: Target): string {
  const end = rest.indexOf('</a>')
  const inside = end < 0 ? rest : rest.slice(0, end)
  const mark = host && pretends(wordsIn(inside), host) ? `<span data-elsewhere>${escapeHtml(host)}</span>` : ''
  return `${start.slice(0, -1)} data-goes="${escapeHtml(shown)}">${inside}${mark}${rest.slice(inside.length)}`
}

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

/** Whether the words name a place of the web that is neither that host, nor above or below it. */
function pretends(words: string, host: string): boolean {
  const named = (WHOLE.exec(words.trim()) ?? WITHIN.exec(words))?.[1]
  if (!named || A_FILE.test(named)) return false
  const [said, leads] = [plain(named), plain(host)]
  return said !== leads && !leads.endsWith(`.${said}`) && !said.endsWith(`.${leads}`)
}

const NAME = '((?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,63})'
/** Words that are nothing but an address; or among which one stands that can be nothing else. */
const WHOLE = new RegExp(`^(?:https?://)?(?:[^\\s/@]*@)?${NAME}(?:[:/?#]\\S*)?$`, 'iu')
const WITHIN = new RegExp(`(?:https?://|(?=www\\.))(?:[^\\s/@]*@)?${NAME}`, 'iu')
const A_FILE = /\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|zip|rar|png|jpe?g|gif|html?|xml|eml|mp[34])$/i

function plain(host: string): string {
  try {
    return new URL(`http://${host}`).hostname.replace(/^www\./, '')
  } catch {
    return host.toLowerCase()
  }
}

const wordsIn = (html: string) =>
  unescaped(html.replace(/<[^>]*>/g, '')).replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
const unescaped = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code) % 0x10ffff))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_all, name: string) => ENTITIES[name]!)
