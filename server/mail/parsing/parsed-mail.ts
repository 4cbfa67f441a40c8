/** What the desk understands of a mail. All of it can be stored: no NUL, no lone surrogate, header fields on one line, lengths bounded. */
export type ParsedMail = {
  messageId: string | null
  inReplyTo: string[]
  references: string[]
  date: Date | null
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  /** From Delivered-To, X-Original-To, Envelope-To and their like: the addresses it truly came to. */
  deliveredTo: string[]
  subject: string
  /** Everything that was said, quotes and signatures included. */
  text: string
  /** Harmless HTML; cid: images keep their reference, remote ones wait in data-remote, so that nothing is fetched before consent. */
  html: string | null
  /** What this sender wrote in this mail: quoted history, signatures and disclaimers folded. Never empty where text is not. */
  visibleText: string
  /** The end of visibleText, where its sender wrote it below a mail they pass on. */
  wroteBelow: string
  parts: ParsedPart[]
  silence: Silence | null
  /** How sure it is that no person wrote what `silence` silences; null where nothing does. */
  sign: Sign | null
  bounce: Bounce | null
  /**
   * What mail such a report as tells of no failure speaks of: its Message-ID, then what that one answers, the nearest first, with angle
   * brackets. Empty for all others: what somebody encloses is not what they answer.
   */
  reported: string[]
  /** As they stand: a word encoded by whoever wrote it must not become part of what a server says. */
  headers: { name: string; value: string }[]
  hasRemoteImages: boolean
  /** What was repaired or could not be: codes, in English, for admins. */
  problems: string[]
  /** SHA-256 of what each hop leaves as it is: the same mail delivered twice has the same. */
  bodyHash: string
}

/** `address` is written as it came but for the case of its domain; compare without regard to case. */
export type MailAddress = { name: string | null; address: string }

export type ParsedPart = {
  filename: string
  type: string
  /** Without its angle brackets, as html refers to it. */
  contentId: string | null
  /** html shows it, by cid:; what is not inline must be offered as an attachment. */
  inline: boolean
  content: Buffer
}

/**
 * Why nobody may answer this mail automatically, and why it reopens nothing (issue 4.5).
 * `auto_reply` answers one of ours by itself; `out_of_office` is the same about an absence; `auto_generated` is a machine's own notice
 * (an alarm may deserve a ticket); `delivery_report` says that a mail arrived; `bounce` that it did not, or not yet; `own` came from us.
 */
export type Silence =
  | 'auto_reply'
  | 'out_of_office'
  | 'auto_generated'
  | 'list'
  | 'bulk'
  | 'bounce'
  | 'delivery_report'
  | 'read_receipt'
  | 'feedback_loop'
  | 'calendar_reply'
  | 'own'

/**
 * What speaks of a machine. `proof`: a header only machines write, or a weaker one beside words of an absence or a receipt. `carrier`: a
 * program's that also carries what people write, as ticket systems do, senders of web forms and calendars. `mailing`: a mass mailing's,
 * which CRMs put on what one person writes to another, too. `words`: no header at all, only its form of words.
 */
export type Sign = 'proof' | 'carrier' | 'mailing' | 'words'

export type Bounce = {
  /** Of the worst of its recipients; `temporary`: still trying, or worth another try. */
  kind: 'permanent' | 'temporary'
  /** The server tries no more: this mail does not arrive, though another one may. */
  givenUp: boolean
  recipients: FailedRecipient[]
  /** Of the mail that could not be delivered, with angle brackets. */
  originalMessageId: string | null
  originalReferences: string[]
}

/** Of several recipients of one mail one may be unknown, and another one's mailbox full. */
export type FailedRecipient = {
  address: string
  status: string | null
  diagnostic: string | null
  kind: Bounce['kind']
  givenUp: boolean
}

export type ParseOptions = {
  /** The desk's own addresses: mail from them is `own`, and a list of theirs is no list. */
  own?: string[]
  /** Where it came from: these take turns. */
  lane?: string
  maxBytes?: number
  timeoutMs?: number
}

export type Unreadable = 'too_large' | 'too_deep' | 'too_many_parts' | 'timeout' | 'unreadable'

/** This mail cannot be read within the limits: it is to be held, with this reason, and the mailbox goes on. */
export class UnreadableMail extends Error {
  readonly reason: Unreadable
  readonly detail: string

  constructor(reason: Unreadable, detail: string) {
    super(`${reason}: ${detail}`)
    this.name = 'UnreadableMail'
    this.reason = reason
    this.detail = detail
  }
}
