import { answerIn, type CalendarAnswer, calendarText } from './calendar.rules.ts'
import { decode } from './charsets.rules.ts'
import { decodeWords, headerOf } from './headers.rules.ts'
import { unaccented } from './lines.ts'
import { type Entity, readEntities } from './mime.rules.ts'
import { signedContent } from './smime.rules.ts'
import { storableText } from './storable.rules.ts'
import { unflowed } from './text-lines.rules.ts'
import { readWinmail } from './tnef.rules.ts'
import { takeUuencoded } from './transfer.rules.ts'

/** A stretch of what was said: in plain text, in HTML, or in both. */
export type Piece = { text: string | null; html: string | null }
export type Attached = { filename: string | null; type: string; contentId: string | null; content: Buffer }
/** `shown`: attached to words, as anybody attaches a file. */
export type CalendarSent = CalendarAnswer & { method: string; shown: boolean }
export type Bodies = { pieces: Piece[]; attached: Attached[]; calendar: CalendarSent | null }

export const LONGEST_TEXT = 1024 * 1024
const LONGEST_HTML = 3 * 1024 * 1024
/** What machines write to machines: read for its meaning, no attachment of anybody's. */
const MACHINES =
  /^(?:message\/(?:global-)?(?:delivery-status|disposition-notification|feedback-report|headers)|(?:text|message)\/rfc822-headers|application\/applefile)$/

/** Everything that was said and attached, in the order of the mail. */
export function readBodies(entity: Entity, problems: Set<string>): Bodies {
  const bodies: Bodies = { pieces: [], attached: [], calendar: null }
  walk(entity, bodies, problems)
  sayComment(bodies)
  return bodies
}

/** Some calendars say what was written with an answer in their own file alone. */
function sayComment({ calendar, pieces }: Bodies): void {
  const comment = calendar && isAnswer(calendar) && !calendar.shown ? calendar.comment : ''
  const letters = (text: string) => unaccented(text).replace(/<[^<>]*>|[^\p{L}\p{N}]/gu, '')
  if (
    comment &&
    !pieces.some(({ text, html }) => [text, html].some((said) => letters(said ?? '').includes(letters(comment))))
  )
    pieces.push({ text: comment, html: null })
}

function walk(entity: Entity, bodies: Bodies, problems: Set<string>): void {
  if (entity.type === 'multipart/alternative') alternatives(entity, bodies, problems)
  else if (entity.type.startsWith('multipart/')) for (const child of entity.children) walk(child, bodies, problems)
  else leaf(entity, bodies, problems)
}

/** The same thing said several ways: the first plain text that says something and the last HTML; what is neither is attached. */
function alternatives(entity: Entity, bodies: Bodies, problems: Set<string>): void {
  const texts: string[] = []
  const htmls: string[] = []
  for (const child of entity.children) {
    const inner: Bodies = { pieces: [], attached: bodies.attached, calendar: bodies.calendar }
    walk(child, inner, problems)
    bodies.calendar = inner.calendar
    const text = inner.pieces.map((piece) => piece.text).filter((said) => said !== null)
    const html = inner.pieces.map((piece) => piece.html ?? (piece.text === null ? null : asHtml(piece.text)))
    if (inner.pieces.some((piece) => piece.html !== null)) htmls.push(html.filter((said) => said !== null).join('\n'))
    if (text.length > 0) texts.push(text.join('\n'))
  }
  if (texts.length + htmls.length > 0)
    bodies.pieces.push({ text: texts.find((text) => text.trim()) ?? texts[0] ?? null, html: htmls.at(-1) ?? null })
}

function leaf(entity: Entity, bodies: Bodies, problems: Set<string>): void {
  const { type } = entity
  if (MACHINES.test(type) && !isWordsForPeople(entity)) return
  if (type === 'text/calendar' || type === 'application/ics') calendar(entity, bodies)
  else if (isWinmail(entity) && winmail(entity, bodies, problems)) return
  else if (isWordsForPeople(entity) || isSaid(entity, bodies)) say(entity, bodies, problems)
  else attach(entity, bodies, problems)
}

/** Some servers call their words a report as well: it has none of a report's fields. */
const isWordsForPeople = (entity: Entity) =>
  /delivery-status$/.test(entity.type) &&
  !/^[\w-]{1,60} *:/m.test(entity.content().toString('latin1', 0, 4096)) &&
  entity.content().length > 0

function attach(entity: Entity, bodies: Bodies, problems: Set<string>): void {
  if (/^application\/(?:x-)?pkcs7-mime$/.test(entity.type) && envelope(entity, bodies, problems)) return
  bodies.attached.push(attachedOf(entity))
}

/** What is signed as a whole is opened, once; what is encrypted stays a file. */
function envelope(entity: Entity, bodies: Bodies, problems: Set<string>): boolean {
  if (problems.has('envelope_opened')) return false
  const signed = signedContent(entity.content())
  problems.add(signed ? 'envelope_opened' : 'encrypted')
  if (signed) walk(readEntities(signed, problems), bodies, problems)
  return signed !== null
}

/** Accepted, declined, or countered. */
export const isAnswer = ({ method }: CalendarSent) => /^(?:REPLY|COUNTER|REFRESH)$/.test(method)

const attachedOf = (entity: Entity): Attached => ({
  filename: entity.filename ?? nameOfMessage(entity),
  type: entity.type,
  contentId: entity.contentId,
  content: entity.content(),
})

/** A mail attached to a mail is called by its subject. */
function nameOfMessage(entity: Entity): string | null {
  if (entity.type !== 'message/rfc822') return null
  const subject = /^subject:[\t ]*(.{1,300})/im.exec(decode(entity.content().subarray(0, 64 * 1024), null))?.[1]
  return `${decodeWords(subject ?? '').trim() || 'mensaje'}.eml`
}

/** Text is said unless it is attached as a file; a named text that stands first is the body some programs give a name. */
function isSaid(entity: Entity, bodies: Bodies): boolean {
  if (!/^text\/(?:plain|html|enriched|richtext|x-markdown|markdown|x-amp-html|watch-html)$/.test(entity.type))
    return false
  if (entity.disposition === 'attachment') return false
  return entity.filename === null || (bodies.pieces.length === 0 && entity.disposition === 'inline')
}

function say(entity: Entity, bodies: Bodies, problems: Set<string>): void {
  const bytes = entity.content()
  if (bytes.length > LONGEST_HTML) problems.add('text_cut')
  const decoded = decode(bytes.subarray(0, LONGEST_HTML), entity.params.charset ?? charsetSaidInside(entity, bytes))
  if (/amp-html|watch-html/.test(entity.type)) return
  // Some programs call HTML what has not one tag: its lines are lines.
  if (entity.type === 'text/html' && /<[a-z!/]/i.test(decoded)) {
    bodies.pieces.push({ text: null, html: decoded })
    return
  }
  const text = storableText(decoded, LONGEST_TEXT * 2)
  const plain = /enriched|richtext/.test(entity.type) ? unenriched(text) : text
  const flowing = entity.params.format?.toLowerCase() === 'flowed'
  const { text: rest, files } = takeUuencoded(
    flowing ? unflowed(plain, entity.params.delsp?.toLowerCase() === 'yes') : plain,
  )
  bodies.pieces.push({ text: rest, html: null })
  for (const { filename, content } of files) bodies.attached.push({ filename, type: '', contentId: null, content })
}

const charsetSaidInside = (entity: Entity, bytes: Buffer) =>
  entity.type === 'text/html'
    ? /<meta[^>]{1,200}charset=["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 2048))?.[1]
    : null

const unenriched = (text: string) =>
  text
    .replace(/<param>[^<]{0,500}<\/param>/gi, '')
    .replace(/<</g, '\0')
    .replace(/<\/?[a-z-]+>/gi, '')
    .replace(/\0/g, '<')

function calendar(entity: Entity, bodies: Bodies): void {
  const content = entity.content()
  const text = storableText(decode(content.subarray(0, LONGEST_TEXT), entity.params.charset ?? 'utf-8'), LONGEST_TEXT)
  const method = entity.params.method ?? /^METHOD:\s*(\w+)/im.exec(text)?.[1]
  const shown = entity.disposition === 'attachment' && bodies.pieces.some(says)
  if (method && (!bodies.calendar || bodies.calendar.shown))
    bodies.calendar = { ...answerIn(text), method: method.toUpperCase(), shown }
  const alone = entity.disposition !== 'attachment' && bodies.pieces.length === 0
  if (alone) bodies.pieces.push({ text: calendarText(text), html: null })
  bodies.attached.push({ filename: entity.filename ?? 'invite.ics', type: entity.type, contentId: null, content })
}

const says = ({ text, html }: Piece) => Boolean(text?.trim() || html?.trim())

const isWinmail = ({ type, filename }: Entity) =>
  /^application\/(?:vnd\.)?ms-tnef$/.test(type) || /^winmail\.dat$/i.test(filename ?? '')

function winmail(entity: Entity, bodies: Bodies, problems: Set<string>): boolean {
  const read = readWinmail(entity.content())
  if (!read) return false
  problems.add('winmail_unpacked')
  if (!bodies.pieces.some(says) && (read.text || read.html))
    bodies.pieces = [{ text: read.text && storableText(read.text, LONGEST_TEXT), html: read.html }]
  bodies.attached.push(...read.files)
  return true
}

export const asHtml = (text: string) =>
  `<div style="white-space:pre-wrap">${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</div>`

/** Whether the mail as a whole carries this name of machines' report. */
export const reportType = (entity: Entity): string | null =>
  entity.type === 'multipart/report' ? (entity.params['report-type']?.toLowerCase() ?? '') : null

/** The first entity of one of these types, not looking into attached mails. */
export const find = (entity: Entity, types: RegExp): Entity | null => findAll(entity, types)[0] ?? null

/** All of them. */
export const findAll = (entity: Entity, types: RegExp): Entity[] =>
  types.test(entity.type) ? [entity] : entity.children.flatMap((child) => findAll(child, types))

export const subjectOf = (entity: Entity) => decodeWords(headerOf(entity.headers, 'subject') ?? '')
