import type { Line } from './lines.ts'

/** How mail programs introduce what they quote. Every pattern is a whole line, or lines joined: a person's sentence must not fit. */

const DATE = String.raw`(?:\d{1,4}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}|\d{1,2}(?:\.|º|st|nd|rd|th)?\s+(?:de\s+|d['’])?\p{L}{3,10}\.?,?\s+(?:de\s+|del\s+)?\d{2,4}|\p{L}{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}\s+\p{L}{3,10}\.?\s+\d{1,2}\b|\d{1,2}\s*年|\d{4}-\d{2}-\d{2})`
const WROTE = String.raw`(?:escribi(?:[oó]|ste|eron)|ha(?:s|n)? escrito|escrib[ií]a|dijo|coment[oó]|escreve(?:u|ste|ram)|wrote|writes|said|va escriure|ha escrit|escrigué|a(?:s|vez)? [ée]crit|hai? scritto|hat (?:.{1,60} )?geschrieben|schrieb(?: .{1,80})?|schreef(?: .{1,80})?|skrev|napisa[łl]\(?a?\)?|пишет|escribiu|escriviu|idatzi (?:du|zuen))`
/** Whole words and what is cut of them: names begin so, too (Marta, Ventura, Simona). */
const WEEKDAY =
  '(?:lun(?:es)?|mar(?:tes|di|ted[ìi])?|mi[ée](?:r(?:coles)?)?|jue(?:ves)?|vie(?:rnes)?|s[áa]b(?:ado|ato)?|dom(?:ingo|enica)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|seg(?:unda)?(?:-feira)?|ter(?:ça)?(?:-feira)?|qua(?:rta)?(?:-feira)?|qui(?:nta)?(?:-feira)?|sex(?:ta)?(?:-feira)?|xov(?:es)?|ven(?:res|dredi|erd[ìi])?|lu(?:ns|v|ndi|ned[ìi])|m[eé]r(?:cores|credi|coled[ìi])?|jeudi|gio(?:ved[ìi])?|samedi|dimanche|d[ltcjvsg]|di(?:lluns|marts|mecres|jous|vendres|ssabte|umenge)|mo|di|mi|do|fr|sa|so)'
/** How a dated attribution begins; a name may stand first instead, but then on the same line. */
const STARTS = new RegExp(
  String.raw`^["“*_]*(?:(?:el|on|em|no|a|o|le|il|am|op|den|en|dia|día|ha|date|fecha|data|fecha:|quoting|citando|citat|missatge de|mensaje de|message from)\b|${WEEKDAY}(?!\p{L})|\d)`,
  'iu',
)
const ENDS = new RegExp(
  String.raw`${WROTE}\s*(?:\(?(?:el|on|em|no|às|a|lo siguiente|esto|the following|o seguinte|\d{4})\b.{0,60})?\s*[:：]\s*(?:-{3,})?$`,
  'iu',
)
/** “Juan Perez/Ventas/ACME”: what Lotus Notes has for an address. */
const NOTES_NAME = /\p{L}[\p{L} .]{2,40}(?:\/[\p{L}\d ]{1,30}){1,3}\b/u
const SAYS = new RegExp(`\\s${WROTE}(?:\\s|$)`, 'iu')
/** Horde puts the verb first: “Quoting Juan <juan@…>:”, “Mensaje citado por …:”. */
const QUOTING = /^(?:quoting|citando(?: a)?|mensaje citado por|mensagem citada por|zitat von|citation de)\s.{2,120}:$/iu
const TIME = /\d{1,2}\s*[:.h]\s*\d{2}/u
const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/u
const DATED = new RegExp(DATE, 'iu')
/** GroupWise: “>>> Juan Pérez <juan@…> 03/03/26 10:15 >>>”, which is no line quoted thrice. */
export const isArrowAttribution = (text: string) => ARROWS.test(text)
const ARROWS = /^>>>\s*.{2,120}\s\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*>>>\s*$/

/** What Lotus Notes unfolds above the fields: “Juan Pérez ---03/03/2026 10:15:00---the first words of the mail”. */
const DETAILS = new RegExp(String.raw`^\S.{1,80} -{3}\s?${DATE},? \d{1,2}:\d{2}.{0,20}-{3}`, 'u')

export type Strength = 'certain' | 'likely'
export type Attribution = { lines: number; strength: Strength; hasAddress: boolean }

/**
 * “El mar, 3 mar 2026 a las 10:15, Juan (<juan@…>) escribió:” over as many as five lines. Certain with a time or address beside the date;
 * “Juan escribió:” alone is a sentence a person may write, and counts only if a quote follows.
 */
export function attributionAt(lines: readonly Line[], at: number): Attribution | null {
  const first = lines[at]!
  if (isArrowAttribution(first.text)) return { lines: 1, strength: 'certain', hasAddress: true }
  if (DETAILS.test(first.text)) return { lines: 1, strength: 'certain', hasAddress: true }
  let joined = ''
  for (let i = at; i < Math.min(at + 5, lines.length); i++) {
    const line = lines[i]!
    if (line.quote !== first.quote || line.text.trim() === '') return null
    // A greeting or sentence above must not be taken into the attribution that begins here.
    if (i > at && !(opens(first.text) || isNameOverAddress(lines, at))) return null
    if (i > at && begins(line.text) && !ANNOUNCES_DATE.test(joined)) return null
    joined = `${joined} ${line.text.trim()}`.trim()
    if (joined.length > 400) return null
    if (isWithoutColon(joined, lines[i + 1])) return { lines: i - at + 1, strength: 'certain', hasAddress: true }
    if (!joined.endsWith(':')) continue
    if (ENDS.test(joined) || QUOTING.test(joined)) {
      const strength = strengthOf(joined)
      const hasAddress = ADDRESS.test(joined) || NOTES_NAME.test(joined)
      return strength && { lines: i - at + 1, strength, hasAddress }
    }
    if (OLD_GMAIL.test(joined)) return { lines: i - at + 1, strength: 'likely', hasAddress: false }
    return isWithoutVerb(joined) ? { lines: i - at + 1, strength: 'likely', hasAddress: NAMES.test(joined) } : null
  }
  return null
}

/** The date behind the verb may be wrapped: its year is enough to go on reading, or the word or bracket that announces one. */
const opens = (text: string) =>
  begins(text) || (ADDRESS.test(text) && SAYS.test(text) && (/\b20\d\d\b/.test(text) || ANNOUNCES_DATE.test(text)))
const ANNOUNCES_DATE = new RegExp(String.raw`\s${WROTE}\s*(?:\(|(?:am|em|el|on|le|il|op|no dia)\b)[^:]{0,40}$`, 'iu')
/** A long name with what is said of it on the next line: “Soporte - Apoio ao Cliente / <soporte@…> escreveu (terça, …):”. */
const isNameOverAddress = (lines: readonly Line[], at: number) =>
  (at === 0 || lines[at - 1]!.text.trim() === '') &&
  !/[.:;,!?]$/.test(lines[at]!.text.trim()) &&
  /^<[^<>\s]+@[^<>\s]+>/.test(lines[at + 1]?.text.trim() ?? '')
/** An address that a program wrapped to the head of a line begins none, be it no-reply@… or 24horas@…. */
const begins = (text: string) =>
  STARTS.test(text.trim()) && !/^\s*[<(]*[^\s@<>]{1,100}@/.test(text) && (DATED.test(text) || ADDRESS.test(text))

/** “2026-03-03 9:58 GMT+01:00 Soporte <soporte@…>:”: date, time and address need no verb, but a quote behind them, or no word behind the address. */
const isWithoutVerb = (joined: string) => DATED.test(joined) && TIME.test(joined) && ADDRESS.test(joined)
const OLD_GMAIL = /^\d{4}\/\d{1,2}\/\d{1,2} [^<>:]{1,100}<[^<>\s]{1,200}@[^<>\s]{1,200}>\s*:$/
const NAMES = /<\S{1,200}@\S{1,300}>\s*(?:\p{L}{2,20}\s*){0,2}:$/u

/** “El lun, 2 mar 2026 10:15:00 -0300 Soporte <soporte@…> escribió”, and nothing behind it: some programs write no colon. */
const isWithoutColon = (joined: string, next: Line | undefined) =>
  WROTE_LAST.test(joined) && isWithoutVerb(joined) && (next === undefined || next.quote > 0 || next.text.trim() === '')
const WROTE_LAST = new RegExp(String.raw`<[^<>\s]{1,200}@[^<>\s]{1,200}>\s*${WROTE}$`, 'iu')

function strengthOf(joined: string): Strength | null {
  const words = joined.split(/\s+/).length
  if (words > 45) return null
  if (DATED.test(joined) && (TIME.test(joined) || ADDRESS.test(joined))) return 'certain'
  if (ADDRESS.test(joined) && words <= 12) return 'certain'
  if (DATED.test(joined) || (words <= 8 && !OF_SOMETHING.test(joined))) return 'likely'
  return null
}

/** “En su manual escribieron:” is said by who quotes it himself; programs begin with a name. */
const OF_SOMETHING = /^(?:on the|en|in|na|nos?|nas|sobre|seg[úu]n|segundo|como|ayer|ontem|yesterday)\s/i

/** Spanish, Portuguese, English, Catalan, Galician and Basque; French, Italian, German, Dutch, Polish and Romanian as Europe's clients have them. */
const KEYS: Record<string, RegExp> = {
  from: /^(?:de|from|von|da|desde|remitente|expéditeur|mittente|absender|van|fra|från|enviado por|envoyé par|de parte de|nork|igorlea|od|de la)$/,
  date: /^(?:enviad[oa]s?(?: el| em| a| o)?|fecha(?: de envío)?|date(?: d['’]envoi)?|data|sent|gesendet(?: am)?|envoyée?(?: le)?|inviat[oa](?: il)?|datum|fecha y hora|verzonden|sendt|skickat|dato|message du|enviat(?: el)?|bidaltze-data|bidali[at]a?|wysłano|trimis)$/,
  to: /^(?:para|to|a|an|à|pour|per|destinatario|destinatarios|destinataires?|destinatari|empfänger|al|aan|per a|nori|hartzailea|do|către|til|till)$/,
  cc: /^(?:cc|ccn|cco|bcc|c\.c\.|con copia|copia|copie(?: à)?|kopie(?: \(cc\))?|cópia|còpia|cc\/copia|a\/c|dw)$/,
  subject:
    /^(?:asunto|subject|assunto|betreff|objet|sujet|oggetto|onderwerp|assumpte|tema|asunto del mensaje|gaia|temat|subiect|emne|ämne)$/,
  other:
    /^(?:importancia|importance|importanza|wichtigkeit|adjuntos?|attachments?|pièces? jointes?|allegati|anlagen?|adjuncions|anexos?|datos adjuntos|reply-to|responder a|répondre à|rispondi a|antwort an|respon a|prioridad|priority|prioridade|priorité|priorità|priorität|organización|organization|categorías)$/,
}

/** `from` is the field as it stands, whoever it names. */
export type HeaderBlock = { lines: number; from: string | null; subject: string | null }

/**
 * “De: … / Enviado: … / Para: … / Asunto: …” in any order, long lists of recipients wrapped; bold stars of text versions do not matter. A
 * journey has these names too: without a rule above it, a mail shows by an address or the time of day.
 */
export function headerBlockAt(lines: readonly Line[], at: number, ruled = false): HeaderBlock | null {
  const keys = new Set<string>()
  let hasAddress = false
  let isMail = ruled
  let end = at
  let gap = 0
  let from: string | null = null
  let subject: string | null = null
  for (let i = at; i < Math.min(at + 30, lines.length); i++) {
    const text = lines[i]!.text.replace(DIRECTIONS, '').trim()
    if (lines[i]!.quote !== lines[at]!.quote) break
    const key = keyOf(text)
    if (key === null && i === at) return null
    if (key !== null && key !== 'other' && keys.has(key)) break
    if (key === null && text === '' && ++gap > 1) break
    if (key === null && text !== '' && (gap > 0 || !continues(text, lines, i, keys))) break
    if (key === null) continue
    // What stood above the empty line was somebody's own line that looks like a field.
    if (gap > 0 && (key === 'from' || key === 'date') && !isSentAt(lines[at]!.text) && headerBlockAt(lines, i)) break
    gap = 0
    if (key === 'from') {
      hasAddress = ADDRESS.test(text) || lines[i]!.addressed
      from = text.slice(text.indexOf(':') + 1)
    }
    if (key === 'subject') subject = text.slice(text.indexOf(':') + 1)
    isMail ||= ADDRESS.test(text) || lines[i]!.addressed || (key === 'date' && TIME.test(text.replace(DATED, '')))
    keys.add(key)
    end = i + 1
  }
  return isMail && isHeaderBlock(keys, hasAddress) ? { lines: end - at, from, subject } : null
}

/** A block may begin with the day and the hour, which nobody's own line has alone. */
const isSentAt = (text: string) =>
  keyOf(text.trim()) === 'date' && DATED.test(text) && TIME.test(text.replace(DATED, ''))

/** Windows writes its dates with the marks of who reads from the right. */
const DIRECTIONS = /[\u200e\u200f]/g

const isHeaderBlock = (keys: Set<string>, hasAddress: boolean) =>
  keys.has('from') &&
  ((keys.has('subject') && (keys.has('date') || keys.has('to'))) || (hasAddress && keys.has('date') && keys.has('to')))

/** The rest of a wrapped list of recipients or subject: another field must still follow. */
function continues(text: string, lines: readonly Line[], at: number, keys: Set<string>): boolean {
  if (text.length > 300 || isRule(text)) return false
  // Of a name too long for its line the address stands on the next, or the end of it.
  const ofName = BRACKETED.test(text) || (text.length < 80 && keyOf(lines[at + 1]?.text.trim() ?? '') === 'date')
  if (keys.size < 2 && !ofName && !/^[\p{L} ]{2,20}:\s/u.test(text)) return false
  return lines.slice(at + 1, at + 12).some((line) => {
    const key = keyOf(line.text.trim())
    return key !== null && !keys.has(key) && /^(?:subject|cc|date|to)$/.test(key)
  })
}

const BRACKETED = /^[<[(](?:mailto:)?[^\s<>@]{1,200}@[^\s<>]{1,200}[>\])]\s*;?$/

function keyOf(text: string): string | null {
  const found = /^\*{0,2}(\p{L}[\p{L} ./()'’-]{0,24}?)\s*:\*{0,2}(?!\/)/u.exec(text)
  const word = found?.[1]?.toLowerCase()
  return word === undefined ? null : (Object.keys(KEYS).find((key) => KEYS[key]!.test(word)) ?? null)
}

const LINE = String.raw`[-_=*·—–\s>]`
/** What programs call a mail: each has its own word, and their translators used all of them. */
const MAIL = `(?:mensaje|mensagem|mensaxe|missatge|message|messaggio|mesaj|correo|correio|correu|courriel|courrier|e-?mail|mail|nachricht|bericht|mezua)`
/** One dash before it makes an item of somebody's list. */
const ORIGINAL = new RegExp(
  String.raw`^[\s>]*(?:[-_=*·—–]\s*){2,}(?:inicio del?\s+)?(?:${MAIL}(?: de correo| electr[oó]nico)? (?:original[ei]?|orixinal|d['’]origine)|(?:original|origineel|originele|oorspronkelijke?|jatorrizko|ursprüngliche)[ -]?${MAIL}|original appointment|cita original|oryginalna wiadomość|wiadomość oryginalna)\s*${LINE}*(?::|\s?(?:de|from|von|da)\s*:.*)?$`,
  'iu',
)
const FORWARDED = new RegExp(
  String.raw`^${LINE}*(?:-{2,}\s*)?(?:forwarded (?:message|mail|by .{2,80})|${MAIL} (?:reenviad[oa]|reencaminhad[oa]|encaminhad[oa]|reenviat|transféré|réexpédié|inoltrat[oa])|birbidalitako mezua|(?:weitergeleitete|doorgestuurd) ${MAIL}|begin forwarded message|inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)|début du message (?:transféré|réexpédié)|anfang der weitergeleiteten nachricht|inizio (?:del )?messaggio inoltrato|inici del missatge reenviat|mensaje reenviado (?:por|de) .{2,80}|mensagem encaminhada (?:por|de) .{2,80}|reenviado por .{2,80})\s*:?\s*${LINE}*$`,
  'iu',
)
/** Lotus Notes: “-----Juan Pérez/ES/ACME escribió: -----”; Zoho: “---- El mar., 03 mar. 2026 10:15:00 -0300 Juan <juan@…> escribió ----”. */
const FRAMED = new RegExp(String.raw`^-{3,}\s*.{2,160}\s${WROTE}\s*(:?)\s*-{3,}$`, 'iu')

export const isOriginalMark = (text: string) => ORIGINAL.test(text.trim()) || isFramed(text.trim())
const isFramed = (text: string) => {
  const colon = FRAMED.exec(text)?.[1]
  return colon === ':' || (colon === '' && DATED.test(text) && TIME.test(text))
}
export const isForwardMark = (text: string) => text.length < 200 && FORWARDED.test(text.trim()) && /[-:]\s*$/.test(text)
export const isRule = (text: string) => /^\s*(?:_{10,}|-{10,}|={10,}|\*{10,}|—{5,}|─{5,})\s*$/.test(text)

const REPLY = /^(?:re|r|res|resp|respuesta|aw|antw|antwort|sv|rif|odp|vs)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]/iu
const FORWARD =
  /^(?:rv|fw|fwd|enc|tr|wg|i|reenv(?:iado)?|reenviar|encaminhad[ao]|doorst|vl|pd)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]/iu

/** Of the same matter, whatever marks and numbers stand before it; one may have been cut. */
export function isSameSubject(one: string, other: string): boolean {
  const [a, b] = [one, other].map((subject) =>
    subject
      .toLowerCase()
      .replace(/^(?:[\s*]+|\[[^\]]{1,40}\]|\p{L}{1,5} ?(?:\[\d+\]|\(\d+\))?[:：])+/u, '')
      .trim(),
  ) as [string, string]
  return a.includes(b) || b.includes(a)
}

/** What the first mark of a subject says; “[EXTERNAL]” and ticket numbers before it do not count. */
export function kindOfSubject(subject: string): 'reply' | 'forward' | null {
  const bare = subject.trim().replace(/^(?:\[[^\]]{1,40}\]\s*|\*+[^*]{1,20}\*+\s*)+/, '')
  return REPLY.test(bare) ? 'reply' : FORWARD.test(bare) ? 'forward' : null
}
