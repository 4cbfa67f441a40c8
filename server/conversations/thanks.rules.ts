import { doubts, eased, saysItGoes, saysSolved, saysYes } from './confirming.rules.ts'

/**
 * `bareThanks`: it leaves nobody anything to do. `confirms`: it says that all is solved. `agrees`: it is a yes, and so says what the question
 * said that it answers.
 */
export type Courtesy = { bareThanks: boolean; confirms: boolean; agrees: boolean }

const MORE: Courtesy = { bareThanks: false, confirms: false, agrees: false }
const MOST_LETTERS = 300
const MOST_WORDS = 16

/**
 * "Gracias / ok / thanks" and nothing else (domain.md §1): short, nothing but courtesy, no question, no negation, no "pero". It is kept but
 * does not reopen a completed ticket. Where it says so («quedó funcionando, pueden cerrar»), it is the customer's confirmation as well.
 * `writer`: by what name they sign.
 */
export function readCourtesy(visibleText: string, attachments: number, writer: string | null = null): Courtesy {
  const own = plain(writer ?? '')
  const text = inWords(aboveSignature(visibleText, own)).trim()
  if (attachments > 0 || text.length > MOST_LETTERS || /[?¿]/.test(text)) return MORE
  const names = own.split(' ').filter(Boolean)
  const clauses = clausesOf(text).map((words) => words.join(' '))
  const read = clauses.map((clause) => readClause(clause, names))
  const confirms = read.includes('solved')
  const [agrees, goes] = [read.includes('yes'), read.includes('goes')]
  if (read.includes('more') || (goes && !confirms && !agrees)) return MORE
  return { bareThanks: confirms || (read.includes('thanks') && !goes), confirms, agrees }
}

function readClause(said: string, own: string[]): 'solved' | 'goes' | 'yes' | 'thanks' | 'courtesy' | 'more' {
  const clause = eased(said)
  const words = clause.split(' ')
  if (words.length > MOST_WORDS) return 'more'
  if (saysSolved(clause)) return 'solved'
  if (saysYes(clause)) return 'yes'
  if (words.every((word) => COURTESY.has(word) || isOf(own, word)) || isThanksFor(clause))
    return words.some((word) => THANKS.has(word)) ? 'thanks' : 'courtesy'
  return saysItGoes(clause) ? 'goes' : 'more'
}

/** Their name, or the beginning of it: «Vero», «MS». */
const isOf = (names: string[], word: string) => names.some((name) => word.length > 1 && name.startsWith(word))

/** «Gracias por su paciencia»: for a thing, not for something to be done. */
const isThanksFor = (clause: string) => THANKS_FOR.test(clause) && !doubts(clause)
const THANKS_FOR =
  /^(?:se |le |les |te )?(?:(?:muchas|muchisimas|mil|muito|many) )*(?:gracias|obrigad[oa]|agradezco|agradece|agradeco|thanks|thank you) (?:muito |mucho )?(?:(?:por|pela|pelo|for) )?(?:la|el|su|tu|toda|todo|vuestra|sua|o|a|your|the)(?! \S*[aei]r(?:l[oae]s?)? )(?: (?!\S*[aei]r\b)\S+){1,4}$/

/** One thing said after the other, each in words without accents; whom they greet or thank by name is left out. */
function clausesOf(text: string): string[][] {
  let addressed = false
  return text.split(CLAUSES).flatMap((said) => {
    const kept = said
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((token) => {
        const word = plain(token)
        if (addressed && NAME.test(token) && !COURTESY.has(word) && !doubts(word)) return []
        addressed = ADDRESSES.test(word) || (addressed && COURTESY.has(word))
        return word && !VOCATIVES.has(word) ? word.split(' ') : []
      })
    if (/[.!]/.test(said)) addressed = false
    return kept.length ? [kept] : []
  })
}

/** Where one thing said ends and the next begins. */
const CLAUSES =
  /(?<=[.!])\s+|[!¡;:,…()\n–—]+|\.+$|\s-+\s|(?<=\s)(?:y|e|and|&)(?=\s)|\s+(?=(?:(?:muchas|mil|muchísimas|muchisimas|muito|many)\s+)?(?:gracias|obrigad[oa]|thanks|thank you|thx|obg|valeu|saludos|por favor)(?:[^\p{L}]|$))/iu
const NAME = /^(?:\p{Lu}\p{Ll}*|\p{Lu}{2})\.?$/u
/** After these stands whom they speak to, or who speaks. */
const ADDRESSES =
  /^(?:hola|ola|oi|hi|hello|dear|estimad[oa]s?|querid[oa]s?|prezad[oa]s?|sra?|srta|don|dona|gracias|thanks|thx|you|obrigad[oa]|valeu|saludos?|saludo|abracos?|abrazos?|abs|bjs|beso|atte|att|slds|atentamente|atenciosamente|cordialmente|cumprimentos|regards|best|cheers|dias?|tardes?|noches?|dia|tarde|inge|ingeniero)$/

/** What people put for a word. */
const inWords = (text: string) =>
  text.replace(/👍|👌|✅|🙏|🙌|🤝/gu, '\nvale\n').replace(/👎|😠|😡|🤬|😤|😒|🙄|❌|😞|😢/gu, ' no ')

/** Without accents and signs, and without what is only drawn out: «graciasss», «siii». */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{L})\1{2,}|([aeiou])\2+\b/gu, '$1$2')
    .trim()

/** Longer than anybody's thanks with all that stands below them. */
const LONGEST = 1500
const MOST_BELOW = 8
/** Of a name, an office, a company, an address: written with a capital, or no word at all. Whoever shouts may be saying something. */
const OF_A_SIGNATURE =
  /^(?:\p{Lu}\p{Ll}*\.?|(?:\p{Lu}\.){2,5}|SpA|EIRL|LTDA|SRL|de|del|la|las|los|el|y|e|do|da|dos|das|of|and|the|[^\p{L}]+|[^\s@]+@[^\s@]+|<?(?:https?:\/\/|www\.)\S+)[,;:|·–-]*$/u
const SAYS = /[?¿!¡]|^(?:no|n[ãa]o|not|nada|pero|mas|but|p\.?[ds]\.?)$/i

const CLOSING =
  /^(?:un )?(?:saludos?(?: cordiales)?|cordiales saludos|atte|att|atentamente|cordialmente|atenciosamente|cumprimentos|abracos?|(?:(?:kind|best|warm) )?regards)$/

/**
 * Programs that put no mark above a signature: it begins with a name on a line, or below a closing, and holds nothing that says anything. It need not be
 * the sender's: several people write from one address.
 */
function aboveSignature(text: string, writer: string): string {
  if (text.length > LONGEST) return text
  const names = new Set(writer.split(' '))
  const lines = text.split('\n').filter((line) => line.trim())
  const isTheirs = (line: string) =>
    plain(line)
      .split(' ')
      .every((word) => word !== '' && names.has(word))
  for (const [i, line] of lines.entries()) {
    const closes = CLOSING.test(plain(line))
    if (!closes && !(i > 0 && (isTheirs(line) || isName(line)))) continue
    if (isSignature(lines.slice(i + 1))) return lines.slice(0, closes ? i + 1 : i).join('\n')
  }
  return text
}

/** Of somebody nobody knows here: in full, for a single word with a capital may be anything. */
const isName = (line: string) =>
  /^\p{Lu}\p{Ll}+(?: (?:\p{Lu}\p{Ll}+|\p{Lu}\.?|de|del|la)){1,4}$/u.test(line.trim()) &&
  !plain(line)
    .split(' ')
    .some((word) => COURTESY.has(word) && !/^(?:de|la)$/.test(word)) &&
  !doubts(plain(line))

const isSignature = (lines: string[]) =>
  lines.length <= MOST_BELOW &&
  lines.every(
    (line) =>
      !doubts(plain(line)) &&
      line
        .trim()
        .split(/\s+/)
        .every((word) => OF_A_SIGNATURE.test(word) && !SAYS.test(word)),
  )

const list = (words: string) => words.split(/\s+/).filter(Boolean)
const VOCATIVES = new Set(
  list(
    'ingeniero ingeniera inge joven senorita senor senora genio genia crack capo maestro jefe amigo amiga chicos chicas majo maja profe mijita mijito guys sra sr srta ing lic licenciado licenciada doctor doctora dr dra parce che pessoal mate guapa guapo genios muchachos galera gente folks',
  ),
)
const THANKS = new Set(
  list(
    `gracias grasias grax obg abs ok okay okey vale perfecto genial excelente listo recibido thanks thank thx ty great perfect obrigado obrigada otimo agradecido agradecida
    agradezco agradecemos agradecidos valeu grato grata cheers appreciate appreciated agradece agradeco`,
  ),
)
const COURTESY = new Set([
  ...THANKS,
  ...list(`muchas mil muchisimas muy amable amables de por su tu la el todo toda ayuda atencion respuesta gestion pronta rapida
    buen buenos buenas buena dia dias tarde tardes noche noches hola estimado estimada estimados estimadas saludos cordiales cordial un una abrazo
    quedo atento atenta que tenga tengan usted ustedes les le y a si ya esta quedo todo bien correcto entendido de acuerdo nuevo
    rapido tan lo te se apoyo trabajo servicio soporte equipo gran excelente linda lindo feliz fin semana jornada siempre saludo slds atte atentamente
    cordialmente igualmente bendiciones rapidez disposicion paciencia amabilidad gentileza preocupacion dedicacion querido querida don dona sr sra srta
    dios bendiga todos totales agrado mucho prestada felices fiestas beso besos os sos atentos atentas disculpen disculpe perdon demora en contestar tengas
    finde bonita bonito esten esta millon sol eres gentil gentiles pague tiempo los las impeque diez show al vosotros amor
    dale bueno sip barbaro joya favor probe probamos recien agradece buenisimo
    very much so you for your the help support quick reply all good it is now fine best kind warm regards hi hello dear team yes a have nice great day
    weekend fast service work i we really lot many times kindness patience kindly ta much sincerely cheers sorting fixing that this
    muito muita pela pelo ajuda boa bom tarde noite ola abraco abracos atenciosamente tudo certo esta sim atendimento suporte equipe retorno rapidez
    prezado prezada prezados uma otima otimo semana dia cordiais saudacoes brigadao obrigadao deus abencoe carinho simpatia melhores cumprimentos feriado com os bom oi fim are abs bjs beijos att agilidade atencao`),
])
