import { addressOf, readAddresses } from './addresses.rules.ts'
import { headerOf, headersOf } from './headers.rules.ts'
import type { Entity } from './mime.rules.ts'
import type { Bounce, MailAddress } from './parsed-mail.ts'
import { codeIn, type Delivery, readDeliveries, readReturned } from './reports.rules.ts'
import { oneLine } from './storable.rules.ts'

export type Post = { entity: Entity; from: MailAddress | null; to: MailAddress[]; subject: string; text: string }
export type ServerSays = { silence: 'bounce' | 'delivery_report'; bounce: Bounce | null }

/** What a mail server says about a mail of ours, by the standard or in its own words; null when no server speaks. */
export function readServer(post: Post): ServerSays | null {
  // A person may attach to his mail the report he got.
  if (post.entity.type !== 'multipart/report' && !isServer(post)) return null
  const deliveries = readDeliveries(post.entity)
  if (deliveries && deliveries.length > 0) return byStandard(post, deliveries)
  if (deliveries !== null) return inOwnWords(post)
  if (!speaksOfFailure(post) || isChallenge(post)) return null
  const said = inOwnWords(post)
  return isDaemon(post) || namesAMail(said.bounce!) ? said : null
}

/** A shop's own notice may be called "Delivery delayed" as well: who is no mail server must say which mail, or whom it did not reach and why. */
const namesAMail = ({ originalMessageId, originalReferences, recipients }: Bounce) =>
  originalMessageId !== null || originalReferences.length > 0 || recipients.some(({ status }) => status !== null)

/** A filter that wants to know whether we are human has our mail, and keeps it until somebody answers: nothing failed. */
const isChallenge = ({ text }: Post) =>
  codeIn(text) === null &&
  /https?:\/\//i.test(text) &&
  /\b(?:confirm(?:ar?|e|es|ing|ation|ación|ação|ou)?|verif(?:y|ique|icar|icación|icação)|prove|demuestre)\b[^.\n]{0,80}\b(?:env[ií]o|send(?:er|ing)?|remit?ente|identi\w+|human[oa]?|mensaje|mensagem|message|e-?mail|correo)\b/i.test(
    text.slice(0, 4000),
  )

const FAILURES = new Set(['failed', 'delayed'])

function byStandard(post: Post, deliveries: Delivery[]): ServerSays {
  const failures = deliveries.filter(({ action }) => FAILURES.has(action))
  if (failures.length === 0) return { silence: 'delivery_report', bounce: null }
  const permanent = failures.some(
    ({ action, recipient }) => action === 'failed' && !isTemporary(recipient.status, recipient.diagnostic ?? ''),
  )
  return bounced(
    post,
    permanent,
    failures.map(({ recipient }) => recipient),
  )
}

function bounced(post: Post, permanent: boolean, recipients: Bounce['recipients']): ServerSays {
  const { messageId, references, to } = readReturned(post.entity, post.text)
  const known =
    recipients.length > 0
      ? recipients.map((recipient) => ({ ...recipient, address: writtenTo(recipient.address, post.text) }))
      : readAddresses(to).map(({ address }) => ({ address, status: null, diagnostic: null }))
  const kind = permanent ? 'permanent' : 'temporary'
  return {
    silence: 'bounce',
    bounce: {
      kind,
      recipients: once(known).slice(0, 100),
      originalMessageId: messageId,
      originalReferences: references,
    },
  }
}

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

const FULL =
  /mailbox (?:is |was )?full|over ?quota|quota (?:exceeded|full)|exceed\w* (?:\w+ ){0,3}quota|buz[oó]n (?:\S+ ){0,3}llen[oa]|cuota (?:\S+ ){0,2}(?:excedida|superada)|caixa (?:\S+ ){0,4}cheia|cota excedida|(?:exced|super|ultrapass)\w*[óo]? (?:\S+ ){0,2}(?:cuota|cota|quota|l[ií]mite de a(?:l|r)m)|(?:sin|sem|no (?:hay|tiene|queda)) espa[cç]i?o|insufficient (?:system )?storage|out of storage/i
const isTemporary = (status: string | null, words: string) =>
  status?.startsWith('4.') || status === '5.2.2' || (!status && /(?<!\d)4[25]\d[ -]/.test(words)) || FULL.test(words)

const DAEMON =
  /^(?:mailer-?daemon|mail-?daemon|post-?master|mailerdaemon|mail-delivery|mailer|bounces?|bounce-.*|no-?reply-bounce|microsoftexchange\w*|mdaemon|double-bounce|mail-system|delivery|antispam|spam-?filter|mailadmin|mail\.?system)(?:[+=-].*)?$/i

/** It comes from a server: the null sender, the name of a daemon, or a header only servers write. */
const isServer = (post: Post) => isFromNobody(post) || isDaemon(post)

const isFromNobody = ({ entity }: Post) =>
  headersOf(entity.headers, 'return-path').some((path) => path.trim() === '<>') ||
  /^auto-/i.test(headerOf(entity.headers, 'auto-submitted') ?? '')

function isDaemon({ entity, from }: Post): boolean {
  if (headerOf(entity.headers, 'x-failed-recipients')) return true
  const sender = from ? from.address.split('@')[0]! : (headerOf(entity.headers, 'from') ?? '').replace(/[<>"\s]/g, '')
  return DAEMON.test(sender) || /mail delivery (?:sub)?system|mailer.daemon|postmaster/i.test(from?.name ?? '')
}

/** A postmaster may be a person who asks about mails that come back. */
const isPerhapsPerson = (post: Post) =>
  /^(?:postmaster|delivery|antispam|bounces?)@/i.test(post.from?.address ?? '') && !isFromNobody(post)

const SUBJECT =
  /^(?:(?:permanent|temporary|automatic) )?(?:undeliver(?:able|ed)|no se puede entregar|no entregado|não foi possível entregar|não entregue|delivery status notification \((?:failure|delay)\)|mail delivery (?:failed|failure|delayed|problem|error)|delivery (?:failure|failed|delayed|error|report)|failure notice|returned mail|returned to sender|mail could not be delivered|message (?:undeliverable|delayed|not delivered|rejected)|non[- ]?deliver|correo (?:no entregado|devuelto|rechazado)|mensaje (?:no entregado|devuelto|rechazado|retrasado)|error (?:de|en la) entrega|fallo (?:de|en la) entrega|entrega (?:fallida|retrasada|atrasada)|aviso de (?:no entrega|retraso)|notificaci[oó]n de (?:fallo|error|estado|retraso)|devoluci[oó]n de correo|warning: (?:message|could not send|e-?mail)|delayed mail|falha na entrega|erro (?:de|na) entrega|notificação de (?:falha|status)|mensagem (?:não entregue|devolvida|rejeitada|atrasada)|undelivered mail|your message (?:was not|could not|wasn't)|rejected:|nondeliverable|\S* ?delivery notification|spam:? |mail system error|mail rejected|\**spam\**|message blocked|blocked)/i
/** What failed, said any which way: something was not delivered, was refused, sent back, held up; or the code that says so. */
const WORDS = new RegExp(
  [
    String.raw`\b(?:no|n[ãa]o|not|never|\w+n['’]t|unable|cannot|sin|could)\b.{0,40}(?:entreg|deliver|enviar|enviad|llegado|reach|recib|accept|encontr|found|exist)`,
    String.raw`rechaz|rejeit|reject|refus|devuelt|devoluci[oó]n|devolvid|returned|blocked|bloquead|fall(?:o|ó|ado|ido|a)\b|falh|fail|fatal|undeliver|bounce|retras|demorad|atras(?:o|ad)|delay|inexistente|desconocid|desconhecid|unknown|qmail-send`,
    String.raw`over ?quota|(?:mailbox|inbox) (?:is )?full|buz[oó]n.{0,60}llen|caixa.{0,60}cheia|(?<!\d)[45]\d\d[ -](?:#?[45]\.\d|\w)|(?<![\d.])[45]\.\d\.\d`,
  ].join('|'),
  'i',
)

/** Automatic answers of people come from the null sender too, and quote; only a daemon's words count without its subject. */
const speaksOfFailure = (post: Post) => {
  const subject = post.subject.replace(/^(?:\[[^\]]*\]\s*)+/, '')
  return (
    SUBJECT.test(subject) ||
    (isDaemon(post) && !isPerhapsPerson(post) && WORDS.test(`${subject}\n${post.text.slice(0, 4000)}`))
  )
}

const DELAY =
  /delay(?:ed)?\b|will (?:be retried|keep trying|continue (?:to )?try)|still (?:trying|being retried)|has not (?:yet )?been delivered|not yet been|temporar(?:y|ily)|no (?:further )?action is required|warning: (?:message|could not send)|retrasad[oa]|retraso|demorad[oa]|seguir[áa]n? intent|se volver[áa] a intentar|todav[ií]a no se ha|temporalmente|atrasad[oa]|atraso|continuar[áa] tentando|tentaremos novamente|temporariamente/i
const LASTING =
  /gave up|giving up|permanent|5\.\d\.\d+|(?<!\d)55\d[ -]|i've given up|no longer|will not be retried|definitiv/i

function inOwnWords(post: Post): ServerSays {
  const said = beforeReturned(post.text)
  const before = failedIn(post, said)
  const recipients = before.length > 0 ? before : failedIn(post, post.text.slice(0, 8000))
  const statuses = recipients.map(({ status }) => status).filter((status) => status !== null)
  const delayed = DELAY.test(post.subject) || (DELAY.test(said) && !LASTING.test(said))
  const temporary =
    statuses.length > 0 ? statuses.every((status) => isTemporary(status, '')) : isTemporary(codeIn(said), said)
  return bounced(post, !(delayed || temporary || FULL.test(said)), recipients)
}

const RETURNED =
  /^[ \t>]*(?:-{2,}.*(?:copy of (?:the|your) message|original message|returned message|message header|undelivered message|below this line|mensaje original|encabezados|mensagem original|headers?).*|.*(?:original message headers|encabezados de mensajes? originales|cabeçalhos? (?:da|de) mensage(?:m|ns) origina(?:l|is)|message text follows|the following (?:is|are) the (?:original|returned)).*|(?:return-path|received|dkim-signature|message-id):\s.*)$/im

const beforeReturned = (text: string) => {
  const at = RETURNED.exec(text.slice(0, 200_000))?.index ?? -1
  return at > 0 ? text.slice(0, at) : text.slice(0, 8000)
}

const ADDRESS = /[\p{L}\p{N}._%+'=-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu

/** Those who failed: named in a header, at the head of a line, or the first address the server speaks of; neither we nor it. */
function failedIn(post: Post, said: string): Bounce['recipients'] {
  const named = headersOf(post.entity.headers, 'x-failed-recipients').flatMap((value) => value.split(/[\s,;]+/))
  const not = new Set(
    [...post.to.map(({ address }) => address), post.from?.address ?? ''].map((address) => address.toLowerCase()),
  )
  const isCandidate = (address: string) =>
    !not.has(address.toLowerCase()) && !/^(?:mailer-daemon|postmaster|abuse|support|help)@/i.test(address)
  const heads = [
    ...said.matchAll(
      /^[ \t*•-]*(?:(?:to|para|a|recipient|destinatario|recipient address|final recipient|direcci[oó]n|endere[çc]o):)?[ \t]*<?([^\s<>:]+@[^\s<>:]+)>?[ \t]*(?:\([^)\n]*\))?[ \t]*(?:[:.,…]|\.{3})*[ \t]*(?:$|<|\()/gim,
    ),
  ].map((found) => found[1]!)
  const starting = [...said.matchAll(/^[ \t]*<([^\s<>]+@[^\s<>]+)>\s*[:(.]/gm)].map((found) => found[1]!)
  const anywhere = [...said.matchAll(ADDRESS)].map((found) => found[0]).slice(0, 50)
  const candidates = [named, [...heads, ...starting].filter(isCandidate), anywhere.filter(isCandidate).slice(0, 1)]
  const chosen =
    candidates
      .map((group) => group.map((text) => addressOf(text.replace(/[.:]+$/, ''))).filter((address) => address !== null))
      .find((group) => group.length > 0) ?? []
  return chosen.map((address) => ({ address, ...reasonFor(address, said) }))
}

/** What the server says behind an address: the first line that carries a code, else the rest of its own line. */
function reasonFor(address: string, said: string): { status: string | null; diagnostic: string | null } {
  const at = said.toLowerCase().indexOf(address.toLowerCase())
  const behind = at < 0 ? said : said.slice(at + address.length, at + address.length + 1500)
  const own = behind.split(/\n[ \t]*\n(?=[ \t]*<?[^\s<>]+@)/)[0]!
  const lines = own
    .split('\n')
    .map((line) => line.replace(/^[>:\s]+/, '').trim())
    .filter(Boolean)
  const diagnostic = lines.find((line) => /(?<!\d)[45]\d\d[ -#]|[245]\.\d\.\d/.test(line)) ?? lines[0] ?? null
  return { status: codeIn(own) ?? (at < 0 ? null : codeIn(said)), diagnostic: diagnostic && oneLine(diagnostic, 500) }
}
