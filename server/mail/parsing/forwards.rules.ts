import { sameAddress } from '../../conversations/addresses.rules.ts'
import { readAddresses } from './addresses.rules.ts'
import { type Line, nextSaid } from './lines.ts'
import {
  type HeaderBlock,
  headerBlockAt,
  isForwardMark,
  isOriginalMark,
  isRule,
  kindOfSubject,
} from './openings.rules.ts'
import type { MailAddress } from './parsed-mail.ts'
import { linesOfText } from './text-lines.rules.ts'

/** A mail that somebody passes on, as the head their program wrote above it names it; and what they wrote above that head or below that mail. */
export type Forwarded = { from: MailAddress; subject: string; text: string; remarks: string }

/** So far down a head is looked for, and no further in a line: neither remarks nor fields are longer. */
const MOST_LINES = 400
const LONGEST_LINE = 1000

/** The outermost mail that is passed on: whoever passed it on had it of whom its head names. Null where it names not exactly one. */
export function forwardedIn({ subject, visibleText, wroteBelow = '' }: Read): Forwarded | null {
  if (kindOfSubject(subject) !== 'forward') return null
  const below = visibleText.endsWith(wroteBelow) ? wroteBelow : ''
  const lines = linesOfText(visibleText.slice(0, visibleText.length - below.length))
  const head = headIn(lines)
  if (!head) return null
  const { at, block } = head
  const [from] = readAddresses([bare(block.from ?? '')])
  if (!from || namesMore(block.from!, from.address)) return null
  const text = lines.slice(at + block.lines).map(({ text }) => text)
  const remarks = [remarksAbove(lines.slice(0, at)), below].filter(Boolean).join('\n\n')
  return { from, subject: bare(block.subject ?? '').trim(), text: text.join('\n').trim(), remarks }
}

/**
 * Wherever it stands in the field: whoever wrote that mail called themselves as they liked, by somebody else's address, too. Nobody reads one
 * where it is set apart by quotes as a mere name.
 */
const namesMore = (field: string, address: string) =>
  (field.replace(/^\s*"[^"<>]*"\s*(?=<)/, '').match(ADDRESSES) ?? []).some((each) => !sameAddress(each, address))
const ADDRESSES =
  /(?<![^\s<>()[\]"',;:*])[^\s<>()[\]"',;:*@]{1,250}@[\p{L}\p{N}][\p{L}\p{N}_-]{0,62}(?:\.[\p{L}\p{N}_-]{1,63}){1,20}/gu

type Read = { subject: string; visibleText: string; wroteBelow?: string }

/**
 * What stands below a mail that is passed on: behind the end of what a program put around it, its head and its words. Where nothing shows
 * an end all of it belongs to that mail.
 */
export function linesBelow(lines: readonly Line[]): readonly Line[] {
  const head = headIn(lines)
  if (!head) return []
  const holder = lines[head.at]!.holders.at(-1)
  if (holder === undefined) return []
  const words = head.at + head.block.lines
  const end = lines.findIndex(({ text, holders }, i) => i >= words && text.trim() && !holders.includes(holder))
  return end > nextSaid(lines, words) ? lines.slice(end) : []
}

function headIn(lines: readonly Line[]): { at: number; block: HeaderBlock } | null {
  const looked = lines.slice(0, MOST_LINES).map((line) => ({ ...line, text: line.text.slice(0, LONGEST_LINE) }))
  for (const at of looked.keys()) {
    const block = headerBlockAt(looked, at, isRuledOff(looked, at))
    if (block) return { at, block }
  }
  return null
}

const isRuledOff = (lines: readonly Line[], at: number) =>
  marksForward(lines.slice(0, at).findLast(({ text }) => text.trim())?.text ?? '')

const marksForward = (text: string) => isRule(text) || isForwardMark(text) || isOriginalMark(text)

/** A head may stand below a line and a mark. */
function remarksAbove(lines: readonly Line[]): string {
  const last = lines.findLastIndex(({ text }) => text.trim() && !marksForward(text.slice(0, LONGEST_LINE)))
  return lines
    .slice(0, last + 1)
    .map(({ text }) => text)
    .join('\n')
    .trim()
}

/** Without the stars of bold type, and without the link that text versions repeat behind an address. */
const bare = (field: string) => field.replace(/<mailto:[^<>]{0,400}>/gi, '').replace(/^\s*\*{1,2}|\*{1,2}\s*$/g, '')
