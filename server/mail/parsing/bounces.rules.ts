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
  const deliveries = readDeliveries(post.entity)
  // A person may attach to his mail the report he got.
  if (post.entity.type !== 'multipart/report' && !isServer(post)) return null
  if (deliveries && deliveries.length > 0) return byStandard(post, deliveries)
  return deliveries !== null || speaksOfFailure(post) ? inOwnWords(post) : null
}

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
      ? recipients
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

const once = (recipients: Bounce['recipients']) =>
  recipients.filter(
    ({ address }, i) => recipients.findIndex((other) => other.address.toLowerCase() === address.toLowerCase()) === i,
  )

const FULL =
  /mailbox (?:is |was )?full|over ?quota|quota (?:exceeded|full)|exceed\w* (?:\w+ ){0,3}quota|buz[oó]n (?:\S+ ){0,3}llen[oa]|cuota (?:\S+ ){0,2}(?:excedida|superada)|caixa (?:\S+ ){0,4}cheia|cota excedida|insufficient (?:system )?storage|out of storage/i
const isTemporary = (status: string | null, words: string) =>
  status?.startsWith('4.') || status === '5.2.2' || (!status && /(?<!\d)4[25]\d[ -]/.test(words)) || FULL.test(words)

const DAEMON =
  /^(?:mailer-?daemon|mail-?daemon|post-?master|mailerdaemon|mail-delivery|mailer|bounces?|bounce-.*|no-?reply-bounce|microsoftexchange\w*|mdaemon|double-bounce|mail-system|delivery|antispam|spam-?filter|mailadmin|mail\.?system)(?:[+=-].*)?$/i

/** It comes from a server: the null sender, the name of a daemon, or a header only servers write. */
const isServer = (post: Post) =>
  headersOf(post.entity.headers, 'return-path').some((path) => path.trim() === '<>') || isDaemon(post)

function isDaemon({ entity, from }: Post): boolean {
  if (headerOf(entity.headers, 'x-failed-recipients')) return true
  const sender = from ? from.address.split('@')[0]! : (headerOf(entity.headers, 'from') ?? '').replace(/[<>"\s]/g, '')
  return DAEMON.test(sender) || /mail delivery (?:sub)?system|mailer.daemon|postmaster/i.test(from?.name ?? '')
}

const SUBJECT =
  /^(?:(?:permanent|temporary|automatic) )?(?:undeliver(?:able|ed)|no se puede entregar|no entregado|não foi possível entregar|não entregue|delivery status notification \((?:failure|delay)\)|mail delivery (?:failed|failure|delayed|problem|error)|delivery (?:failure|failed|delayed|error|report)|failure notice|returned mail|returned to sender|mail could not be delivered|message (?:undeliverable|delayed|not delivered|rejected)|non[- ]?deliver|correo (?:no entregado|devuelto|rechazado)|mensaje (?:no entregado|devuelto|rechazado|retrasado)|error (?:de|en la) entrega|fallo (?:de|en la) entrega|entrega (?:fallida|retrasada|atrasada)|aviso de (?:no entrega|retraso)|notificaci[oó]n de (?:fallo|error|estado|retraso)|devoluci[oó]n de correo|warning: (?:message|could not send|e-?mail)|delayed mail|falha na entrega|erro (?:de|na) entrega|notificação de (?:falha|status)|mensagem (?:não entregue|devolvida|rejeitada|atrasada)|undelivered mail|your message (?:was not|could not|wasn't)|rejected:|nondeliverable|\S* ?delivery notification|spam:? |mail system error|mail rejected|\**spam\**|message blocked|blocked)/i
const WORDS =
  /qmail-send program|fatal (?:delivery )?errors|could not be delivered|couldn['’]t be delivered|wasn['’]t delivered|was not delivered|not (?:been )?delivered|unable to deliver|failed to deliver|delivery (?:has |to the following .{0,60} )?failed|permanent (?:fatal )?errors?|permanently failed|could not deliver|cannot be delivered|undeliverable|has been (?:delayed|rejected|blocked)|delivery (?:has been |is )?delayed|no (?:se )?(?:ha )?(?:pud[oi]|podido|puede|ha sido posible|fue posible)\s?(?:ser )?(?:entreg|hacer)|no (?:se )?(?:ha )?(?:podido|pudo|puede) (?:ser )?entreg|no (?:ha )?(?:podido|pudo) (?:ser )?entreg|ha rechazado (?:el|su|tu) mensaje|fue rechazado|ha sido rechazad|no (?:ha sido|fue) entregad|retrasad[oa]|demorad[oa]|não (?:pôde|pode|foi possível) (?:ser )?entreg|não foi entregue|foi rejeitad|atrasad[oa]|mailbox (?:is )?full|user unknown|unknown user|recipient address rejected|buz[oó]n (?:est[áa] )?llen|didn['’]t reach|address not found|message (?:was )?blocked|no se encontró|it was identified as spam|considered (?:spam|unsolicited)/i

/** Automatic answers of people come from the null sender too, and quote; only a daemon's words count without its subject. */
const speaksOfFailure = (post: Post) =>
  SUBJECT.test(post.subject.replace(/^(?:\[[^\]]*\]\s*)+/, '')) ||
  (isDaemon(post) && WORDS.test(post.text.slice(0, 4000)))

const DELAY =
  /delay(?:ed)?\b|will (?:be retried|keep trying|continue (?:to )?try)|still (?:trying|being retried)|has not (?:yet )?been delivered|not yet been|temporar(?:y|ily)|no (?:further )?action is required|warning: (?:message|could not send)|retrasad[oa]|retraso|demorad[oa]|seguir[áa]n? intent|se volver[áa] a intentar|todav[ií]a no se ha|temporalmente|atrasad[oa]|atraso|continuar[áa] tentando|tentaremos novamente|temporariamente/i
const LASTING =
  /gave up|giving up|permanent|5\.\d\.\d+|(?<!\d)55\d[ -]|i've given up|no longer|will not be retried|definitiv/i

function inOwnWords(post: Post): ServerSays {
  const said = beforeReturned(post.text)
  const recipients = failedIn(post, said)
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
      /^[ \t*•-]*(?:to:|para:|recipient:|destinatario:)?[ \t]*<?([^\s<>:]+@[^\s<>:]+)>?[ \t]*(?:\([^)\n]*\))?[ \t]*(?:[:.,…]|\.{3})*[ \t]*(?:$|<|\()/gim,
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
