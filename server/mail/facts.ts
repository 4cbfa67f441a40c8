/** What the mail slice can report. */
export type MailFact =
  | { type: 'mailbox.created'; mailboxId: number }
  | { type: 'mailbox.edited'; mailboxId: number }
  /** It cannot be fetched from; and it can again. */
  | { type: 'mailbox.unreachable'; mailboxId: number; fault: string }
  | { type: 'mailbox.reached'; mailboxId: number }
  /** An admin left for the provider to let the desk in (OAuth2), and came back. */
  | { type: 'mailbox.connecting'; mailboxId: number }
  | { type: 'mailbox.connected'; mailboxId: number }
  /** A mail of ours did not arrive; `interactionId` is the one that failed. */
  | { type: 'mail.bounced'; ticketId: number; interactionId: number; arrives: boolean }
  | { type: 'mail.taken_up'; mailId: number }
