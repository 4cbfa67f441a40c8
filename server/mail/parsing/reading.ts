import { createHash } from 'node:crypto'
import { addressOf, readAddresses, readMessageIds } from './addresses.rules.ts'
import { type Bodies, LONGEST_TEXT, readBodies } from './bodies.rules.ts'
import { cleanHtml, contentIdOf, picturesIn, withoutNames } from './cleaning.rules.ts'
import { readDate } from './dates.rules.ts'
import { everyLine, readVisible } from './folding.rules.ts'
import { decodeWords, type Headers, headerOf, headersOf } from './headers.rules.ts'
import { linesOfHtml } from './html-lines.rules.ts'
import type { Line } from './lines.ts'
import { type Entity, readEntities } from './mime.rules.ts'
import { kindOfSubject } from './openings.rules.ts'
import type { ParsedMail, Silence } from './parsed-mail.ts'
import { partsOf } from './parts.rules.ts'
import { readReturned } from './reports.rules.ts'
import { besideWords, judge } from './silence.rules.ts'
import { oneLine, storableText } from './storable.rules.ts'
import { withoutReport } from './suspected.rules.ts'
import { linesOfText } from './text-lines.rules.ts'

export type ReadingOptions = { own: readonly string[]; replyMarks: readonly string[] }

/** A raw mail as the desk understands it. Takes as long as it takes: `parseMail` gives it a thread and a limit. */
export function readMail(raw: Buffer, { own, replyMarks }: ReadingOptions): ParsedMail {
  const problems = new Set<string>()
  const entity = withoutReport(readEntities(raw, problems), problems)
  const bodies = readBodies(entity, problems)
  const head = readHead(entity.headers)
  const said = readSaid(bodies, problems)
  const answered = [...head.inReplyTo, ...head.references]
  const mail = {
    ...{ entity, own, calendar: bodies.calendar, text: spokenIn(said), ...head },
    answers: !answered.every((id) => isOfTheirs(id, head, own)) || kindOfSubject(head.subject) === 'reply',
  }
  const judged = judge(mail)
  const { subject, from } = head
  const answers = answered.length > 0 || ANSWERS.has(judged.silence)
  const read = readVisible({ ...said, subject, answers, replyMarks, sender: from?.name ?? null })
  // A server answers nobody: nothing of its report is history, nor the small print of a letter.
  const visible = judged.bounce ? everyLine(said) : read.visible
  return {
    ...head,
    text: said.text,
    html: said.html,
    visibleText: storableText(visible, LONGEST_TEXT),
    wroteBelow: storableText(read.below, LONGEST_TEXT),
    parts: partsOf(bodies.attached, said.pictures),
    ...judged,
    sign: besideWords(judged, mail, read),
    reported: REPORTS.has(judged.silence) ? reportedIn(entity) : [],
    headers: entity.headers.slice(0, 300).map(({ name, value }) => ({ name, value: oneLine(value, 4000) })),
    hasRemoteImages: said.hasRemoteImages,
    problems: [...problems].sort(),
    bodyHash: bodyHashOf(entity, head.date),
  }
}

/** What a machine says back, be it without a word of what it answers. */
const ANSWERS = new Set<Silence | null>(['out_of_office', 'auto_reply', 'calendar_reply'])

/** What speaks of a mail of ours that arrived, be it without a word of it in its own head. */
const REPORTS = new Set<Silence | null>(['delivery_report', 'read_receipt', 'feedback_loop'])

function reportedIn(entity: Entity): string[] {
  const { messageId, references } = readReturned(entity, '')
  return [...new Set([messageId, ...references.toReversed()])].filter((id) => id !== null)
}

type Head = Pick<
  ParsedMail,
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'date'
  | 'from'
  | 'sender'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'deliveredTo'
  | 'subject'
>

const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'apparently-to']

function readHead(headers: Headers): Head {
  const addresses = (name: string) => readAddresses(headersOf(headers, name))
  const ids = (name: string) => readMessageIds(headersOf(headers, name))
  const delivered = headers
    .filter(({ name }) => DELIVERED.includes(name.toLowerCase()))
    .flatMap(({ value }) => value.split(/[\s,]+/).map(addressOf))
    .filter((address) => address !== null)
  return {
    messageId: ids('message-id')[0] ?? null,
    inReplyTo: ids('in-reply-to'),
    references: ids('references'),
    date: readDate(headerOf(headers, 'date')),
    // of two fields the one that holds an address, with the name that stands there
    from: headersOf(headers, 'from').flatMap((value) => readAddresses([value]))[0] ?? null,
    sender: addresses('sender')[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    deliveredTo: [...new Set(delivered)].slice(0, 50),
    subject: oneLine(decodeWords(headerOf(headers, 'subject') ?? '')),
  }
}

type SaidAll = {
  text: string
  html: string | null
  lines: Line[]
  markup: 'text' | 'html'
  pictures: Set<string>
  hasRemoteImages: boolean
}

/** All pieces one after the other. Where one has HTML that says as much as its text, its structure serves to find the quotes. */
function readSaid({ pieces }: Bodies, problems: Set<string>): SaidAll {
  const read = pieces.map(({ text, html }) => {
    const clean = html === null ? null : cleanHtml(html)
    const lines = clean && linesOfHtml(clean.html)
    const said = text !== null && lines !== null ? text.replace(PICTURE, '') : text
    const plain = said?.trim() || !lines ? (said ?? '') : lines.map(asText).join('\n')
    const written = said === null || lines === null ? 0 : lengthOf(said)
    const loses = written > 20 && saidLength(lines!) * 3 < written
    if (loses) problems.add('html_says_less_than_text')
    return { text: plain, clean, lines: loses ? null : lines }
  })
  const hasHtml = read.some(({ clean }) => clean !== null)
  const markup = read.some(({ lines }) => lines !== null) ? 'html' : 'text'
  const html = hasHtml ? read.map(({ clean, text }) => clean?.html ?? preformatted(text)).join('\n') : null
  return {
    text: storableText(read.map(({ text }) => text).join('\n'), LONGEST_TEXT),
    html: html && storableText(withoutNames(html), LONGEST_TEXT * 2),
    lines: read.flatMap(({ lines, text }) => lines?.map(storable) ?? linesOfText(storableText(text, LONGEST_TEXT))),
    markup,
    pictures: new Set([...picturesIn(html ?? '')].map(contentIdOf)),
    hasRemoteImages: read.some(({ clean }) => clean?.hasRemoteImages),
  }
}

/** What Outlook's plain text has for a picture. */
const PICTURE = /\[cid:[^\]\s]{1,200}\]/g

/** A plain part that only greets, or asks for a program that shows HTML: who speaks is told by what is shown. */
const spokenIn = (said: SaidAll) =>
  said.markup === 'html' && lengthOf(said.text) * 3 < saidLength(said.lines)
    ? `${said.text}\n${said.lines.map(asText).join('\n')}`
    : said.text

const lengthOf = (text: string) => text.replace(/[\s>]+/g, '').length
const saidLength = (lines: Line[]) => lines.reduce((sum, { text }) => sum + lengthOf(text), 0)
const storable = (line: Line): Line => ({ ...line, text: storableText(line.text, LONGEST_TEXT) })
const asText = ({ quote, text }: Line) => (quote > 0 ? `${'>'.repeat(quote)} ${text}`.trimEnd() : text)
const preformatted = (text: string) =>
  cleanHtml(`<div style="white-space:pre-wrap">${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</div>`).html

/** A tracker's notices follow upon each other: they answer nobody, and least of all us. Jira's are named after itself, or the mere host. */
function isOfTheirs(id: string, { from, messageId }: Head, own: readonly string[]): boolean {
  const domain = (address: string) =>
    address
      .toLowerCase()
      .slice(address.lastIndexOf('@') + 1)
      .replace(/>$/, '')
  const theirs = [from?.address, messageId].filter((name) => name != null)
  const isNearby = !domain(id).includes('.') || theirs.some((name) => domain(name) === domain(id))
  return isNearby && !own.some((ours) => domain(ours) === domain(id))
}

/**
 * When it was written, and what is said and enclosed in it, each without its transfer encoding, which servers change on the way; the charset
 * is left alone. Devices say the same again and again, under one Message-ID or none: another date is another mail. What is in the ledger from
 * before was reckoned from the encoded body: who delivers such a mail once more after the upgrade may be taken for another.
 */
function bodyHashOf(entity: Entity, date: Date | null): string {
  const hash = createHash('sha256').update(`${date?.toISOString() ?? ''}\n`)
  for (const { type, filename, digest } of leavesOf(entity))
    hash.update(`${JSON.stringify([type, filename])}\n`).update(digest())
  return hash.digest('hex')
}

const leavesOf = (entity: Entity): Entity[] => (entity.children.length ? entity.children.flatMap(leavesOf) : [entity])
