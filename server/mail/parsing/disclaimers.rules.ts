import { isDisclaimer, isDisclaimerHeading } from './closings.rules.ts'
import type { Line } from './lines.ts'
import { isRule } from './openings.rules.ts'

type Stretch = { from: number; to: number }

/** Folds what lawyers and pleaders put at the end of each stretch of what was written, their heading and rule above it included. */
export function foldDisclaimers(lines: readonly Line[], fold: boolean[], markup: 'text' | 'html'): void {
  for (const stretch of stretchesOf(fold)) {
    let below = false
    for (let paragraph = lastOf(lines, stretch, markup); paragraph; paragraph = lastOf(lines, stretch, markup)) {
      const said = lines.slice(paragraph.from, paragraph.to).map(({ text }) => text)
      const belongs = below && said.every((text) => isRule(text) || isDisclaimerHeading(text))
      if (!belongs && !isDisclaimer(said.join(' '))) break
      fold.fill(true, paragraph.from, paragraph.to)
      stretch.to = paragraph.from
      below = true
    }
  }
}

function stretchesOf(fold: readonly boolean[]): Stretch[] {
  const found: Stretch[] = []
  fold.forEach((folded, i) => {
    if (folded) return
    if (i > 0 && !fold[i - 1]) found.at(-1)!.to = i + 1
    else found.push({ from: i, to: i + 1 })
  })
  return found
}

/** The last paragraph: of text what stands between empty lines, of HTML each line. */
function lastOf(lines: readonly Line[], { from, to }: Stretch, markup: 'text' | 'html'): Stretch | null {
  const isSaid = (i: number) => i >= from && lines[i]!.text.trim() !== ''
  let end = to
  while (end > from && !isSaid(end - 1)) end--
  let start = end
  while (isSaid(start - 1) && (markup === 'text' || start === end)) start--
  return start < end ? { from: start, to: end } : null
}
