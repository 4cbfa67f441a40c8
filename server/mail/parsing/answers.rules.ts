import type { Line } from './lines.ts'
import { isArrowAttribution } from './openings.rules.ts'

/** The colours Outlook and Gmail offer by hand; red is what people pick to answer between the lines. */
const RED = new Set('red #ff0000 #c00000 #cc0000 #e60000 #ed1c24 #e03131 #d9001b #ff3333'.split(' '))
const PALETTE = new Set(
  [...RED].concat(
    'blue #0000ff #0070c0 #00b0f0 #002060 #2e74b5 #2f5496 green #008000 #00b050 #92d050 #38761d #6aa84f purple #7030a0 #800080 #9900ff #674ea7 orange #ffc000 #ff9900 #ed7d31 magenta #ff00ff #e69138 #3d85c6 #0b5394 navy #000080'.split(
      ' ',
    ),
  ),
)
const NAMED =
  /\b(?:rojo|azul|verde|morado|naranja|amarillo|color(?:es)?|colou?r|red|blue|green|purple|vermelho|cor|vermell|blau|resaltad[oa]s?|destacad[oa]s?|highlighted|abajo|debajo|below|abaixo|inline|entre l[ií]neas|entre linhas|between the lines|intercalad[oa]s?|m[áa]s adelante)\b/i
const ANSWERS = /(?:respuestas|respond|contest|comentari|comentári|respostas|answers|comments|anotaciones|notas)/i

/**
 * Quoted lines the customer wrote into the quote: in another colour than it, or highlighted. `said` is what he wrote above it: when that
 * speaks of colours or of what is below, any colour counts, when it speaks of answers those one picks, else red and the highlighter.
 */
export function isAnswerInColour(line: Line, said: string, quoted: Map<string, number>): boolean {
  if (line.colour === null || line.text.trim().length < 2) return false
  if (line.colour.startsWith('marker') || NAMED.test(said)) return true
  const all = [...quoted.values()].reduce((sum, weight) => sum + weight, 0)
  if ((quoted.get(line.colour) ?? 0) > all * 0.6) return false
  return (ANSWERS.test(said) ? PALETTE : RED).has(line.colour)
}

/**
 * Quoted lines marked as the sender's own: by his name in brackets, as Outlook puts it there, or by an arrow or “R:” where he says
 * above that the answers stand below.
 */
export function isMarkedAnswer({ text, quote }: Line, said: string, sender: string | null): boolean {
  const named = /^\[([^\]]{2,60})\]\s*\S/.exec(text.trim())?.[1]?.toLowerCase()
  if (named && sender && (sender.toLowerCase() === named || initialsOf(sender) === named)) return true
  return (
    quote === 0 &&
    NAMED.test(said) &&
    !isArrowAttribution(text) &&
    // what is bold between stars is no mark
    !/^\*\*[^*]+\*\*/.test(text.trim()) &&
    /^(?:>>+|-+>|=+>|\*{2,}|→|r(?:espuesta|esp|ta|pta)?\s*[:.)/-]|a(?:nswer)?\s*:)\s*\S/i.test(text.trim())
  )
}

const initialsOf = (name: string) =>
  name
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word[0])
    .join('')

/** How much of what is quoted is written in each colour: the client's own colour for quotes is nobody's answer. */
export function coloursOf(lines: Line[]): Map<string, number> {
  const weights = new Map<string, number>()
  for (const { colour, text } of lines) weights.set(colour ?? '', (weights.get(colour ?? '') ?? 0) + text.trim().length)
  return weights
}
