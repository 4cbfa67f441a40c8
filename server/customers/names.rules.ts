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
