import { onlyGreets, writesBelow } from '../parsing/greetings.rules.ts'
import { plainLine, unaccented } from '../parsing/lines.ts'
import { LINK, tellable } from './telling.rules.ts'

const LONGEST = 600
/** More is not even looked through for what may be told. */
const READ = 10_000

/**
 * E3: what was told us, to be recognised by: the matter itself, without the greeting before it and the signature below, short, with nothing in
 * it that leads elsewhere; where a link stood, the word for one (`link`).
 */
export function summaryOf(description: string, byStranger: boolean, link: string): string {
  const matter = withoutCourtesies(shortened(description, READ)) || description
  const told = tellable(withLinksNamed(shortened(matter, READ), link), byStranger)
  return atSentence(told.replace(/\n{3,}/g, '\n\n').trim())
}

/** A subject of its own has no sentences: whole words. */
export const shortened = (words: string, most: number) =>
  words.length <= most
    ? words
    : `${words
        .slice(0, most)
        .toWellFormed()
        .replace(/(?<!\s)\s+\S*$/, '')}…`

const GREETS = /^\P{L}*(?:hola|hello|hi|hey|dear|good|buen|estimad|apreciad|querid|ola|oi|bo[ma]|car[oa]s?|prezad)/u
const CLOSES = /(?:gracias|saludo|cordialmente|atentamente|atte|thank|regards|obrigad|abraco)/

/** Nothing, where all of it is courtesy. */
function withoutCourtesies(told: string): string {
  const lines = told.split(/\r?\n/)
  const isCourtesy = (line: string, which: RegExp) => which.test(unaccented(line)) && onlyGreets([line])
  const first = lines.findIndex((line) => line.trim() && !isCourtesy(line, GREETS))
  if (first < 0) return ''
  const plain = lines.map((line) => plainLine(line.trim()))
  const end = lines.findIndex((line, at) => at > first && isCourtesy(line, CLOSES) && !writesBelow(plain, at))
  return lines
    .slice(first, end < 0 ? undefined : end)
    .join('\n')
    .trim()
}

/** Programs write a link behind the words it lies under, often once more as itself. */
function withLinksNamed(told: string, link: string): string {
  const word = link.replace(/[()]/g, '\\$&')
  return told
    .replace(LINK, link)
    .replace(new RegExp(`[‹<([]${word}[›>)\\]]`, 'g'), link)
    .replace(new RegExp(`${word}(?:\\s{0,9}${word})+`, 'g'), link)
}

function atSentence(words: string): string {
  if (words.length <= LONGEST) return words
  const begun = words.slice(0, LONGEST).toWellFormed()
  const [whole] = /^[\s\S]*(?:[.!?…](?=\s)|\S(?=\n))/.exec(begun) ?? ['']
  return whole.length > LONGEST / 3 ? `${whole} […]` : shortened(words, LONGEST)
}
