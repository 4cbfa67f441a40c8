import { speaksOfAbsence } from './absence.rules.ts'
import { addressOf, readAddresses } from './addresses.rules.ts'
import { find, reportType } from './bodies.rules.ts'
import { reasonFor } from './failure-reasons.rules.ts'
import { DELAY, SUBJECT, saysMailFailed, WORDS } from './failure-words.rules.ts'
import { headerOf, headersOf } from './headers.rules.ts'
import { type Line, plainLine } from './lines.ts'
import type { Entity } from './mime.rules.ts'
import { headerBlockAt, isForwardMark } from './openings.rules.ts'
import { beforeReturned, isChallenge, isTemporary, type OwnWords, readOwnWords } from './own-words.rules.ts'
import type { Bounce, FailedRecipient, MailAddress } from './parsed-mail.ts'
import {
  type Delivery,
  moreExact,
  readDeliveries,
  readReceipt,
  readReturned,
  readWrappedReport,
} from './reports.rules.ts'

export type Post = { entity: Entity; from: MailAddress | null; to: MailAddress[]; subject: string; text: string }
export type ServerSays = { silence: 'bounce' | 'delivery_report'; bounce: Bounce | null }

/** What a mail server says about a mail of ours, by the standard or in its own words; null when no server speaks. */
export function readServer(post: Post): ServerSays | null {
  const receipt = readReceipt(post.entity)
  if (receipt) return receipt === 'arrived' ? { silence: 'delivery_report', bounce: null } : inOwnWords(post)
  // A person may attach to his mail the report he got.
  if (post.entity.type !== 'multipart/report' && !isServer(post)) return null
  const deliveries = readDeliveries(post.entity)
  if (deliveries && deliveries.length > 0) return byStandard(post, deliveries)
  if (deliveries !== null) return inOwnWords(post)
  const wrapped = isDaemon(post) ? readWrappedReport(post.entity) : null
  if (wrapped) return readServer({ ...post, entity: wrapped })
  if (!speaksOfFailure(post) || isChallenge(post.text)) return null
  const said = inOwnWords(post)
  return (isDaemon(post) && !isPerhapsPerson(post)) || namesAMail(post, said.bounce!) ? said : null
}

/** A shop's own notice may be called "Delivery delayed" as well: who is no mail server must say which mail, or whom it did not reach and why. */
const namesAMail = (post: Post, { originalMessageId, originalReferences, recipients }: Bounce) =>
  originalMessageId !== null ||
  originalReferences.length > 0 ||
  recipients.some(({ status }) => status !== null) ||
  (recipients.length > 0 && saysOursFailed(post))

/** The automatic answer of somebody absent says as well that our mail is not passed on. */
const saysOursFailed = ({ subject, text }: Post) =>
  saysMailFailed(aboveForwarded(beforeReturned(text))) && !speaksOfAbsence(`${subject}\n${text.slice(0, 4000)}`)

/** A server's words that somebody passes on are said by nobody here. */
function aboveForwarded(text: string): string {
  const lines = text.split('\n').map((line) => plainLine(line))
  const at = lines.findIndex((line, i) => isForwardMark(line.text) || isServersHead(lines, i))
  const above = lines.slice(0, Math.max(at, 0)).map((line) => line.text)
  return above.join('').trim() ? above.join('\n') : text
}

function isServersHead(lines: readonly Line[], at: number): boolean {
  const [from] = readAddresses([headerBlockAt(lines, at)?.from ?? ''])
  return from !== undefined && isNamedLikeServer(from.address)
}

const FAILURES = new Set(['failed', 'delayed'])

function byStandard(post: Post, deliveries: Delivery[]): ServerSays {
  const failures = deliveries.filter(({ action }) => FAILURES.has(action))
  if (failures.length === 0) return { silence: 'delivery_report', bounce: null }
  const recipients = failures.map(({ action, recipient: reported }): FailedRecipient => {
    const recipient = withReason(reported, post.text)
    const givenUp = action === 'failed'
    const permanent = givenUp && !isTemporary(recipient.status, recipient.diagnostic ?? '')
    return { ...recipient, kind: permanent ? 'permanent' : 'temporary', givenUp }
  })
  return bounced(post, {
    permanent: recipients.some(({ kind }) => kind === 'permanent'),
    givenUp: recipients.some(({ givenUp }) => givenUp),
    recipients,
  })
}

/** What the report leaves out the server may say in words. */
function withReason(recipient: Delivery['recipient'], text: string): Delivery['recipient'] {
  if (recipient.diagnostic !== null || !text.toLowerCase().includes(recipient.address.toLowerCase())) return recipient
  const { status, diagnostic } = reasonFor(recipient.address, beforeReturned(text))
  return { ...recipient, status: moreExact(recipient.status, status), diagnostic }
}

function bounced(post: Post, { permanent, givenUp, recipients }: OwnWords): ServerSays {
  const { messageId, references, to } = readReturned(post.entity, post.text)
  const kind: Bounce['kind'] = permanent ? 'permanent' : 'temporary'
  const known =
    recipients.length > 0
      ? recipients.map((recipient) => ({ ...recipient, address: writtenTo(recipient.address, post.text) }))
      : onlyOne(readAddresses(to)).map(({ address }) => ({
          ...{ address, kind, givenUp },
          ...reasonFor(address, beforeReturned(post.text)),
        }))
  return {
    silence: 'bounce',
    bounce: {
      kind,
      givenUp,
      recipients: once(known).slice(0, 100),
      originalMessageId: messageId,
      originalReferences: references,
    },
  }
}

/** Which of several a server means that names none is not known. */
const onlyOne = (sentTo: MailAddress[]) => (sentTo.length === 1 ? sentTo : [])

/** The address we wrote to, where a server that forwarded our mail names it below the one that failed. */
function writtenTo(failed: string, text: string): string {
  const lines = text.slice(0, 20_000).split('\n')
  const at = lines.findIndex((line) => line.toLowerCase().includes(failed.toLowerCase()))
  const source = /^\s*\((?:generated|expanded|forwarded) from:?\s*<?([^\s<>,)]+)/i.exec(
    at < 0 ? '' : (lines[at + 1] ?? ''),
  )
  return (source && addressOf(source[1]!)) ?? failed
}

const once = (recipients: Bounce['recipients']) =>
  recipients.filter(
    ({ address }, i) => recipients.findIndex((other) => other.address.toLowerCase() === address.toLowerCase()) === i,
  )

const DAEMON =
  /^(?:mailer-?daemon|mail-?daemon|post[-_]?master|mailerdaemon|mail-delivery|mailer|bounces?|bounce-.*|no-?reply-bounce|microsoftexchange\w*|mdaemon|double-bounce|mail-system|delivery|antispam|spam-?filter|mailadmin|mail\.?system)(?:[+=-].*)?$/i

/** By what stands before the @ of an address. */
export const isNamedLikeServer = (address: string) => DAEMON.test(address.split('@')[0]!)

/** It comes from a server: the null sender, the name of a daemon, a header only servers write, or no sender at all of a failure. */
const isServer = (post: Post) =>
  isFromNobody(post) || isDaemon(post) || (post.from === null && SUBJECT.test(post.subject))

/** RFC 5321, 4.5.5: nobody is to be answered; sendmail writes its own name for that. */
export const isNullPath = (path: string) => /^<(?:mailer-daemon(?:@[^<>]*)?)?>$/i.test(path.trim())

const isFromNobody = ({ entity }: Post) =>
  /<\s*>$/.test(headerOf(entity.headers, 'from')?.trim() ?? '') ||
  /^<smtp32\b/i.test(headerOf(entity.headers, 'x-mailer')?.trim() ?? '') ||
  // Coremail's and Exchange's own
  ['x-cm-original-message-id', 'x-ms-embedded-report'].some((name) => headerOf(entity.headers, name) !== null) ||
  headersOf(entity.headers, 'return-path').some(isNullPath) ||
  /^auto-/i.test(headerOf(entity.headers, 'auto-submitted') ?? '')

function isDaemon({ entity, from }: Post): boolean {
  if (headerOf(entity.headers, 'x-failed-recipients')) return true
  const sender = from?.address ?? (headerOf(entity.headers, 'from') ?? '').replace(/[<>"\s\\]/g, '')
  return isNamedLikeServer(sender) || /mail delivery (?:sub)?system|mailer.daemon|postmaster/i.test(from?.name ?? '')
}

/** A postmaster may be a person who asks about mails that come back. */
const isPerhapsPerson = (post: Post) =>
  /^(?:postmaster|delivery|antispam|bounces?)@/i.test(post.from?.address ?? '') && !isFromNobody(post)

/** Automatic answers of people come from the null sender too, and quote; only a daemon's words count without its subject. */
const speaksOfFailure = (post: Post) => {
  const subject = post.subject.replace(/^(?:\[[^\]]*\]\s*)+/, '')
  const said = `${subject}\n${post.text.slice(0, 4000)}`
  return (
    SUBJECT.test(subject) ||
    // in whatever language: a daemon that sends our mail back, or calls what it says a report
    (isDaemon(post) && !isPerhapsPerson(post) && (reportType(post.entity) !== null || returnsMail(post.entity))) ||
    (!isPerhapsPerson(post) && saysOursFailed(post)) ||
    (isDaemon(post) && !isPerhapsPerson(post) && (WORDS.test(said) || DELAY.test(said)))
  )
}

const returnsMail = (entity: Entity) => find(entity, /^(?:message\/rfc822(?:-headers)?|text\/rfc822-headers)$/) !== null

const inOwnWords = (post: Post) => bounced(post, readOwnWords(post))
