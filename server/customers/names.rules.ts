/** Name words as search sees them: without accents, lower case, particles kept out, each once. */
export function nameWords(name: string): string[] {
  const words = fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 0)
  const telling = words.filter((word) => !PARTICLES.has(word))
  return [...new Set(telling.length ? telling : words)]
}

/** The same folding as the database's fold(): lower case, no diacritics. */
export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'da', 'do', 'dos', 'das', 'e', 'von', 'van'])

/** What may have been meant where two letters changed places, or one is too many: a likeness of words does not see it in short ones. */
export function slipsOf(word: string): string[] {
  if (word.length < 3) return []
  const places = [...word].map((_, place) => place)
  const swapped = places.slice(1).map((i) => `${word.slice(0, i - 1)}${word[i]}${word[i - 1]}${word.slice(i + 1)}`)
  const shorter = places.map((i) => word.slice(0, i) + word.slice(i + 1))
  return [...new Set([...swapped, ...shorter])].filter((slip) => slip !== word)
}

/** One word of each list, every way there is, the likeliest first: the nearer the beginning of its list, the likelier a word. */
export function combinations(lists: string[][], most: number): string[][] {
  let found: { words: string[]; rank: number }[] = [{ words: [], rank: 0 }]
  for (const list of lists)
    found = found
      .flatMap(({ words, rank }) => list.map((word, place) => ({ words: [...words, word], rank: rank + place })))
      .sort((one, other) => one.rank - other.rank)
      .slice(0, most)
  return found.map(({ words }) => [...new Set(words)])
}

/** Which of the words may be the organization's, and which the person's own: all of them first, then all but one or more. */
export function partings(words: string[]): { own: string[]; of_organization: string[] }[] {
  const ways = Array.from({ length: 2 ** Math.min(words.length, 4) - 1 }, (_, own) => own)
  return ways.map((way) => ({
    own: words.filter((_, i) => way & (2 ** i)),
    of_organization: words.filter((_, i) => !(way & (2 ** i))),
  }))
}
