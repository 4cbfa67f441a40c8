import { addressOf, readMessageIds } from './addresses.rules.ts'
import { find, findAll, reportType } from './bodies.rules.ts'
import { decode } from './charsets.rules.ts'
import { decodeWords, type Headers, headerOf, headersOf, readHeaders, readParameters } from './headers.rules.ts'
import { type Entity, readEntities } from './mime.rules.ts'
import type { FailedRecipient } from './parsed-mail.ts'
import { oneLine } from './storable.rules.ts'
import { undoBase64 } from './transfer.rules.ts'

export type Recipient = Omit<FailedRecipient, 'kind' | 'givenUp'>
export type Delivery = { action: string; recipient: Recipient }
export type Returned = { messageId: string | null; references: string[]; to: string[] }

/** What a delivery-status report (RFC 3464) says of each recipient; null when there is none. */
export function readDeliveries(entity: Entity): Delivery[] | null {
  const reports = findAll(entity, /^message\/(?:global-)?delivery-status$/)
  if (reports.length > 0) return reports.flatMap(deliveriesIn)
  const flattened = flattenedReport(entity)
  if (flattened.length > 0) return flattened
  return reportType(entity) === 'delivery-status' ? [] : null
}

/** Scanners and lists that rewrite a bounce leave its report as a text of its own. */
function flattenedReport(entity: Entity): Delivery[] {
  if (!entity.type.startsWith('multipart/')) {
    const isReport = /^text\/plain$/.test(entity.type) && REPORT.test(entity.content().toString('latin1', 0, 4096))
    return isReport ? deliveriesIn(entity) : []
  }
  return entity.children.flatMap(flattenedReport)
}

const REPORT = /^(?:Reporting-MTA|Original-Recipient|Final-Recipient) *:/im

function deliveriesIn(report: Entity): Delivery[] {
  return fieldGroups(report.content()).flatMap((fields) => {
    const final = addressIn(fields, 'final-recipient')
    const address = addressIn(fields, 'original-recipient') ?? final ?? addressIn(fields, 'x-actual-recipient')
    if (!address) return []
    const diagnostic = fieldOf(fields, 'diagnostic-code')?.replace(/^[\w-]+;\s*/, '') ?? null
    const status = moreExact(codeIn(fieldOf(fields, 'status')), codeIn(diagnostic))
    const said = fieldOf(fields, 'action')?.toLowerCase()
    const action = ACTIONS.exec(said ?? '')?.[0] ?? actionBy(status)
    return [{ action, recipient: { address, status, diagnostic: diagnostic && oneLine(decodeWords(diagnostic), 500) } }]
  })
}

/** RFC 3464, 2.3.3; of what a server invents beside them the status decides. */
const ACTIONS = /^(?:failed|delayed|delivered|relayed|expanded)\b/

/** A server that only says “failed” (5.0.0) passes on what the other one said. */
export const moreExact = (status: string | null, diagnostic: string | null) =>
  status === null || (status.endsWith('.0.0') && diagnostic?.startsWith(status[0]!)) ? (diagnostic ?? status) : status

const actionBy = (status: string | null) =>
  status?.startsWith('2') ? 'delivered' : status?.startsWith('4') ? 'delayed' : 'failed'

/** The report's fields come in groups set apart by empty lines: first the mail's, then one for each recipient. */
function fieldGroups(body: Buffer): Headers[] {
  const text = decode(body.subarray(0, 256 * 1024), null).replace(/\r\n?/g, '\n')
  const [first = '', ...others] = text.split(/\n[\t ]*\n/).slice(0, 500)
  // a filter encodes the groups behind the first, and says so in it
  const groups = /^content-transfer-encoding: *base64/im.test(first) ? decodedGroups(others) : others
  return [first, ...groups].map((group) => {
    const bytes = Buffer.from(group.replace(/^\s+/, ''))
    return readHeaders(bytes, 0, bytes.length).headers
  })
}

const decodedGroups = (groups: string[]) =>
  undoBase64(Buffer.from(groups.join('\n'), 'latin1'))
    .toString('utf8')
    .replace(/\r\n?/g, '\n')
    .split(/\n[\t ]*\n/)
    .slice(0, 500)

const fieldOf = (fields: Headers, name: string) => headersOf(fields, name)[0]

function addressIn(fields: Headers, name: string): string | null {
  const said = fieldOf(fields, name)
  if (said && /^\s*x400\s*;/i.test(said)) return withinX400(said)
  const value = said?.replace(/^\s*[\w-]+\s*;\s*/, '')
  return value
    ? addressOf(value.replace(/\+([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))).trim())
    : null
}

/** The mail address that an X.400 name leads to: “c=US;a= ;p=ACME;dda:SMTP=juan@…;”, “/RFC-822=juan(a)…/C=WW/”. */
export function withinX400(name: string): string | null {
  const found = /[\s;/](?:dda:)?(?:smtp|rfc-?822)=([^\s;/]{1,254})/i.exec(name)?.[1]
  return found ? addressOf(found.replace(/\(a\)/i, '@')) : null
}

export const codeIn = (text: string | null | undefined): string | null =>
  /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text ?? '')?.[1] ?? null

/** Of words of a server's own: two in front is success, and more often the number of a program. */
export const failureIn = (text: string): string | null =>
  /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null

/** Italy's certified mail (RFC 6109) says in a header of its own whether ours arrived; null for any other mail. */
export function readReceipt({ headers }: Entity): 'arrived' | 'failed' | null {
  const receipt = headerOf(headers, 'x-ricevuta')?.trim().toLowerCase()
  if (/^(?:accettazione|presa-in-carico|avvenuta-consegna)$/.test(receipt ?? '')) return 'arrived'
  return /^(?:non-accettazione|(?:preavviso-)?errore-consegna|rilevazione-virus)$/.test(receipt ?? '') ? 'failed' : null
}

/** The bounce that a scanner wrapped into one of its own. */
export function readWrappedReport(entity: Entity): Entity | null {
  const attached = find(entity, /^message\/rfc822$/)
  if (!attached) return null
  const raw = attached.content()
  const { headers } = readHeaders(raw, 0, raw.length)
  const { value } = readParameters(headerOf(headers, 'content-type'))
  return value === 'multipart/report' ? readEntities(raw, new Set()) : null
}

/** The headers of the mail that came back: as an attached mail, as its headers alone, or copied into the text. */
export function readReturned(entity: Entity, text: string): Returned {
  const attached = find(
    entity,
    /^(?:message\/(?:rfc822|global)|(?:text|message)\/rfc822-headers?|text\/rfc822|message\/(?:global-)?headers)$/,
  )
  const bytes = attached ? withoutMargin(attached.content()) : Buffer.from(copiedHeaders(text))
  const { headers } = readHeaders(bytes, 0, bytes.length)
  const ids = (name: string) => readMessageIds(headersOf(headers, name))
  return {
    messageId:
      ids('message-id')[0] ??
      saidInReport(entity) ??
      SAID_OUTSIDE.flatMap((name) => readMessageIds(headersOf(entity.headers, name)))[0] ??
      null,
    references: [...new Set([...ids('references'), ...ids('in-reply-to')])],
    to: [...headersOf(headers, 'to'), ...headersOf(headers, 'cc')],
  }
}

/** Gmail names our mail among the fields of its report, and so does Sieve, which refuses by a receipt. */
function saidInReport(entity: Entity): string | null {
  const report = find(entity, /^message\/(?:global-)?(?:delivery-status|disposition-notification)$/)
  const fields = report?.content().toString('latin1', 0, 8192) ?? ''
  return readMessageIds([/^(?:x-)?original-message-id: *(\S.*)$/im.exec(fields)?.[1] ?? ''])[0] ?? null
}

/** Where Italy's certified mail and China's Coremail name the mail that came back. */
const SAID_OUTSIDE = ['x-riferimento-message-id', 'x-cm-original-message-id']

/** Some servers set every line of what they return a blank in, behind empty ones. */
function withoutMargin(bytes: Buffer): Buffer {
  const margin = /^\s*?([\t ]+)[A-Za-z-]{1,60}:/.exec(bytes.toString('latin1', 0, 1024))
  return margin ? Buffer.from(bytes.toString('latin1').trimStart().replaceAll(`\n${margin[1]}`, '\n'), 'latin1') : bytes
}

/** From the first line of the text that looks like the head of a mail. */
function copiedHeaders(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^[>|] ?/, ''))
  const first = lines.findIndex(
    (line, i) =>
      /^\s*(?:return-path|received|from|date|message-id|x-[\w-]+|dkim-signature|mime-version|to|subject)\s*:/i.test(
        line,
      ) && lines.slice(i, i + 60).some((other) => /^\s*message-id\s*:/i.test(other)),
  )
  if (first < 0) return ''
  const margin = /^\s*/.exec(lines[first]!)![0]
  return lines
    .slice(first, first + 120)
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .join('\n')
}
