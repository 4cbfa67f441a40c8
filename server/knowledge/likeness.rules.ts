export type Term = { word: string; share: number }
export type Candidate = {
  ticketId: number
  number: string
  subject: string
  cause: string | null
  solution: string
  accepted: boolean
  reopened: boolean
  sameCategory: boolean
  solvedAt: Date
  /** Which of the terms its words meet, by place. */
  met: number[]
}

/** Up to this many words of what is typed count: the rarest say what it is about. */
const MOST_TERMS = 8
/** Below this share of what was said there is no likeness, only shared words: nothing is shown rather than anything. */
const LEAST_LIKENESS = 0.4

/** The words that tell one problem from another, the rarest first. */
export const tellingTerms = (terms: Term[]): Term[] =>
  [...terms].sort((a, b) => a.share - b.share || b.word.length - a.word.length).slice(0, MOST_TERMS)

/** A word met everywhere says little: the weight falls with its share of all tickets. */
export const weightOf = ({ share }: Term) => Math.log(1 + 1 / (share + 0.002))

/**
 * How many of the rarest words an entry must meet all of, so that reading back over `entries` of them finds some hundreds and not a
 * hundred thousand; 0 when even all of them would be too many.
 */
export function enough(terms: Term[], entries: number, most = 400): number {
  let expected = entries
  for (const [place, { share }] of terms.entries()) {
    expected *= Math.max(share, 0.0005)
    // Words of one matter come together far more often than chance would have it.
    if (expected * 3 ** place <= most) return place + 1
  }
  return 0
}

/**
 * L4, T6: alike first by what of the words it meets, then by how well it went: accepted counts for it, reopened against it. One way of
 * solving is shown once, with how often it was the answer.
 */
export function rank(terms: Term[], candidates: Candidate[], limit: number) {
  const weights = terms.map(weightOf)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const least = terms.length > 1 ? 2 : 1
  const scored = candidates
    .filter(({ met }) => met.length >= least)
    .map((one) => {
      const similarity = one.met.reduce((sum, place) => sum + weights[place]!, 0) / all
      return { ...one, similarity, score: similarity * success(one) }
    })
    .filter(({ similarity }) => similarity >= LEAST_LIKENESS)
    .sort((a, b) => b.score - a.score || +b.solvedAt - +a.solvedAt)
  const ways = new Map<string, typeof scored>()
  for (const one of scored) ways.set(plain(one.solution), [...(ways.get(plain(one.solution)) ?? []), one])
  return [...ways.values()]
    .map((way) => ({ ...way[0]!, times: way.length, accepted: way.filter((one) => one.accepted).length }))
    .sort((a, b) => b.score * often(b.times) - a.score * often(a.times))
    .slice(0, limit)
}

const success = ({ accepted, reopened, sameCategory }: Candidate) =>
  (accepted ? 1.2 : 1) * (reopened ? 0.6 : 1) * (sameCategory ? 1.15 : 1)

const often = (times: number) => 1 + Math.log10(times) / 4

const plain = (solution: string) =>
  solution
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
