/** A word of what is typed, as it is asked for, and in what share of the tickets it stands. */
export type Term = { word: string; query: string; share: number }
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
/** The words met must tell something: as much as one word that stands in a twentieth of all tickets. */
const LEAST_WEIGHT = 3
/**
 * Of those the index is asked only the rarest: what meets enough of all meets some of them. Words of which none was seen do not count:
 * they cost next to nothing, and may be names or slips.
 */
const MOST_ASKED = 5
/** What one question to the index may read of its rarest words, and find altogether. */
const MOST_READ = 2000
const MOST_FOUND = 800

/** The words that tell one problem from another, the rarest first. */
export const tellingTerms = (terms: Term[]): Term[] =>
  [...terms].sort((a, b) => a.share - b.share || b.word.length - a.word.length).slice(0, MOST_TERMS)

/** A word met everywhere says little: the weight falls with its share of all tickets. */
export const weightOf = ({ share }: Term) => Math.log(1 + 1 / (share + 0.002))

/** At least so many of the words, one of the first few of them, the anchors, among them. */
export type Question = { terms: Term[]; anchors: number; atLeast: number }

/**
 * What to ask of this many entries so that the work stays the same however many they are: only the entries with an anchor are read, and
 * those are the rarest words. Null where even the rarest are too common.
 */
export function question(all: Term[], entries: number): Question | null {
  const unseen = all.filter(({ share }) => share === 0).length
  const terms = all.slice(0, unseen + MOST_ASKED)
  let anchors = readable(terms, entries)
  const counts = terms.length === 1 ? [1] : [2, 3]
  for (; anchors > 0; anchors--)
    for (const atLeast of counts)
      if (terms.length >= atLeast && expected({ terms, anchors, atLeast }) * entries <= MOST_FOUND)
        return { terms, anchors, atLeast }
  return null
}

/** How many of the rarest words can be read in full. */
function readable(terms: Term[], entries: number): number {
  const upTo = terms.map((_, place) => sum(terms.slice(0, place + 1).map(({ share }) => share * entries)))
  return upTo.filter((read) => read <= MOST_READ).length
}

/** The share of entries that a question finds; the words of one matter come together far more often than chance would have it. */
export function expected({ terms, anchors, atLeast }: Question): number {
  const chances = subsets(terms, atLeast)
    .filter(([first]) => terms.indexOf(first!) < anchors)
    .map((some) => some.reduce((n, { share }) => n * Math.max(share, 0.0005), 1))
  return sum(chances) * 3 ** (atLeast - 1)
}

/**
 * The question as the index is asked it. The choices share their beginnings, so that a text with one of the words is done with at one
 * look at each and not at every choice.
 */
export const asked = ({ terms, anchors, atLeast }: Question): string =>
  anyOf(
    terms.map(({ query }) => `(${query})`),
    atLeast,
    anchors,
  )

function anyOf(words: string[], atLeast: number, firsts = words.length): string {
  if (atLeast === 1) return `(${words.slice(0, firsts).join(' | ')})`
  const begun = words.slice(0, Math.min(firsts, words.length + 1 - atLeast))
  return `(${begun.map((word, place) => `${word} & ${anyOf(words.slice(place + 1), atLeast - 1)}`).join(' | ')})`
}

/** Every choice of `size` out of these. */
function subsets<T>(items: T[], size: number): T[][] {
  if (size === 0) return [[]]
  return items.flatMap((item, place) => subsets(items.slice(place + 1), size - 1).map((rest) => [item, ...rest]))
}

/**
 * L4, T6: alike first by what of the words it meets, then by how well it went: accepted counts for it, reopened against it. One way of
 * solving is shown once, with how often it was the answer.
 */
export function rank(terms: Term[], candidates: Candidate[], limit: number) {
  const known = new Set(candidates.flatMap(({ met }) => met))
  // A word nobody ever used is a name, a slip or news: it counts half against everything there is.
  const weights = terms.map((term, place) => weightOf(term) * (known.has(place) ? 1 : 0.5))
  const all = sum(weights)
  const scored = candidates
    .map((one) => {
      const weight = sum(one.met.map((place) => weights[place]!))
      return { ...one, weight, similarity: weight / all, score: (weight / all) * success(one) }
    })
    .filter(({ similarity, weight }) => similarity >= LEAST_LIKENESS && weight >= LEAST_WEIGHT)
    .sort((a, b) => b.score - a.score || +b.solvedAt - +a.solvedAt)
  const ways = new Map<string, typeof scored>()
  for (const one of scored) ways.set(plain(one.solution), [...(ways.get(plain(one.solution)) ?? []), one])
  return [...ways.values()]
    .map((way) => ({ ...way[0]!, times: way.length, accepted: way.filter((one) => one.accepted).length }))
    .sort((a, b) => b.score * often(b.times) - a.score * often(a.times))
    .slice(0, limit)
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

const success = ({ accepted, reopened, sameCategory }: Candidate) =>
  (accepted ? 1.2 : 1) * (reopened ? 0.6 : 1) * (sameCategory ? 1.15 : 1)

const often = (times: number) => 1 + Math.log10(times) / 4

const plain = (solution: string) =>
  solution
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
