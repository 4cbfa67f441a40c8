/**
 * A bare "gracias / ok / thanks" (domain.md §1): short, nothing but courtesy, no question, no negation, no "pero". It is kept but does
 * not reopen a completed ticket. Where it says so, it is the customer's confirmation as well.
 */
export function readCourtesy(visibleText: string, attachments: number): { bareThanks: boolean; confirms: boolean } {
  const words = visibleText
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}?¿]+/gu, ' ')
    .trim()
  const courteous =
    attachments === 0 &&
    words !== '' &&
    words.length <= 120 &&
    !/[?¿]/.test(words) &&
    words.split(' ').every((word) => COURTESY.has(word))
  const bareThanks = courteous && words.split(' ').some((word) => THANKS.has(word))
  return { bareThanks, confirms: bareThanks && words.split(' ').some((word) => CONFIRMS.has(word)) }
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
