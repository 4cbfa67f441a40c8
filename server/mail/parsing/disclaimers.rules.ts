import { isDisclaimer, isDisclaimerHeading, legalWords, speaksOfMail } from './legalese.rules.ts'
import { announcementAbove, type Line } from './lines.ts'

type Stretch = { from: number; to: number }

/**
 * Folds what lawyers and pleaders put at the end of each stretch of what was written `upTo` a line. From its end upwards: what only sounds like them, a
 * rule or a heading belongs to it when a paragraph above, or with it, is theirs for certain.
 */
export function foldDisclaimers(lines: readonly Line[], fold: boolean[], markup: 'text' | 'html', upTo: number): void {
  let unwrappings = markup === 'html' ? MOST_UNWRAPPINGS : 0
  for (const stretch of stretchesOf(fold.slice(0, upTo))) {
    const end = stretch.to
    let theirs: number | null = null
    let below = 0
    for (let at = lastOf(lines, stretch, markup); at; at = lastOf(lines, stretch, markup)) {
      const begins = beginOf(lines, at) ?? (unwrappings-- > 0 ? beginOfWrapped(lines, at, stretch) : null)
      const kind = kindOf(lines, at, begins)
      // the networks of a company below its small print
      if (kind === 'networks' && theirs === null) {
        stretch.to = at.from
        continue
      }
      if (kind === 'theirs nowise' || kind === 'networks') break
      stretch.to = begins ?? at.from
      if (
        kind === 'certain' ||
        (kind === 'heading' && below > 0) ||
        ((kind === 'rule' || kind === 'announces theirs') && theirs !== null)
      )
        theirs = stretch.to
      if (kind !== 'rule') below++
      if (begins !== null && begins > at.from) break
    }
    if (theirs !== null) fold.fill(true, theirs, end)
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

/** What a line of the sender's ends in a colon for is what he wants to show, however legal it sounds. */
function isAnnounced(lines: readonly Line[], at: number): boolean {
  const above = announcementAbove(lines, at)
  return above !== null && legalWords(above) === 0 && !isDisclaimerHeading(above)
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

/** Dashes, however few, or a row of asterisks: above a disclaimer they part it from what was written. */
const isRule = (text: string) => /^(?:[-_=~.·—–─ ]{2,}|[*#+]{5,})$/.test(text.trim())

const saidIn = (lines: readonly Line[], { from, to }: Stretch) => lines.slice(from, to).map(({ text }) => text)

/** Where in the paragraph the disclaimer begins: a name or a sentence glued to its head is not theirs. */
function beginOf(lines: readonly Line[], { from, to }: Stretch): number | null {
  const said = saidIn(lines, { from, to })
  const first = said.findIndex((text) => legalWords(text) > 0 || !standsAlone(text))
  // A goodbye between its lines: what stands above it is a letter, and no notice below one.
  if (said.slice(first + 1, -1).some((text) => text.trim().length < 25 && /,\s*$/.test(text) && legalWords(text) === 0))
    return null
  if (first > 0 && isDisclaimer(said.slice(first).join(' '))) return from + first
  return isDisclaimer(said.join(' ')) ? from : null
}

/** Too short to be a line of a wrapped paragraph, or a sentence that ends. */
const standsAlone = (text: string) =>
  !isRule(text) && !isDisclaimerHeading(text) && (text.trim().length < 45 || /[.!?,:]\s*$/.test(text))

const MOST_WRAPPED = 40
/** Each looks at as many lines again: a whole mail of them would take its square. */
const MOST_UNWRAPPINGS = 50

/** In HTML made of text a disclaimer's lines are wrapped by `br`. */
function beginOfWrapped(lines: readonly Line[], { to }: Stretch, stretch: Stretch): number | null {
  const paragraph = lastOf(lines, { from: Math.max(stretch.from, to - MOST_WRAPPED), to }, 'text')!
  const said = saidIn(lines, paragraph)
  const first = said.findIndex((text) => legalWords(text) > 0 || (speaksOfMail(text) && !standsAlone(text)))
  const wrapped = said.slice(first, -1).every(({ length }) => length >= 40 && length <= 120)
  return first >= 0 && wrapped && isDisclaimer(said.slice(first).join(' ')) ? paragraph.from + first : null
}

const NETWORKS =
  /^(?:[^\p{L}\p{N}]|(?:facebook|twitter|x|linkedin|instagram|you ?tube|tiktok|pinterest|whatsapp|telegram|flickr|s[íi]ganos en|siga-nos n[oa]|follow us on|(?:https?:\/\/|www\.)\S+)(?=[^\p{L}\p{N}]|$))+$/iu
const isNetworks = (text: string) =>
  text.length < 400 && /facebook|linkedin|instagram|twitter/i.test(text) && NETWORKS.test(text)

type Kind = 'networks' | 'certain' | 'rule' | 'heading' | 'announces theirs' | 'like theirs' | 'theirs nowise'

/** What a paragraph is of theirs; `begins`: where it is for certain. */
function kindOf(lines: readonly Line[], paragraph: Stretch, begins: number | null): Kind {
  if (isAnnounced(lines, begins ?? paragraph.from)) return 'theirs nowise'
  if (begins !== null) return 'certain'
  const said = saidIn(lines, paragraph)
  if (said.every(isRule)) return 'rule'
  if (said.every(isNetworks)) return 'networks'
  if (said.every((text) => isRule(text) || isDisclaimerHeading(text))) return 'heading'
  if (legalWords(said.join(' ')) < 2) return 'theirs nowise'
  return said.at(-1)!.trim().endsWith(':') ? 'announces theirs' : 'like theirs'
}
