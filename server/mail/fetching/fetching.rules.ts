export const FAULTS = [
  'dns',
  'refused',
  'tls',
  'login',
  'password',
  'consent',
  'provider',
  'folder',
  'numbering',
  'timeout',
  'closed',
  'protocol',
] as const
/** What is wrong with a mailbox, by what an admin would do about it. */
export type Fault = (typeof FAULTS)[number]

type Thrown = {
  code?: string
  authenticationFailed?: boolean
  consentMissing?: boolean
  providerAway?: boolean
  passwordMissing?: boolean
  mailboxMissing?: boolean
  unnumbered?: boolean
  /** IMAP */
  responseText?: string
  /** SMTP: its words; IMAP has an object there. */
  response?: unknown
  message?: string
}

const BY_CODE: Record<string, Fault> = {
  EAUTH: 'login',
  ENOTFOUND: 'dns',
  EDNS: 'dns',
  ETLS: 'tls',
  ESOCKET: 'closed',
  ECONNECTION: 'closed',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  ETIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  NoConnection: 'closed',
  EConnectionClosed: 'closed',
  ClosedAfterConnectText: 'closed',
  ClosedAfterConnectTLS: 'tls',
  STARTTLS_INJECTION: 'tls',
  MissingServerExtension: 'tls',
}

/** It takes no password where others could read it: nothing is wrong with the password. */
const WANTS_CIPHER =
  /STARTTLS|PRIVACYREQUIRED|encryption required|(?:plain|clear) ?text auth\w* (?:is )?(?:disallowed|not)/i

/** Names what a mail server or the way to it did, whatever library raised it. */
export function faultOf(error: unknown): Fault {
  const {
    code = '',
    authenticationFailed,
    consentMissing,
    providerAway,
    passwordMissing,
    mailboxMissing,
    unnumbered,
    message = '',
  } = (error ?? {}) as Thrown
  if ((authenticationFailed || code === 'EAUTH') && WANTS_CIPHER.test(saidBy(error))) return 'tls'
  if (authenticationFailed) return 'login'
  if (passwordMissing) return 'password'
  if (consentMissing) return 'consent'
  if (providerAway) return 'provider'
  if (mailboxMissing) return 'folder'
  if (unnumbered) return 'numbering'
  if (code in BY_CODE) return BY_CODE[code]!
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)|SIGNED_CERT/.test(code)) return 'tls'
  return /certificate|STARTTLS|SSL routines/i.test(message) ? 'tls' : 'protocol'
}

const saidBy = (error: unknown) => {
  const { responseText, response, message, passwordMissing } = (error ?? {}) as Thrown
  // No server said anything.
  if (passwordMissing) return ''
  return String(responseText ?? (typeof response === 'string' ? response : null) ?? message ?? error)
}

/** In the server's own words, as far as they can be kept. */
export const detailOf = (error: unknown): string =>
  saidBy(error)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
    .toWellFormed()

/** What the network did passes by itself and is tried again at once, soon, then every 20 s; what a person must mend, more seldom. */
const SOON = [1, 3, 10, 20]
const SELDOM = [5, 30, 60, 300]
const TO_BE_MENDED: ReadonlySet<Fault> = new Set(['login', 'password', 'consent', 'folder', 'numbering', 'tls'])

/** Seconds before the next try, after so many failures in a row (1, 2 …). */
export function pauseAfter(failures: number, fault: Fault): number {
  const pauses = TO_BE_MENDED.has(fault) ? SELDOM : SOON
  return pauses[Math.min(failures, pauses.length) - 1]!
}

/** E1: so often in a row is no hiccup: one mail may be at fault, and each goes alone to find out which. */
export const isWary = (failures: number) => failures >= 3

/** Admins are told once, when it is no hiccup any more: at once where only a person can mend it, else after the fifth failure. */
export const worthTelling = (failures: number, fault: Fault) => failures === (TO_BE_MENDED.has(fault) ? 1 : 5)

/** Since when a mailbox is watched, from when on what nobody has read is wanted as well, and how far the folder went at the first look. */
export type Beginning = { startedAt: Date; unreadSince: Date | null; oldUpTo: number }

/**
 * E1: what arrives once the mailbox is connected is ours, read or not: a colleague who reads along in another program hides nothing. Of
 * what lay there before, only what is unread since the day the admin chose. What somebody moves in later is as good as new while unread.
 */
export function isOurs(
  { uid, seen, arrivedAt }: { uid: number; seen: boolean; arrivedAt: Date },
  { startedAt, unreadSince, oldUpTo }: Beginning,
): boolean {
  // Mail servers tell time in whole seconds.
  if (arrivedAt.getTime() >= Math.floor(startedAt.getTime() / 1000) * 1000) return true
  return !seen && (uid > oldUpTo || (unreadSince !== null && arrivedAt >= unreadSince))
}

/** UIDs mean something within one UIDVALIDITY of one place only; another server may have the same by chance. */
export const numberingOf = (place: number, uidValidity: bigint | number) => place * 2 ** 32 + Number(uidValidity)

/** Cuts a list into runs of at most so many, and at most so many bytes; what is larger than `together` is a run of its own. */
export function runs<T extends { size: number }>(
  items: T[],
  most: { count: number; bytes: number; together: number },
): T[][] {
  const all: T[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const item of items) {
    const last = all.at(-1)
    const large = item.size > most.together
    if (last && !large && last.length < most.count && bytes + item.size <= most.bytes) last.push(item)
    else {
      all.push([item])
      bytes = 0
    }
    bytes = large ? Number.POSITIVE_INFINITY : bytes + item.size
  }
  return all
}
