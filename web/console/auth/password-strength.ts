const WORN = /contrase|password|senha|clave|qwerty|asdf|12345|abcde|admin|ventanilla|soporte|teamo|letmein|bienvenid/i

/** 0 to 3, by length and variety; worn words, one's own name and repetitions count for nothing. A guide, not a gate: the gate is length. */
export function strengthOf(password: string, about: string[] = []): 0 | 1 | 2 | 3 {
  const own = about.flatMap((text) => folded(text).split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 2)
  let rest = folded(password)
    .replace(WORN, '')
    .replace(/(.)\1{2,}/gu, '$1')
  for (const word of own) rest = rest.replaceAll(word, '')
  const variety = new Set(rest).size
  const worth = Math.min(rest.length, variety * 2) + (/\p{L}/u.test(rest) && /[^\p{L}]/u.test(rest) ? 2 : 0)
  if (password.length < 10 || worth < 10) return 0
  if (worth < 14) return 1
  return worth < 19 ? 2 : 3
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
