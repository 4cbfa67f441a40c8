import { addressOf } from './addresses.rules.ts'
import { headersOf } from './headers.rules.ts'
import type { Entity } from './mime.rules.ts'
import type { Bounce, MailAddress } from './parsed-mail.ts'
import { codeIn } from './reports.rules.ts'
import { oneLine } from './storable.rules.ts'

export type OwnWords = { permanent: boolean; recipients: Bounce['recipients'] }

/** What a mail server says that keeps to no standard: for how long something failed, for whom and why. */
export function readOwnWords(post: {
  entity: Entity
  from: MailAddress | null
  to: MailAddress[]
  subject: string
  text: string
}): OwnWords {
  // Rows of blanks say nothing, and cost what looks for the head of a line the square of their number.
  const text = post.text.replace(/[ \t]+/g, ' ')
  const said = beforeReturned(text)
  const { entity, from, to } = post
  const others = [...to, ...(from ? [from] : [])].map(({ address }) => address)
  const before = failedIn(entity, said, others)
  const recipients = before.length > 0 ? before : failedIn(entity, text.slice(0, 8000), others)
  const statuses = recipients.map(({ status }) => status).filter((status) => status !== null)
  const delayed = DELAY.test(post.subject) || (DELAY.test(said) && !LASTING.test(said))
  const temporary =
    statuses.length > 0 ? statuses.every((status) => isTemporary(status, '')) : isTemporary(codeIn(said), said)
  return { permanent: !(delayed || temporary || FULL.test(said)), recipients }
}

const FULL =
  /mailbox (?:is |was )?full|over ?quota|quota (?:exceeded|full)|exceed\w* (?:\w+ ){0,3}quota|buz[oó]n (?:\S+ ){0,3}llen[oa]|cuota (?:\S+ ){0,2}(?:excedida|superada)|caixa (?:\S+ ){0,4}cheia|cota excedida|(?:exced|super|ultrapass)\w*[óo]? (?:\S+ ){0,2}(?:cuota|cota|quota|l[ií]mite de a(?:l|r)m)|(?:sin|sem|no (?:hay|tiene|queda)) espa[cç]i?o|insufficient (?:system )?storage|out of storage/i

export const isTemporary = (status: string | null, words: string) =>
  status?.startsWith('4.') || status === '5.2.2' || (!status && /(?<!\d)4[25]\d[ -]/.test(words)) || FULL.test(words)

export const SUBJECT =
  /^(?:(?:permanent|temporary|automatic) )?(?:undeliver(?:able|ed)|(?:(?:el|su|o seu|a sua|your|the) )?(?:mensaje |correo |mensagem |e-?mail |mail |message )?(?:no (?:se (?:puede|pudo|ha podido)|(?:ha sido|fue) (?:posible )?)\s*entrega|no entrega(?:do|ble)|não (?:foi|é|pôde|pode) (?:possível |ser )?entreg|não entregue|(?:could not|cannot|can't) be delivered)|(?:unable to|could not|cannot) deliver|delivery status notification \((?:failure|delay)\)|mail delivery (?:failed|failure|delayed|problem|error)|delivery (?:failure|failed|delayed|error|report)|failure notice|returned mail|returned to sender|mail could not be delivered|message (?:undeliverable|delayed|not delivered|rejected)|non[- ]?deliver|correo (?:no entregado|devuelto|rechazado)|mensaje (?:no entregado|devuelto|rechazado|retrasado)|error (?:de|en la) entrega|fallo (?:de|en la) entrega|entrega (?:fallida|retrasada|atrasada)|aviso de (?:no entrega|retraso)|notificaci[oó]n de (?:fallo|error|estado|retraso)|devoluci[oó]n de correo|warning: (?:message|could not send|e-?mail)|delayed mail|falha na entrega|erro (?:de|na) entrega|notificação de (?:falha|status)|mensagem (?:não entregue|devolvida|rejeitada|atrasada)|undelivered mail|your message (?:was not|could not|wasn't)|rejected:|nondeliverable|\S* ?delivery notification|spam:? |mail system error|mail rejected|\**spam\**|message blocked|blocked)/i

/** What failed, said any which way: something was not delivered, was refused, sent back, held up; or the code that says so. */
export const WORDS = new RegExp(
  [
    String.raw`\b(?:no|n[ãa]o|not|never|\w+n['’]t|unable|cannot|sin|could)\b.{0,40}(?:entreg|deliver|enviar|enviad|llegado|reach|recib|accept|encontr|found|exist)`,
    String.raw`rechaz|rejeit|reject|refus|devuelt|devoluci[oó]n|devolvid|returned|blocked|bloquead|fall(?:o|ó|ado|ido|a)\b|falh|fail|fatal|undeliver|bounce|retras|demorad|atras(?:o|ad)|delay|inexistente|desconocid|desconhecid|unknown|qmail-send`,
    String.raw`no such|invalid (?:user|address|recipient)|over ?quota|(?:mailbox|inbox) (?:is )?full|buz[oó]n.{0,60}llen|caixa.{0,60}cheia|(?<!\d)[45]\d\d[ -](?:#?[45]\.\d|\w)|(?<![\d.])[45]\.\d\.\d`,
  ].join('|'),
  'i',
)

/** A filter that wants to know whether we are human has our mail, and keeps it until somebody answers: nothing failed. */
export const isChallenge = (text: string) =>
  codeIn(text) === null &&
  !GONE.test(text) &&
  /https?:\/\//i.test(text) &&
  /\b(?:confirm(?:ar?|e|es|ing|ation|ación|ação|ou)?|verif(?:y|ique|icar|icación|icação)|prove|demuestre)\b[^.\n]{0,80}\b(?:env[ií]o|send(?:er|ing)?|remit?ente|identi\w+|human[oa]?|mensaje|mensagem|message|e-?mail|correo)\b/i.test(
    text.slice(0, 4000),
  )

const GONE =
  /unknown|not exist|no such|no existe|n[ãa]o existe|inexist|desconocid|desconhecid|invalid|inv[áa]lid|disabled|refused|rechazad|recusad/i

const DELAY =
  /delay(?:ed)?\b|will (?:be retried|keep trying|continue (?:to )?try)|still (?:trying|being retried)|has not (?:yet )?been delivered|not yet been|temporar(?:y|ily)|no (?:further )?action is required|warning: (?:message|could not send)|retrasad[oa]|retraso|demorad[oa]|seguir[áa]n? intent|se volver[áa] a intentar|todav[ií]a no se ha|temporalmente|atrasad[oa]|atraso|continuar[áa] tentando|tentaremos novamente|temporariamente/i
const LASTING =
  /gave up|giving up|permanent|5\.\d\.\d+|(?<!\d)55\d[ -]|i've given up|no longer|will not be retried|definitiv/i

const RETURNED =
  /^(?:-{2,}.*(?:copy of (?:the|your) message|original message|returned message|message header|undelivered message|below this line|mensaje original|encabezados|mensagem original|headers?)|.*(?:original message headers|encabezados de mensajes? originales|cabeçalhos? (?:da|de) mensage(?:m|ns) origina(?:l|is)|message text follows|the following (?:is|are) the (?:original|returned))|(?:return-path|received|dkim-signature|message-id):\s)/i

/** The server's own words, up to the line that begins our mail. */
function beforeReturned(text: string): string {
  let at = 0
  for (const line of text.slice(0, 200_000).split('\n')) {
    if (at > 0 && RETURNED.test(line.slice(0, 1000).replace(/^[ \t>]+/, ''))) return text.slice(0, at)
    at += line.length + 1
  }
  return text.slice(0, 8000)
}

const ADDRESS = /[\p{L}\p{N}._%+'=-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
/** An address that begins a line, behind a bullet or a name for what it is, and before the reason or the time. */
const AT_HEAD =
  /^[ *•>"-]*(?:(?:to|para|a|recipient|destinatario|recipient address|final recipient|direcci[oó]n|endere[çc]o): ?)?["<]?([^\s<>:"]+@[^\s<>:"]+)(?![^\s<>:"])[">]* ?(?:\([^)\n]*\))? ?(?:[:.,…(<]|$|(?:on|el|em|am|le) )/gim

/** Those who failed: named in a header, at the head of a line, or the first address the server speaks of; neither we nor it. */
function failedIn(entity: Entity, said: string, others: string[]): Bounce['recipients'] {
  const named = headersOf(entity.headers, 'x-failed-recipients').flatMap((value) => value.split(/[\s,;]+/))
  const not = new Set(others.map((address) => address.toLowerCase()))
  const isCandidate = (address: string) =>
    !not.has(address.toLowerCase()) && !/^(?:mailer-daemon|postmaster|abuse|support|help)@/i.test(address)
  const heads = [...said.matchAll(AT_HEAD)].map((found) => found[1]!)
  const anywhere = [...said.matchAll(ADDRESS)].map((found) => found[0]).slice(0, 50)
  const candidates = [named, heads.filter(isCandidate), anywhere.filter(isCandidate).slice(0, 1)]
  const chosen =
    candidates
      .map((group) => group.map((text) => addressOf(text.replace(/[.:]+$/, ''))).filter((address) => address !== null))
      .find((group) => group.length > 0) ?? []
  return chosen.map((address) => ({ address, ...reasonFor(address, said) }))
}

/** What the server says behind an address: the first line that carries a code, else the rest of its own line. */
function reasonFor(address: string, said: string): { status: string | null; diagnostic: string | null } {
  const at = said.toLowerCase().indexOf(address.toLowerCase())
  const behind = (at < 0 ? said : said.slice(at + address.length, at + address.length + 1500)).split('\n')
  const next = behind.findIndex((line, i) => i > 0 && isOfAnother(line, address))
  const own = next < 0 ? behind : behind.slice(0, next)
  const lines = own.map((line) => line.replace(/^["'>:\s]+/, '').trim()).filter(Boolean)
  const diagnostic = lines.find((line) => /(?<!\d)[45]\d\d[ -#]|[245]\.\d\.\d/.test(line)) ?? lines[0] ?? null
  const status = codeIn(own.join('\n')) ?? (at < 0 || next < 0 ? codeIn(said) : null)
  return { status, diagnostic: diagnostic && oneLine(diagnostic, 500) }
}

/** Another recipient's line; servers repeat the same one in their reason. */
function isOfAnother(line: string, address: string): boolean {
  const found = /^[ *•>-]*<?([^\s<>:]+@[^\s<>:]+)/.exec(line)?.[1]
  return found !== undefined && found.toLowerCase() !== address.toLowerCase()
}
