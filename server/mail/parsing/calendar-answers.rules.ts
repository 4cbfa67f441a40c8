import type { CalendarAnswer } from './calendar.rules.ts'
import { onlyGreets } from './greetings.rules.ts'
import { isOriginalMark } from './openings.rules.ts'

/** An answer to an invitation as it was read; `said`: without quotes, marked signatures and disclaimers. */
type Answer = { said: string; subject: string; from: { name: string | null; address: string } | null }

/**
 * Whether somebody who accepts, declines or proposes says anything by it (issue 4.5). A calendar program writes one sentence, about the
 * sender or as its button is called, and repeats the moment below it: of its mail the sender wrote what stands above, or a note. Where no
 * such sentence stands, nobody but the sender wrote.
 */
export function saysMoreThanAnswer(
  { said, subject, from }: Answer,
  { names, about, comment }: CalendarAnswer,
): boolean {
  const people = [from?.name ?? '', from?.address ?? '', ...names].filter(Boolean)
  const known = new Set([subject, ...people, ...about].map(bare))
  const isOfProgram = (line: string) => isSentence(line, people) || BUTTONS.test(line) || known.has(bare(line))
  const lines = ownLines(said)
  const at = lines.findIndex((line) => isSentence(line, people))
  const written = at < 0 ? lines : [...lines.slice(0, at), ...noteIn(lines.slice(at))]
  // In small letters no word passes for a name: a lone “Imposible” is no signature.
  const greets = (line: string) => onlyGreets([without(people, line).toLowerCase()])
  return [...written, ...linesOf(comment)].some((line) => !isOfProgram(line) && !greets(line))
}

const without = (people: string[], line: string) =>
  people
    .flatMap((name) => [name, ...name.split(' ')])
    .filter(Boolean)
    .reduce((text, name) => text.replaceAll(name, ''), line)

const MOST_LINES = 200
const LONGEST_LINE = 400

const linesOf = (text: string) =>
  text
    .split('\n', MOST_LINES)
    .map((line) => line.slice(0, LONGEST_LINE).replace(/\s+/g, ' ').trim())
    .filter((line) => bare(line) !== '' || WAVES.test(line))

/** Exchange and Zimbra set the moment above a row of waves, the words below it, and the invitation below those. */
function ownLines(said: string): string[] {
  const lines = linesOf(said)
  const answered = lines.findIndex(isOriginalMark)
  const own = answered < 0 ? lines : lines.slice(0, answered)
  return own.slice(own.findLastIndex((line) => WAVES.test(line)) + 1)
}
const WAVES = /^\*?(?:~\*?){4,}$/

const bare = (line: string) =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** “… ha aceptado esta invitación con la nota:”, “Comentario: …”: on the same line, or the next. */
function noteIn(lines: string[]): string[] {
  const at = lines.findIndex((line) => NOTE.test(line))
  if (at < 0) return []
  const onLine = NOTE.exec(lines[at]!)![1]!
  return onLine ? [onLine] : lines.slice(at + 1, at + 2)
}
const NOTE =
  /(?:^|\s)(?:nota|note|comentarios?|comentários?|comments?|comentaris?|mensaje|mensagem|message|observações) ?: ?(.*)$/iu

const ANSWERED = `(?:${[
  'ha (?:aceptado|rechazado|declinado|respondido|confirmado|propuesto|sido aceptada|sido rechazada)',
  'aceptó|rechazó|declinó|respondió|confirmó|propuso|(?:fue|se ha) (?:aceptad[oa]|rechazad[oa])|(?:no )?asistirá',
  'aceitou|recusou|rejeitou|respondeu|confirmou|propôs|foi (?:aceit[ae]|recusad[oa])|(?:não )?(?:comparecerá|participará)',
  '(?:(?:has|was|been|tentatively|provisionally) )*(?:accepted|declined|rejected|responded|replied|confirmed|proposed)',
  'will (?:not )?attend|is (?:not )?attending|ha (?:acceptat|rebutjat|proposat)|a (?:accepté|décliné|refusé|proposé)',
].join('|')})`
const INVITATION =
  "(?:(?:provisionalmente|tentativamente|provisoriamente|tentatively) )?(?:esta|la|su|tu|este|o|seu|this|the|your|aquesta|cette|l'|votre) ?(?:invitación(?: al evento)?|convite|invitation|invitació|convocatoria|reunião|reunión|meeting(?: invitation)?|event(?: invitation)?)"
const NAME = String.raw`\p{Lu}[\p{L}.'’-]*(?:,? (?:(?:de|del|da|do|dos|la|las|los) )*\p{Lu}[\p{L}.'’-]*){0,5}`
/** A person goes on: “…, pero”, or with another sentence. */
const GOES_ON = String.raw` (?:pero|but|mas|porém|aunque|però|mais|que|that)(?!\p{L})|[.!?] \p{Lu}`
/** Of the sender; of anybody else who is named, but no more than that; of a request that a room has decided. */
const SENTENCES = [
  new RegExp(`^§+(?:/[^ ]{1,60})?(?: [<(]?§[>)]?)? ${ANSWERED}(?:(?!${GOES_ON})[^!?]){0,200}$`, 'u'),
  new RegExp(`^${NAME} ${ANSWERED}(?: ${INVITATION})?[.:]?$`, 'u'),
  new RegExp(
    `^(?:[Ss]u|[Tt]u|[Ll]a|[Aa] sua|[Yy]our|[Tt]he) (?:invitación|solicitud|solicitação|(?:meeting )?request)(?: de reunión| de reunião)? ${ANSWERED}[.]?$`,
    'u',
  ),
  /^(?:Se ha propuesto|Foi propost[oa]|A) (?:una nueva hora|um novo horário|new (?:meeting )?time)(?: has been proposed)?(?!\p{L})[^.!?]{0,100}$/u,
]
/** Behind what became of it a note may begin. */
const NOTED =
  /,? (?:con|com|with|amb) (?:(?:la|el|una?|uma?|a|the|this|siguiente|seguinte|following) ){0,3}(?:nota|note|comentario|comentário|comment|mensaje|message|mensagem) ?:.*$/iu
/** What Zimbra says in one's name. */
const BUTTONS =
  /^(?:sí, asistiré|no, no asistiré|(?:tal vez|quizás?|puede que) asist[ae]|sim, participarei|não, não participarei|talvez (?:eu )?participe|yes, i will attend|no, i (?:will not|won't) attend|i might attend)[.]?$/iu

function isSentence(line: string, people: string[]): boolean {
  const unnoted = line.replace(NOTED, '')
  const unnamed = people.reduce((text, name) => text.replaceAll(name, '§'), unnoted)
  return SENTENCES.some((sentence) => sentence.test(unnamed) || sentence.test(unnoted))
}
