import { asRead, placesIn } from '../../conversations/places.rules.ts'

export const LINK =
  /\b(?:https?:\/\/|www\.|(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,63}\/)[^\s<>‹›«»“”"]*[^\s<>‹›«»“”"()[\].,;:!?'’…]/giu

/**
 * E3: of what was told us, what may be told again. Whoever writes in another's name gets no advertisement delivered by our hand: no link
 * in what he tells, its subject or his name; of a stranger, whom nobody proves to be who he says, nor anything else to turn to.
 */
export function tellable(told: string, byStranger: boolean): string {
  const unlinked = told.replace(LINK, '[…]')
  return byStranger ? unlinked.replace(UNSEEN, '').replace(WORD, unlessPlace).replace(NUMBER, unlessPhone) : unlinked
}

const UNSEEN = /\p{Default_Ignorable_Code_Point}+/gu
const WORD = /[^\s<>‹›«»“”"]+/g
const NUMBER = /[+(]{0,3}\p{N}(?:[^\p{L}\p{N}\n,;:/]{0,3}\p{N}){6,}/gu

/** A name of the web, or an address, also of a chat; the punctuation around it stays. */
function unlessPlace(word: string): string {
  const read = asRead(word)
  const leads = /@\S|:\/\//.test(read) || placesIn(read, { left: 100 }).some(() => true)
  if (!leads) return word
  const before = /^[([¡¿'‘]*/.exec(word)![0]
  const after = /(?<![()[\].,;:!?'’…])[()[\].,;:!?'’…]*$/.exec(word)![0]
  return `${before}[…]${after}`
}

/** Seven digits can be dialled; not those of a day, nor what letters make somebody's order or machine. */
function unlessPhone(number: string, at: number, text: string): string {
  const around = [text.slice(Math.max(0, at - 2), at), text.slice(at + number.length, at + number.length + 2)]
  const isCode = /^[\p{N}-]+$/u.test(number) && (/\p{L}-?$/u.test(around[0]!) || /^-?\p{L}/u.test(around[1]!))
  return isCode || (number.replace(DAY, '').match(/\p{N}/gu)?.length ?? 0) < 7 ? number : '[…]'
}

const DAY =
  /(?<!\d)(?:(?:19|20)\d\d[-.](?:0[1-9]|1[0-2])[-.](?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])[-.](?:0[1-9]|1[0-2])[-.](?:19|20)\d\d)(?!\d)/g
