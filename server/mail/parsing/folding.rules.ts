import { coloursOf, isAnswerInColour, isMarkedAnswer } from './answers.rules.ts'
import { isAdvertisement, isBareMark, isSignatureMark } from './closings.rules.ts'
import { foldDisclaimers } from './disclaimers.rules.ts'
import { linesBelow } from './forwards.rules.ts'
import { onlyGreets, writesBelow } from './greetings.rules.ts'
import { announcementAbove, type Line, nextSaid, plainLine } from './lines.ts'
import {
  attributionAt,
  type HeaderBlock,
  headerBlockAt,
  isForwardMark,
  isOriginalMark,
  isRule,
  isSameSubject,
  kindOfSubject,
} from './openings.rules.ts'
import { askedBelow, LONGEST_SIGNATURE, rulesOffQuote, signsBelow, speaksBelow } from './signatures.rules.ts'
import { withSignsRead } from './text-lines.rules.ts'

export type Said = {
  lines: Line[]
  markup: 'text' | 'html'
  subject: string
  /** In-Reply-To or References say that it answers something. */
  answers: boolean
  /** Our own “write above this line”, in every language. */
  replyMarks: readonly string[]
  sender: string | null
}

type Folding = Said & {
  isReply: boolean
  isForward: boolean
  fold: boolean[]
  /** History that goes on to the end, or to the end of the frame it began in. */
  history: { frame: number | null } | null
  quotedFrames: Set<number>
  signed: boolean
  /** More than one line of two dashes: they separate, and sign nothing. */
  separates: boolean
  /** Where what is passed on begins. */
  forwarded: number | null
  /** It has a quote of its own, introduced by a date: there its history is. */
  quotes: boolean
}

/**
 * What this sender wrote in this mail (issue 4.3): quoted history, marked signatures, the client's advertisement and disclaimers are
 * folded. Losing a line somebody wrote is the worse fault: what is not recognised for certain stays. `own` is what is left, be it nothing;
 * where it is, all is shown (`visible`). `below` ends what is left, where it stands below a mail that is passed on.
 */
export function readVisible(mail: Said): { own: string; visible: string; below: string } {
  const folding = begin(mail)
  const { lines, fold, markup } = folding
  for (let at = 0; at < lines.length; ) at += STEPS.reduce((taken, step) => taken || step(folding, at), 0) || 1
  showAnswersWithin(folding)
  foldDisclaimers(lines, fold, markup, folding.forwarded ?? lines.length)
  const said = asRead(folding)
  const left = said.filter((_, i) => !fold[i])
  const own = tidy(left)
  return { own, visible: own || tidy(said), below: folding.isForward ? tidy(linesBelow(left)) : '' }
}

type Read = Pick<Said, 'lines' | 'markup'>

/** All of a mail in which nothing is folded. In HTML its rule shows a quote, in text its sign. */
export const everyLine = (mail: Read): string => tidy(asRead(mail))

const asRead = ({ lines, markup }: Read) => (markup === 'text' ? lines.map(withSigns) : lines)

/** `>` signs in a mail that answers nothing and introduces no quote are the sender's own. */
function begin(mail: Said): Folding {
  const kind = kindOfSubject(mail.subject)
  const isReply = mail.answers || kind === 'reply'
  const said = isReply && mail.markup === 'html' ? { ...mail, lines: withSignsRead(mail.lines) } : mail
  const introduced = said.lines.findIndex((_, i) => attributionAt(said.lines, i) !== null)
  const firstQuote = said.lines.findIndex((line) => line.quote > 0)
  const saidBefore = firstQuote > 0 && said.lines.slice(0, firstQuote).some(({ text }) => text.trim())
  const own = (line: Line, i: number) =>
    line.quote > 0 && ((!isReply && introduced < 0) || (said.markup === 'text' && i < introduced && saidBefore))
  const lines = said.lines.map((line, i) => {
    if (!own(line, i)) return line
    return said.markup === 'html' ? { ...line, quote: 0 } : plainLine(`${'>'.repeat(line.quote)} ${line.text}`)
  })
  return {
    ...said,
    lines,
    isReply,
    isForward: kind === 'forward',
    fold: lines.map(() => false),
    history: null,
    quotedFrames: new Set(),
    signed: false,
    separates:
      lines.filter((line, i) => isBareMark(line.text) && line.quote === 0 && !rulesOffQuote(lines, i)).length > 1,
    forwarded: null,
    quotes: lines.some((_, i) => introducesQuote(lines, i)),
  }
}

function introducesQuote(lines: readonly Line[], at: number): boolean {
  if (lines[at]!.quote > 0) return false
  const found = attributionAt(lines, at)
  return found?.strength === 'certain' && (lines[nextSaid(lines, at + found.lines)]?.quote ?? 0) > 0
}

/** Each looks at one line and says how many it has decided about; the first that knows wins. */
type Step = (folding: Folding, at: number) => number
const STEPS: Step[] = [
  goesOnForwarded,
  goesOnInHistory,
  forwardMark,
  quoted,
  blank,
  ownReplyMark,
  originalMark,
  headerBlock,
  attribution,
  signature,
  advertisement,
]

function hide(folding: Folding, at: number, count = 1): number {
  folding.fold.fill(true, at, at + count)
  return count
}

function beginHistory(folding: Folding, at: number, count = 1): number {
  folding.history = { frame: folding.lines[at]!.inside.at(-1) ?? null }
  folding.signed = false
  return hide(folding, at, count)
}

/** What somebody forwards to the desk is the matter itself. */
function beginForward(folding: Folding, at: number): number {
  folding.forwarded = at
  return 1
}

function goesOnForwarded({ forwarded }: Folding): number {
  return forwarded === null ? 0 : 1
}

function goesOnInHistory(folding: Folding, at: number): number {
  if (!folding.history) return 0
  const { frame } = folding.history
  if (frame === null || folding.lines[at]!.inside.includes(frame)) return hide(folding, at)
  if (!folding.lines[at]!.text.trim()) return 1
  folding.history = null
  return 0
}

function forwardMark(folding: Folding, at: number): number {
  const { lines } = folding
  const { text, quote } = lines[at]!
  if (!isForwardMark(text)) return 0
  const isFirstOfQuote = quote === 1 && !lines.slice(0, at).some((line) => line.quote > 0 && line.text.trim())
  return quote === 0 || (isFirstOfQuote && folding.markup === 'html') ? beginForward(folding, at) : 0
}

function quoted(folding: Folding, at: number): number {
  const { quote, text, inside } = folding.lines[at]!
  const isQuoted = quote > 0 || inside.some((frame) => folding.quotedFrames.has(frame))
  if (!isQuoted) return 0
  if (folding.isForward && text.trim()) return beginForward(folding, at)
  folding.signed = false
  return hide(folding, at)
}

function blank({ lines }: Folding, at: number): number {
  return lines[at]!.text.trim() ? 0 : 1
}

const LONGEST_MARK = 300

function ownReplyMark(folding: Folding, at: number): number {
  const said = folding.lines[at]!.text.trim()
  // A pattern for what stands at the end of a line would be tried at each blank of it: a long line is nobody's mark.
  if (said.length > LONGEST_MARK) return 0
  const bare = said.replace(/^[\s—–-]+|[\s—–-]+$/g, '').toLowerCase()
  return folding.replyMarks.some((mark) => bare === mark.toLowerCase()) ? beginHistory(folding, at) : 0
}

function originalMark(folding: Folding, at: number): number {
  const { lines, isForward, isReply } = folding
  if (!isOriginalMark(lines[at]!.text)) return 0
  if (isForward) return beginForward(folding, at)
  if (!isReply) return 0
  const next = nextSaid(lines, at + 1)
  const count = next < 0 ? 1 : next - at + (headerBlockAt(lines, next, true)?.lines ?? 0)
  return quotesBehind(folding, at, count) ? hide(folding, at, count) : beginHistory(folding, at)
}

/** What it introduces is quoted line by line: whoever answers between them has their words outside of the quotes. */
function quotesBehind({ lines }: Folding, at: number, count: number): boolean {
  const next = nextSaid(lines, at + count)
  return next >= 0 && lines[next]!.quote > lines[at]!.quote
}

/** Without a sign that the mail answers something, a pasted header block is part of what the sender reports. */
function headerBlock(folding: Folding, at: number): number {
  const { lines, isForward, isReply } = folding
  const next = isRule(lines[at]!.text) ? nextSaid(lines, at + 1) : at
  if (next < 0) return 0
  const block = headerBlockAt(lines, next, next > at)
  if (!block && !(lines[next]!.history && isReply)) return 0
  if (isForward) return beginForward(folding, at)
  if (!isReply) return 0
  if (block && next === at && isPasted(folding, at, block)) return block.lines
  const count = next - at + (block?.lines ?? 1)
  return block && quotesBehind(folding, at, count) ? hide(folding, at, count) : beginHistory(folding, at, count)
}

/** What no program ruled off, under “The details:” or of another subject beside the mail's own quote: the sender shows a mail, or a list. */
function isPasted({ lines, markup, subject, quotes }: Folding, at: number, block: HeaderBlock): boolean {
  if (markup === 'text' && announcementAbove(lines, at) !== null) return true
  return quotes && block.subject !== null && !isSameSubject(block.subject, subject)
}

function attribution(folding: Folding, at: number): number {
  const { lines, isReply, isForward } = folding
  const from = isRule(lines[at]!.text) || rulesOffQuote(lines, at) ? nextSaid(lines, at + 1) : at
  const found = from < 0 ? null : attributionAt(lines, from)
  if (!found) return lines[at]!.attribution && !isForward ? hide(folding, at) : 0
  const count = from - at + found.lines
  const next = nextSaid(lines, at + count)
  if (next < 0) return found.strength === 'certain' ? hide(folding, at, count) : 0
  const frame = lines[next]!.inside.length > lines[at]!.inside.length ? lines[next]!.inside.at(-1)! : null
  if (lines[next]!.quote > lines[at]!.quote || frame !== null || lines[next]!.attribution) {
    if (isForward) return beginForward(folding, at)
    if (frame !== null) folding.quotedFrames.add(frame)
    return hide(folding, at, count)
  }
  if (!found.hasAddress || !isReply) return 0
  return answersFollow(lines, next) ? hide(folding, at, count) : beginHistory(folding, at, count)
}

/** Quotes further below that no other attribution introduces: what stands between them is answered, or answers. */
function answersFollow(lines: readonly Line[], from: number): boolean {
  const quote = lines.findIndex((line, i) => i >= from && line.quote > 0)
  if (quote < 0) return false
  const near = Array.from({ length: Math.min(MOST_LINES_ABOVE, quote - from) }, (_, i) => quote - 1 - i)
  return !near.some((i) => introducesQuote(lines, i))
}
const MOST_LINES_ABOVE = 7

function signature(folding: Folding, at: number): number {
  const { lines } = folding
  if (folding.signed) return askedBelow(lines, at) || hide(folding, at)
  if (lines[at]!.signature) {
    const end = lines.findIndex((line, i) => i > at && line.text.trim() !== '' && !goesOnSigning(line, lines[at]!))
    const count = (end < 0 ? lines.length : end) - at
    return saidIn(lines.slice(at, at + count)) <= LONGEST_SIGNATURE * 2 ? hide(folding, at, count) : 0
  }
  if (!isSignatureMark(lines[at]!.text)) return 0
  if (isBareMark(lines[at]!.text) && (folding.separates || speaksBelow(lines, at))) return 0
  const next = nextSaid(lines, at + 1)
  if (next >= 0 && lines[next]!.signature) return hide(folding, at)
  if (!signsBelow(lines, at)) return 0
  if (isBareMark(lines[at]!.text) && onlyGreets(saidAbove(folding, at)) && writesBelow(lines, at)) return 0
  folding.signed = true
  return hide(folding, at)
}

const saidAbove = ({ lines, fold }: Folding, at: number) =>
  lines.slice(0, at).flatMap(({ text }, i) => (fold[i] ? [] : text))

const goesOnSigning = (line: Line, first: Line) =>
  line.signature && line.quote <= first.quote && !isOriginalMark(line.text)

const saidIn = (lines: readonly Line[]) => lines.filter(({ text }) => text.trim()).length

function advertisement(folding: Folding, at: number): number {
  return isAdvertisement(folding.lines[at]!.text) ? hide(folding, at) : 0
}

function showAnswersWithin({ lines, fold, isReply, sender }: Folding): void {
  if (!isReply) return
  const said = lines
    .filter((_, i) => !fold[i])
    .map(({ text }) => text)
    .join('\n')
  const colours = coloursOf(lines.filter((_, i) => fold[i]))
  for (const [i, line] of lines.entries())
    if (fold[i] && !line.signature && (isAnswerInColour(line, said, colours) || isMarkedAnswer(line, said, sender)))
      fold[i] = false
}

const withSigns = (line: Line): Line =>
  line.quote > 0 ? { ...line, text: `${'>'.repeat(line.quote)} ${line.text}` } : line

const tidy = (lines: readonly Line[]) =>
  lines
    .map(({ text }) => text.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
