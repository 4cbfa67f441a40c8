import { isDisclaimer } from './closings.rules.ts'
import type { Line } from './lines.ts'
import { isRule } from './openings.rules.ts'

/** Backwards from the end of each stretch of what was written, as long as lawyers speak. */
export function foldDisclaimers(lines: readonly Line[], fold: boolean[], markup: 'text' | 'html'): void {
  let end = lines.length
  while (end > 0) {
    while (end > 0 && (fold[end - 1] || !lines[end - 1]!.text.trim())) end--
    let start = end
    while (start > 0 && !fold[start - 1] && lines[start - 1]!.text.trim() && (markup === 'text' || start === end))
      start--
    const paragraph = lines.slice(start, end).map(({ text }) => text)
    if (
      end > 0 &&
      (isDisclaimer(paragraph.join(' ')) || (end < lines.length && paragraph.every(isRule) && fold[end]))
    ) {
      fold.fill(true, start, end)
      end = start
    } else {
      // Not a disclaimer: the stretch is kept, the next one above begins where something is folded.
      while (start > 0 && !fold[start - 1]) start--
      end = start
    }
  }
}
