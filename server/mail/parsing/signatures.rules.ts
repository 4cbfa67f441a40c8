import { asks, isListFooter, isSentence, isSignatureMark } from './closings.rules.ts'
import { type Line, nextSaid } from './lines.ts'
import { attributionAt, headerBlockAt } from './openings.rules.ts'

/** What stands below a mark of signatures: a signature, or somebody who goes on writing. */

export const LONGEST_SIGNATURE = 30
/** To look at all lines from each mark would cost the square of their number. */
const MOST_LINES_BELOW = 500

/** How many lines, up to the next empty one, belong to a paragraph that asks something. */
export function askedBelow(lines: readonly Line[], at: number): number {
  if (lines[at - 1]?.text.trim()) return 0
  const paragraph = paragraphAt(lines, at)
  return paragraph.some(({ text }) => asks(text)) ? paragraph.length : 0
}

export function speaksBelow(lines: readonly Line[], at: number): boolean {
  const said = paragraphAt(lines, nextSaid(lines, at + 1)).map(({ text }) => text)
  return said.some(isSentence) && !isListFooter(said[0]!)
}

function paragraphAt(lines: readonly Line[], at: number): readonly Line[] {
  if (at < 0) return []
  const end = lines.findIndex((line, i) => i >= at && !line.text.trim())
  return lines.slice(at, end < 0 ? lines.length : end)
}

/** Few lines up to the history or the end, and no second mark among them. */
export function signsBelow(lines: readonly Line[], at: number): boolean {
  let said = 0
  for (let i = at + 1; i < lines.length; i++) {
    const { text, quote } = lines[i]!
    if (quote > lines[at]!.quote || headerBlockAt(lines, i)) return true
    if (attributionAt(lines, i)?.strength === 'certain' || rulesOffQuote(lines, i)) return true
    if (text.trim()) said++
    if (isSignatureMark(text) || said > LONGEST_SIGNATURE || i - at > MOST_LINES_BELOW) return false
  }
  return true
}

/** The two dashes that ticket systems as OTRS set above the attribution: they sign nothing. */
export function rulesOffQuote(lines: readonly Line[], at: number): boolean {
  if (!isSignatureMark(lines[at]!.text)) return false
  const next = nextSaid(lines, at + 1)
  return next >= 0 && attributionAt(lines, next)?.strength === 'certain'
}
