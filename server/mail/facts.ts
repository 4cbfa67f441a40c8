/** What the mail slice can report. */
export type MailFact = { type: 'mailbox.created'; mailboxId: number } | { type: 'mailbox.edited'; mailboxId: number }
