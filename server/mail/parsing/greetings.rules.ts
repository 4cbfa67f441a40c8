import { isAdvertisement } from './closings.rules.ts'
import { isDisclaimer } from './legalese.rules.ts'
import { type Line, unaccented } from './lines.ts'
import { attributionAt, headerBlockAt, isOriginalMark } from './openings.rules.ts'

/** Whoever has only greeted, and then draws a line of two dashes, writes below it: a greeting alone is nobody's mail. */

const COURTESY = new Set(
  `hola hello hi hey dear buen buenos buenas buena dia dias tarde tardes noche noches estimado estimada estimados estimadas apreciado apreciada querida querido
  equipo equipe team soporte suporte support senor senora senores sr sra srta sres muy a todos todas de que tal como esta estan un una cordial saludo saludos cordiales cordialmente atentamente atte
  gracias muchas mil ok okay vale perfecto listo recibido antemano por thanks thank you many very much regards best kind good morning afternoon evening all
  ola oi bom boa caro cara caros prezado prezada prezados obrigado obrigada muito abraco abracos att e y and`.split(
    /\s+/,
  ),
)
const MOST_COURTEOUS = 15
/** A name beside a greeting, as whom one greets or who does. */
const NAME = /^\p{Lu}\p{Ll}+$/u

/** Nothing but courtesies and a name or two; nothing at all is as little. */
export function onlyGreets(lines: readonly string[]): boolean {
  const said = lines.flatMap((line) => line.match(/[\p{L}\p{N}]+/gu) ?? [])
  const others = said.filter((word) => !COURTESY.has(unaccented(word)))
  return said.length <= MOST_COURTEOUS && others.length <= 2 && others.every((word) => NAME.test(word))
}

const LONGEST = 100
const SAYS = /[?¿!¡]|(?:^|\s)(?:no|n[ãa]o|not|pero|mas|but|me|nos|se)(?:\s|$)/i
/** Numbers, addresses and what names them. */
const REACHES = /@|https?:|www\.|\d{4}|\d[\d\s().-]{5,}|^(?:tel|tfno|fono|cel|m[óo]vil|fax|ext|anexo)\b/i

/** Whether somebody goes on writing below a line; names, offices and telephones are a signature, and so is nothing. */
export function writesBelow(lines: readonly Line[], at: number): boolean {
  const paragraphs = paragraphsBelow(lines, at).filter((each) => !isDisclaimer(each.join(' ')))
  const said = paragraphs.flat().filter((line) => !isAdvertisement(line))
  return said.some((line, i) => !signs(line, i === 0))
}

/** A first line is a name, or a company's; below it stand offices, which have small letters, too. */
function signs(line: string, isFirst: boolean): boolean {
  if (line.length > LONGEST || SAYS.test(line)) return false
  const words = line.match(/\p{L}{3,}/gu) ?? []
  const small = words.filter((word) => !/^\p{Lu}/u.test(word) && !/^(?:del|las|los|and|the|dos|das)$/.test(word))
  return REACHES.test(line)
    ? small.length <= 3
    : small.length <= (isFirst ? 1 : 2) && (!isFirst || /^\P{Ll}/u.test(line))
}

const MOST_LINES = 60

/** Up to what they answer. */
function paragraphsBelow(lines: readonly Line[], at: number): string[][] {
  const found: string[][] = [[]]
  for (let i = at + 1; i < lines.length && i - at <= MOST_LINES; i++) {
    const { text, quote, signature } = lines[i]!
    if (
      quote > lines[at]!.quote ||
      signature ||
      isOriginalMark(text) ||
      headerBlockAt(lines, i) ||
      attributionAt(lines, i)
    )
      break
    if (text.trim()) found.at(-1)!.push(text.trim())
    else found.push([])
  }
  return found
}
