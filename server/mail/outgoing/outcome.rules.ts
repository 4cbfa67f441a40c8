import { isTemporary } from '../parsing/own-words.rules.ts'

/** What one try at handing a mail over came to. */
export type Attempt = {
  accepted: string[]
  refused: { address: string; code: number | null; text: string }[]
  failure: Failure | null
}
/**
 * `mailbox`: nothing leaves by it for now, whatever the mail. `mail`: this one did not; others may. `doubt`: it may have left all the same;
 * without a text nobody was left to hear what the server said. `unsayable`: the address that the server cannot be told.
 */
export type Failure = {
  of: 'mailbox' | 'mail'
  permanent: boolean
  doubt: boolean
  text: string
  unsayable?: string
}

/** Its sender was lost between giving the server the last word and writing down what it answered. */
export const LOST: Attempt = {
  accepted: [],
  refused: [],
  failure: { of: 'mail', permanent: false, doubt: true, text: '' },
}

/**
 * RFC 6531: letters beyond ASCII before an @ are said only to a server that announces it; others read them as somebody else's. The address
 * stands in the mail itself too: it leaves for nobody, once and for all.
 */
export function unsayable({ from, to }: { from: string; to: string[] }, extensions: string[]): Attempt | null {
  const address = [from, ...to].find((each) => /[^\p{ASCII}]/u.test(each))
  if (address === undefined || extensions.includes('SMTPUTF8')) return null
  return {
    ...{ accepted: [], refused: [] },
    failure: { of: 'mail', permanent: true, doubt: false, text: '', unsayable: address },
  }
}

export type Outcome = {
  state: 'sent' | 'queued' | 'failed'
  deliveries: { recipient: string; state: 'sent' | 'refused' | 'queued'; detail: string | null }[]
  /** How long until the next try; null when there is none. */
  wait: number | null
  detail: string | null
  /** The server had it whole once, and never said what became of it. */
  doubt: boolean
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR]
/** Whatever could not be handed over for so long will not be read as news any more. */
export const GIVE_UP = 72 * HOUR

/** A server that has the mail may deliver it yet: until then nothing is repeated, and only once. */
const WAIT_IN_DOUBT = 4 * HOUR

/** After the nth try that failed for now: one minute, five, a quarter of an hour, an hour, then every four hours. */
export const waitAfter = (attempts: number): number => WAITS[Math.min(Math.max(attempts, 1), WAITS.length) - 1]!

/**
 * Issue 4.6: what a try means for each recipient and for the mail. Refused for good is refused for that recipient alone; refused for now,
 * or not handed over at all, is tried again for up to three days. A server's 5xx to the whole mail ends it at once; trouble with the
 * mailbox itself (a password, a certificate, a host) never does, since the next mail would fare no better. `reached`: an earlier try got through to somebody.
 * A server that takes the mail whole and then says nothing, or nothing that anybody heard, may have delivered it: it gets it once more, hours
 * later, with the same Message-ID; the second time the mail has failed, for whoever wrote it to judge. `doubt`: there was such a try before.
 */
export function outcomeOf(
  attempt: Attempt,
  waiting: readonly string[],
  { tries, age, reached, doubt }: { tries: number; age: number; reached: boolean; doubt: boolean },
): Outcome {
  const { accepted, refused, failure } = attempt
  const wait = failure?.doubt ? WAIT_IN_DOUBT : waitAfter(tries)
  const late = age + wait > GIVE_UP || (doubt && failure?.doubt)
  const deliveries = waiting.map((recipient) => {
    if (accepted.includes(recipient) && !failure) return { recipient, state: 'sent' as const, detail: null }
    const answer = refused.find(({ address }) => address === recipient)
    const text = answer?.text ?? failure?.text ?? null
    const forGood = answer ? (answer.code ?? 0) >= 500 : (failure?.permanent ?? false)
    return { recipient, state: forGood || late ? ('refused' as const) : ('queued' as const), detail: text }
  })
  const again = deliveries.some(({ state }) => state === 'queued')
  const left = reached || deliveries.some(({ state }) => state === 'sent')
  return {
    state: again ? 'queued' : left ? 'sent' : 'failed',
    deliveries,
    wait: again ? wait : null,
    detail: deliveries.find(({ state }) => state !== 'sent')?.detail ?? null,
    doubt: doubt || (failure?.doubt ?? false),
  }
}

/** The error of an SMTP conversation. */
export type SmtpError = {
  code?: string
  command?: string
  responseCode?: number
  response?: string
  message: string
  rejectedErrors?: SmtpError[]
  recipient?: string
}

/** Not authenticated (any more): the mailbox's trouble, in whatever answer it is told. */
const UNAUTHENTICATED = new Set([454, 530, 534, 535, 538])

/** `phase`: how far it had come: not to the mail, within it, or behind its last word. */
export function readFailure(error: SmtpError, phase: 'opening' | 'sending' | 'sent'): Attempt {
  const { code, command, responseCode = 0, rejectedErrors } = error
  const text = said(error)
  if (phase === 'opening' || code === 'EAUTH' || (command === 'MAIL FROM' && UNAUTHENTICATED.has(responseCode)))
    return { accepted: [], refused: [], failure: { of: 'mailbox', permanent: false, doubt: false, text } }
  if (command === 'RCPT TO' && rejectedErrors?.length)
    return { accepted: [], refused: rejectedErrors.map(refusalOf), failure: null }
  // What our side refuses before asking (an address this server cannot take, a mail larger than it says it accepts) stays so.
  const ownVerdict = (code === 'EENVELOPE' || code === 'EMESSAGE') && !responseCode
  const permanent = responseCode >= 500 || ownVerdict
  return {
    accepted: [],
    refused: [],
    failure: { of: 'mail', permanent, doubt: phase === 'sent' && !responseCode, text },
  }
}

export const refusalOf = (error: SmtpError) => ({
  address: error.recipient ?? '',
  code: error.responseCode ?? null,
  text: said(error),
})

const said = ({ response, message }: SmtpError) =>
  (response || message)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
    .toWellFormed()

/** Unknown, moved or not a name; not a full mailbox, and not what is said of whoever sends (5.1.7, 5.1.8). */
const OF_ADDRESS = /^5\.(?:0\.0|1\.(?![78]$)\d+|2\.[01]|4\.[14])$/
const OF_ADDRESS_CODES = new Set([550, 551, 553])
const OF_SENDER = /relay|authenticat|block|spam|polic|listed|reputation|sender|remitente/i

/**
 * E5: whether a server refuses for good the address it was asked to deliver to. What it has against our server, our mailbox or our words it says
 * with the same codes: an address marked for that would get no notice any more, though it is right.
 */
export function refusesAddress({ code, text }: Attempt['refused'][number]): boolean {
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null
  if ((code ?? 0) < 500 || isTemporary(status, text)) return false
  if (status?.startsWith('5.1.')) return OF_ADDRESS.test(status)
  return (status ? OF_ADDRESS.test(status) : OF_ADDRESS_CODES.has(code!)) && !OF_SENDER.test(text)
}
