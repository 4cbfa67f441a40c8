import { addressOf } from './addresses.rules.ts'
import { FULL, WORDS } from './failure-words.rules.ts'
import { failureIn } from './reports.rules.ts'
import { oneLine } from './storable.rules.ts'

/** Why a server says that somebody was not reached. */

/** The addresses of a line that holds nothing else. */
export function listedIn(line: string): string[] | null {
  const pieces = line
    .slice(0, 2000)
    .split(/[,;]/)
    .map((piece) => addressOf(piece.trim()))
  return pieces.every((piece) => piece !== null) ? pieces : null
}

/** What a program writes before each of those who failed: its name for them, or what went wrong. */
const LABEL = String.raw`(?:(?:(?:failed|final|intended) )?recipient(?: address)?|destinatario|undeliverable address|error-for|direcci[oó]n|endere[çc]o|(?:unknown|invalid) (?:final delivery )?(?:user|userid|host|address|recipient)|(?:user|host) unknown|no such user|(?:user )?mailbox (?:full|is full|exceeds allowed size)|delivery failed \d+ attempts|usuario (?:desconocido|inexistente)|usu[aá]rio (?:desconhecido|inexistente)): ?|undeliverable to `
const ADDRESS = String.raw`(?:["<]|\[SMTP:)?([^\s<>:"[\]]+@[^\s<>:"[\]]+)`

/** An address that begins a line, behind a bullet or such a name, and before the reason or the time; before another in brackets it is a name. */
export const AT_HEAD = new RegExp(
  String.raw`^[ *•>"-]*(?:${LABEL}|(?:to|para|a): ?)?${ADDRESS}(?![^\s<>:"[\]])[">\]]* ?(?:\(([^\s()<>:"]+@[^\s()<>:"]+)\)|\([^)\n]*\))? ?(?:[:.,…(<|]|$|(?:on|el|em|am|le) )`,
  'gim',
)
const LABELLED = new RegExp(`^[ *•>"-]*(?:${LABEL})${ADDRESS}`, 'i')

/** What the server says behind an address: the first line that carries a code, else the rest of its own line. */
export function reasonFor(address: string, said: string): { status: string | null; diagnostic: string | null } {
  const at = mentionOf(address, said)
  const behind = (at < 0 ? said : said.slice(at + address.length, at + address.length + 1500)).split('\n')
  const next = behind.findIndex((line, i) => i > 0 && isOfAnother(line, address))
  const own = next < 0 ? behind : behind.slice(0, next)
  const lines = own
    .filter((line) => !SECTION.test(line))
    .map((line) => line.replace(/^["'>:,;.|)\s-]+/, '').trim())
    .filter((line) => line !== '' && listedIn(line) === null)
  const reason =
    codedIn(lines) ??
    namedIn(own) ??
    reasonBefore(address, said, at) ??
    announcedAbove(at < 0 ? said : said.slice(0, at)) ??
    (at < 0 ? null : firstSaid(lines))
  // What is said elsewhere is said of the only one.
  const alone =
    at < 0 ||
    (next < 0 &&
      !said
        .slice(0, at)
        .split('\n')
        .some((line) => isOfAnother(line, address)))
  const status = failureIn(own.join('\n')) ?? (alone ? failureIn(said) : null)
  return { status, diagnostic: reason ? oneLine(reason.trim().replace(NAMED, ''), 500) : null }
}

/** The first line with a code of three figures, else with any; one that ends in a colon announces the reason. */
function codedIn(lines: string[]): string | null {
  const three = lines.findIndex((line) => THREE.test(line))
  const found = three >= 0 ? three : lines.findIndex((line) => CODE.test(line))
  return found < 0 ? null : lines.slice(found, found + (lines[found]!.endsWith(':') ? 2 : 1)).join(' ')
}

/** Some say first what went wrong, and then for whom; what stands above another's address was said of that one. */
function reasonBefore(address: string, said: string, at: number): string | null {
  const above = at < 0 ? [] : said.slice(Math.max(0, at - 1000), at).split('\n')
  const own = (above.pop() ?? '').replace(/[\s:<"'(]+$/, '').trim()
  if (CODE.test(own)) return own
  const last = above.findLast((line) => line.trim() !== '')?.trim() ?? ''
  if (CODE.test(last) && !above.some((line) => isOfAnother(line, address))) return last
  return /(?:\p{L}{2,20} ){2}/u.test(`${own} `) && (WORDS.test(own) || FULL.test(own)) ? own : null
}

/** What begins another part of the report, in whatever language. */
const SECTION = /^\s*-{3,}\D*$/

/** “Reason: …”, or what stands below “because:”, with the lines it is wrapped into. */
function namedIn(own: string[]): string | null {
  const named = own.findIndex((line) => NAMED.test(line.trim()))
  const announced = own.findIndex((line) => BECAUSE.test(line.slice(-60).trimEnd()))
  const at = named < 0 && announced >= 0 ? own.findIndex((line, i) => i > announced && line.trim() !== '') : named
  const end = own.findIndex((line, i) => i > at && line.trim() === '')
  return at < 0 ? null : own.slice(at, end < 0 ? own.length : end).join(' ')
}
const BECAUSE = /\b(?:because|porque|debido a|devido a) ?:$/i
const NAMED = /^(?:reason|motivo|raz[oó]n|raz[ãa]o|causa) ?: *(?=\S)/i

/** The paragraph that a server announces as its reason, above all of those it did not reach. */
function announcedAbove(above: string): string | null {
  const paragraphs = above
    .slice(0, 4000)
    .split(/\n\s*\n/)
    .map((lines) => lines.split('\n').map((line) => line.trim()))
  const at = paragraphs.findIndex((lines) => ANNOUNCED.test(lines.at(-1)!.slice(-200)))
  const named = paragraphs
    .slice(0, at + 2)
    .flat()
    .some((line) => listedIn(line) !== null)
  return at < 0 || named ? null : (paragraphs[at + 1]?.join(' ') ?? null)
}
const ANNOUNCED =
  /\b(?:following reasons?|siguientes? (?:motivos?|raz(?:[oó]n|ones)|causas?)|seguintes? (?:motivos?|raz(?:[ãa]o|[õo]es)|causas?)) ?:$/i

/** No telephone number. */
const THREE = /(?<![\d-])[45]\d\d(?:[ #]|-(?!\d{3}))/
/** What a server answers by; no address of a machine, and no number of a program. */
const CODE = /(?<![\d-])[45]\d\d(?:[ #]|-(?!\d{3}))|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/
/** What announces a reason, what rules it off, when it was, the head of our mail, and scraps. */
const isHeading = (line: string) =>
  line.endsWith(':') ||
  /^(?:from|to|cc|subject|date|sent|de|para|asunto|assunto|fecha|data|enviado|received|return-path|mime-version|message-id|x-[\w-]+|content-[\w-]+|size[^:]{0,20}) ?:/i.test(
    line,
  ) ||
  /^(?:[-=_]{3,}|(?:on|el|em|am|le) (?:\p{L}{3,4}\.?,? \d|\d{1,4}[./-]\d))/iu.test(line) ||
  !/\p{L}{2}/u.test(line)

/** What says something, up to what we may do, or need not. */
function firstSaid(lines: string[]): string | undefined {
  const advice = lines.findIndex((line) => ADVICE.test(line))
  return lines.slice(0, advice < 0 ? lines.length : advice).find((line) => !isHeading(line))
}
const ADVICE =
  /^(?:no (?:further )?action is |action: ?\w+$|(?:please|por favor)\b|(?:you|usted) (?:do|no) |no es necesario|não é necessário|delivery attempts will)/i

/** Where the server speaks of an address: not where it shows the head of our mail, if it does so elsewhere. */
function mentionOf(address: string, said: string): number {
  const [all, one] = [said.toLowerCase(), address.toLowerCase()]
  const first = all.indexOf(one)
  if (first < 0) return first
  const line = all.slice(all.lastIndexOf('\n', first) + 1, first)
  const second = /^\s*(?:to|cc|para|subject|asunto|assunto)\s*:/.test(line) ? all.indexOf(one, first + one.length) : -1
  return second < 0 ? first : second
}

/** Another recipient's line; servers repeat the same one in their reason. */
function isOfAnother(line: string, address: string): boolean {
  const found = /^[ *•>-]*<?([^\s<>:]+@[^\s<>:]+)/.exec(line)?.[1] ?? LABELLED.exec(line)?.[1]
  return found !== undefined && found.toLowerCase() !== address.toLowerCase()
}
