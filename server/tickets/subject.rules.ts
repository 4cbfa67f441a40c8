/** No subject given: the first line that says something, at most 120 characters, cut at a word. */
export function subjectFrom(description: string): string {
  const line =
    description
      .split(/\r?\n/)
      .map((part) => part.trim())
      .find((part) => part !== '') ?? description.trim()
  const short = line.replace(/\s+/g, ' ')
  if (short.length <= 120) return short
  const cut = short.slice(0, 119).replace(/[\ud800-\udbff]$/, '')
  const space = cut.lastIndexOf(' ')
  return `${space > 60 ? cut.slice(0, space).trimEnd() : cut}…`
}

/** The first number a desk gives (0005_tickets.sql): smaller ones are of somebody else's desk, who looks for them. */
const FIRST = 10_001

/**
 * A subject without the marks of other tickets: an earlier one that this one came of or that a stranger quoted, one merged into it. An answer
 * would be led there, and whoever has no part in that ticket would read its number from us.
 */
export function withoutOthers(subject: string, number: number, merged: readonly number[]): string {
  const left = subject.replace(/ ?\[#(\d{1,15})\]/g, (tag, digits) => {
    const other = Number(digits)
    return isEarlier(other, number) || merged.includes(other) ? '' : tag
  })
  return left === subject ? subject : left.trim()
}

/** What programs put before a subject that is answered or passed on, in Spanish, Portuguese, English, German and French. */
const MARK = '(?:r[eé]|r[eé]p|resp?|rv|reenv(?:iado)?|fwd?|enc|aw|antw(?:ort)?|wg|tr)'
const MARKS = new RegExp(`^(?:\\s*${MARK}\\s*(?:\\[\\d+\\]|\\(\\d+\\))?\\s*[:：])+`, 'iu')

/** What a subject says, without what mail programs and we put around it; empty where that is all. */
export const bareSubject = (subject: string, number: number, merged: readonly number[]): string =>
  withoutOthers(subject, number, merged).replace(MARKS, '').trim()

/** Whether a subject says anything, whatever numbers it quotes. */
export const saysSomething = (subject: string) => bareSubject(subject, Number.MAX_SAFE_INTEGER, []) !== ''

/**
 * What a ticket is called: as its mail was, without what programs put before it and the marks of tickets it has no part in, else as its first
 * words; as somebody who works here wrote it, where they did.
 */
export function titleOf(subject: string | undefined, description: string, number: number, byMail: boolean): string {
  const given = subject?.trim() ?? ''
  if (!byMail) return given || subjectFrom(description)
  return bareSubject(given, number, []) || subjectFrom(bareLines(description, number)) || `#${number}`
}

const bareLines = (text: string, number: number) =>
  text
    .split(/\r?\n/)
    .map((line) => bareSubject(line, number, []))
    .join('\n')

const isEarlier = (other: number, number: number) => other >= FIRST && other < number

export type Quoted = { number: string; ticketId: number | null }
type Readable = { id: number; externalNumber: string | null }

/**
 * The numbers of others that stand in the subject of the mail which opened a ticket, with those that the reader may read. What they may not
 * is told like what nobody knows: a number that this desk can have given by then, as it was typed.
 */
export function quotedIn(subject: string, number: number, readable: readonly Readable[]): Quoted[] {
  return numbersIn(subject).flatMap((typed): Quoted[] => {
    const given = /^\d{1,15}$/.test(typed) ? Number(typed) : null
    const earlier = given !== null && isEarlier(given, number)
    const known = readable.find(({ id, externalNumber }) => id < number && (id === given || externalNumber === typed))
    if (known) return [{ number: typed, ticketId: known.id }]
    return earlier ? [{ number: typed, ticketId: null }] : []
  })
}

const NUMBER = '([a-z]{0,8}[-_/]?\\d[\\da-z._/-]{0,29})'
/** A word that announces a number of ours, or the sign that does, wherever it stands: answers, forwards and edits put words around it. */
const ANNOUNCED = new RegExp(
  `(?:#|\\b(?:tickets?|caso|case|incidencia|incidente|solicitud|consulta|reclamo|llamada|chamad[oa]|solicitação)\\b)\\s*(?:n[úu]mero|number|nro\\.?|n[º°o.]*)?\\s*[:#]*\\s*${NUMBER}`,
  'giu',
)
const IN_BRACKETS = new RegExp(`\\[\\s*(?:ticket)?\\s*[#:]*\\s*${NUMBER}\\s*\\]`, 'giu')
/** Nothing but a number, after whatever clients put before it. */
const ALONE = new RegExp(`^(?:\\s*${MARK}\\s*:)*\\s*${NUMBER}\\s*$`, 'giu')

/** What may be numbers of tickets in a mail's subject. */
export function numbersIn(subject: string): string[] {
  const line = subject.slice(0, 500)
  const found = [IN_BRACKETS, ANNOUNCED, ALONE].flatMap((pattern) => [...line.matchAll(pattern)])
  return [...new Set(found.map(([, number]) => number!.replace(/[._/-]+$/, '')))].slice(0, 10)
}
