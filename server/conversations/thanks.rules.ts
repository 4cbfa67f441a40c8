/**
 * A bare "gracias / ok / thanks" (domain.md §1): short, nothing but courtesy, no question, no negation, no "pero". It is kept but does
 * not reopen a completed ticket. Where it says so, it is the customer's confirmation as well. `writer`: by what name they sign.
 */
export function readCourtesy(
  visibleText: string,
  attachments: number,
  writer: string | null = null,
): { bareThanks: boolean; confirms: boolean } {
  const words = plain(aboveSignature(visibleText, plain(writer ?? '')))
  const courteous =
    attachments === 0 &&
    words !== '' &&
    words.length <= 120 &&
    !/[?¿]/.test(words) &&
    words.split(' ').every((word) => COURTESY.has(word))
  const bareThanks = courteous && words.split(' ').some((word) => THANKS.has(word))
  return { bareThanks, confirms: bareThanks && words.split(' ').some((word) => CONFIRMS.has(word)) }
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}?¿]+/gu, ' ')
    .trim()

/** Longer than anybody's thanks with all that stands below them. */
const LONGEST = 1500
const MOST_BELOW = 8
/** Of a name, an office, a company, an address: written with a capital, or no word at all. Whoever shouts may be saying something. */
const OF_A_SIGNATURE =
  /^(?:\p{Lu}\p{Ll}*\.?|(?:\p{Lu}\.){2,5}|SpA|EIRL|LTDA|SRL|de|del|la|las|los|el|y|e|do|da|dos|das|of|and|the|[^\p{L}]+|[^\s@]+@[^\s@]+|<?(?:https?:\/\/|www\.)\S+)[,;:|·–-]*$/u
const SAYS = /[?¿!¡]|^(?:no|n[ãa]o|not|nada|pero|mas|but|p\.?[ds]\.?)$/i

/** Programs that put no mark above a signature: it begins with the writer's own name on a line, and holds nothing that says anything. */
function aboveSignature(text: string, writer: string): string {
  if (text.length > LONGEST) return text
  const names = new Set(writer.split(' '))
  const lines = text.split('\n').filter((line) => line.trim())
  const at = lines.findIndex(
    (line, i) =>
      i > 0 &&
      plain(line)
        .split(' ')
        .every((word) => word !== '' && names.has(word)),
  )
  if (at < 0) return text
  const below = lines.slice(at + 1)
  const words = below.flatMap((line) => line.trim().split(/\s+/))
  const isSignature = below.length <= MOST_BELOW && words.every((word) => OF_A_SIGNATURE.test(word) && !SAYS.test(word))
  return isSignature ? lines.slice(0, at).join('\n') : text
}

const list = (words: string) => words.split(/\s+/).filter(Boolean)
const THANKS = new Set(
  list(
    'gracias ok okay vale perfecto genial excelente listo recibido thanks thank great perfect obrigado obrigada otimo confirmo confirmado solucionado resuelto confirmed solved resolvido funciona works',
  ),
)
const CONFIRMS = new Set(
  list(
    'confirmo confirmado solucionado solucionada resuelto resuelta confirmed confirm solved resolved resolvido resolvida funciona works',
  ),
)
const COURTESY = new Set([
  ...THANKS,
  ...CONFIRMS,
  ...list(`muchas mil muchisimas muy amable amables de nada por su tu la el todo toda ayuda atencion respuesta gestion pronta rapida
    buen buenos buenas buena dia dias tarde tardes noche noches hola estimado estimada estimados estimadas saludos cordiales cordial un una abrazo
    quedo atento atenta que tenga tengan usted ustedes les le y a si ya esta quedo todo bien correcto entendido de acuerdo nuevo
    very much so you for your the help support quick reply all good it is now works fine best regards hi hello dear team yes
    muito muita pela pelo ajuda boa bom tarde noite ola abraco atenciosamente tudo certo esta sim`),
])
