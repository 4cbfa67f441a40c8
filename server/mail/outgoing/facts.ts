type OfMail<Type extends string, Detail = object> = {
  type: Type
  /** None of a test mail, which is part of no ticket. */
  ticketId?: number
  interactionId?: number
  outgoingId: number
} & Detail

export type OutgoingFact =
  | OfMail<'mail.sent'>
  /** `whole`: nobody received it. */
  | OfMail<'mail.failed', { recipients: string[]; detail: string | null; whole: boolean }>
  | OfMail<'mail.retried'>
  | OfMail<'mail.tested'>
  | { type: 'mailbox.failing'; mailboxId: number; trouble: string }
  | { type: 'mailbox.working'; mailboxId: number }
  | { type: 'template.saved'; kind: string; language: string }
  | { type: 'template.reset'; kind: string; language: string }
  | { type: 'template.broken'; kind: string; language: string; fault: string }
