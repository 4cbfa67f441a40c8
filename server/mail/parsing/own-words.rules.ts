import { addressOf } from './addresses.rules.ts'
import { AT_HEAD, listedIn, reasonFor } from './failure-reasons.rules.ts'
import { DELAY, FULL, GAVE_UP, hasTired, LASTING } from './failure-words.rules.ts'
import { headersOf } from './headers.rules.ts'
import type { Entity } from './mime.rules.ts'
import type { FailedRecipient, MailAddress } from './parsed-mail.ts'
import { failureIn, type Recipient, withinX400 } from './reports.rules.ts'

export type OwnWords = { permanent: boolean; givenUp: boolean; recipients: FailedRecipient[] }

/** What a mail server says that keeps to no standard: for how long something failed, for whom and why. */
export function readOwnWords(post: {
  entity: Entity
  from: MailAddress | null
  to: MailAddress[]
  subject: string
  text: string
}): OwnWords {
  // Rows of blanks say nothing, and cost what looks for the head of a line the square of their number.
  const text = unwrapped(post.text).replace(/[ \t]+/g, ' ')
  const said = beforeReturned(text)
  const { entity, from, to } = post
  const others = [...to, ...(from ? [from] : [])].map(({ address }) => address)
  const before = failedIn(entity, said, others)
  const recipients = before.length > 0 ? before : failedIn(entity, withoutOurHead(text.slice(0, 8000)), others)
  const tired = hasTired(said)
  const delayed = DELAY.test(post.subject) || (DELAY.test(said) && !LASTING.test(said) && !tired)
  const givenUp = !delayed || GAVE_UP.test(said) || tired
  const failed = recipients.map((recipient): FailedRecipient => {
    const temporary = delayed || failedForNow(recipient, recipients.length, said)
    return { ...recipient, kind: temporary ? 'temporary' : 'permanent', givenUp }
  })
  const permanent = failed.length
    ? failed.some(({ kind }) => kind === 'permanent')
    : !delayed && !failedForNow(null, 0, said)
  return { permanent, givenUp, recipients: failed }
}

/** A server's own lines are wrapped: what is set in behind “address: reason” goes on with the reason. */
function unwrapped(text: string): string {
  const out: string[] = []
  let open = false
  for (const line of text.slice(0, 200_000).split('\n')) {
    const goesOn: boolean = open && /^[ \t]+\S/.test(line) && !NAMED_AT_HEAD.test(line)
    if (goesOn) out[out.length - 1] += ` ${line.trim()}`
    else out.push(line)
    open = goesOn || NAMED_WITH_REASON.test(line)
  }
  return out.join('\n')
}
const NAMED_AT_HEAD = /^[ \t]*<?[^\s<>@]{1,200}@/
const NAMED_WITH_REASON = /^[ \t]*<?[^\s<>@]{1,200}@[^\s<>]{1,200}>?: *\S/

/** Who wrote the mail that comes back has not failed. */
const withoutOurHead = (text: string) =>
  text.replace(
    /^[ >|]{0,8}(?:from|de|sender|reply-to|return-path|message-id|references|in-reply-to|received|x-[\w-]{1,60}|dkim-signature) ?:.*$/gim,
    '',
  )

/** What is said of several is said of each; of one alone, anywhere. */
function failedForNow(recipient: Recipient | null, among: number, said: string): boolean {
  if (recipient && among > 1) return isTemporary(recipient.status, recipient.diagnostic ?? '')
  return isTemporary(recipient?.status ?? failureIn(said), recipient?.status ? '' : said) || FULL.test(said)
}

export const isTemporary = (status: string | null, words: string) =>
  status?.startsWith('4.') || status === '5.2.2' || (!status && /(?<!\d)4[25]\d[ -]/.test(words)) || FULL.test(words)

/** A filter that wants to know whether we are human has our mail, and keeps it until somebody answers: nothing failed. */
export const isChallenge = (text: string) =>
  failureIn(text) === null && !GONE.test(text) && /https?:\/\//i.test(text) && asksForProof(text)

/** It asks whoever wrote to show that he is no machine. */
export const asksForProof = (text: string) =>
  /\b(?:confirm(?:ar?|e|es|ing|ation|ación|ação|ou)?|verif(?:y|ique|icar|icación|icação)|prove|demuestre)\b[^.\n]{0,80}\b(?:env[ií]o|send(?:er|ing)?|remit?ente|identi\w+|human[oa]?|mensaje|mensagem|message|e-?mail|correo)\b/i.test(
    text.slice(0, 4000),
  )

const GONE =
  /unknown|not exist|no such|no existe|n[ãa]o existe|inexist|desconocid|desconhecid|invalid|inv[áa]lid|disabled|refused|rechazad|recusad/i

const RETURNED =
  /^(?:-{2,}.*(?:copy of (?:the|your) message|original message|returned message|message header|undelivered message|below this line|mensaje original|encabezados|mensagem original|headers?)|.*(?:original message headers|encabezados de mensajes? originales|cabeçalhos? (?:da|de) mensage(?:m|ns) origina(?:l|is)|(?:message text|original message) follows|the following (?:is|are) the (?:original|returned))|(?:return-path|received|dkim-signature|message-id):\s)/i

/** The server's own words, up to the line that begins our mail. */
export function beforeReturned(text: string): string {
  let at = 0
  for (const line of text.slice(0, 200_000).split('\n')) {
    if (at > 0 && RETURNED.test(line.slice(0, 1000).replace(/^[ \t>]+/, ''))) return text.slice(0, at)
    at += line.length + 1
  }
  return text.slice(0, 8000)
}

const ADDRESS = /[\p{L}\p{N}_%+=][\p{L}\p{N}._%+'=-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
/** Whom we are asked to write to instead has not failed, nor who is an example. */
const TURN_TO =
  /(?:\b(?:such as|(?:e\.g\.|for example|por e[jx]emplo),?|escrib[ae]\w*|escreva|contact(?:e|ar|en|ez|are|eu)|(?<!(?:tried|trying|wanted) to )contact|dir[ií]ja\w*|write|wenden|schreiben|scriv[ae]\w*|adressez\S*)|[ée]crivez)\s(?:\S{1,12}\s){0,3}["'<(]*$/i

/** To look for the reason of each in the whole text costs the square of their number. */
const MOST_RECIPIENTS = 100

/** Those who failed: named in a header, at the head of a line, or the first address the server speaks of; neither we nor it. */
function failedIn(entity: Entity, said: string, others: string[]): Recipient[] {
  const named = headersOf(entity.headers, 'x-failed-recipients').flatMap((value) => value.split(/[\s,;]+/))
  const not = new Set(others.map((address) => address.toLowerCase()))
  const isCandidate = (address: string) =>
    !not.has(address.toLowerCase()) && !/^(?:mailer-daemon|postmaster|abuse|support|help)@/i.test(address)
  const below = said.split(NAMES_BELOW).at(-1)!
  const heads = headsIn(below).some(isCandidate) ? headsIn(below) : headsIn(said)
  const anywhere = [...said.matchAll(ADDRESS)]
    .slice(0, 50)
    .filter(({ index }) => !TURN_TO.test(said.slice(Math.max(0, index - 40), index)))
    .map((found) => found[0])
  const candidates = [named, heads.filter(isCandidate), anywhere.filter(isCandidate).slice(0, 1)]
  const chosen =
    candidates
      .map((group) => group.map((text) => addressOf(text.replace(/[.:]+$/, ''))).filter((address) => address !== null))
      .find((group) => group.length > 0) ?? []
  return [...new Set(chosen)].slice(0, MOST_RECIPIENTS).map((address) => ({ address, ...reasonFor(address, said) }))
}

/** What a server writes above those who failed; above it may stand the head of our mail. */
const NAMES_BELOW =
  /did not reach the following[^\n]*|no (?:lleg[óo]|se (?:pudo|ha podido) entregar) a (?:los|las|el|la) siguientes?[^\n]*|não chegou a(?:os?|às?) seguintes?[^\n]*/i

const headsIn = (said: string) =>
  said
    .split('\n')
    .flatMap(
      (line) => withinX400(line) ?? listedIn(line) ?? [...line.matchAll(AT_HEAD)].map((found) => found[2] ?? found[1]!),
    )
