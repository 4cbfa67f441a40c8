import { readAddresses } from './addresses.rules.ts'
import type { Line } from './lines.ts'
import { headerBlockAt, isForwardMark, isOriginalMark, isRule, kindOfSubject } from './openings.rules.ts'
import type { MailAddress } from './parsed-mail.ts'
import { linesOfText } from './text-lines.rules.ts'

/** A mail that somebody passes on, as the head their program wrote above it names it; and what they wrote above that head. */
export type Forwarded = { from: MailAddress; subject: string; text: string; remarks: string }

/** So far down a head is looked for, and no further in a line: neither remarks nor fields are longer. */
const MOST_LINES = 400
const LONGEST_LINE = 1000

/** The outermost mail that is passed on: whoever passed it on had it of whom its head names. Null where it names not exactly one. */
export function forwardedIn({ subject, visibleText }: { subject: string; visibleText: string }): Forwarded | null {
  if (kindOfSubject(subject) !== 'forward') return null
  const lines = linesOfText(visibleText)
  const looked = lines.slice(0, MOST_LINES).map((line) => ({ ...line, text: line.text.slice(0, LONGEST_LINE) }))
  for (const at of looked.keys()) {
    const block = headerBlockAt(looked, at, isRuledOff(looked, at))
    if (!block) continue
    const [from, ...others] = readAddresses([bare(block.from ?? '')])
    if (!from || others.length) return null
    const text = lines.slice(at + block.lines).map(({ text }) => text)
    const remarks = remarksAbove(lines.slice(0, at))
    return { from, subject: bare(block.subject ?? '').trim(), text: text.join('\n').trim(), remarks }
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
