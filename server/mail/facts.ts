/** What the mail slice can report. */
export type MailFact =
  | { type: 'mailbox.created'; mailboxId: number }
  | { type: 'mailbox.edited'; mailboxId: number }
  /** A mail of ours did not arrive; `interactionId` is the one that failed. */
  | { type: 'mail.bounced'; ticketId: number; interactionId: number; permanent: boolean }
  | { type: 'mail.taken_up'; mailId: number }
