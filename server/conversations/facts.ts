type Said<Type extends string, Detail = object> = { type: Type; ticketId: number; interactionId: number } & Detail

/** How words leave by mail: by which mailbox, as what, with which earlier words, and whether they ask for confirmation (E6). */
export type MailOut = {
  mailboxId: number
  kind: 'reply' | 'forward' | 'new' | 'confirmation' | 'solved' | 'closed'
  quotedId: number | null
  asks: boolean
}

export type ConversationFact =
  /** `heard`: on the telephone, by whoever writes it down. `lacksProof`: it would confirm the solution, but nobody vouches that the customer wrote it. */
  | Said<'customer.replied', { bareThanks: boolean; confirms: boolean; lacksProof?: boolean; heard?: true }>
  /** Bare thanks after the end. */
  | Said<'customer.thanked'>
  | Said<'third_party.replied', { partyId: number | null; heard?: true }>
  /** `toCustomer`: for them, or to them as well. `answersNew`: until then something new lay there. */
  | Said<'agent.replied', { toCustomer: boolean; reached: boolean; answersNew: boolean; mail?: MailOut }>
  | Said<'desk.wrote', { mail: MailOut }>
  | Said<'note.added'>
  | Said<'mail.kept'>
  | Said<'mail.doubted'>
  | Said<'call.missed'>
  | {
      type: 'call.logged'
      ticketId?: number
      customerId?: number
      callId: number
      result: string
      /** Whether it was the customer who was on the line, or somebody else. */
      withCustomer: boolean
      callbackAt: Date | null
    }
  | { type: 'call.started'; customerId?: number; callId: number; result: string }
  | { type: 'call.changed'; customerId?: number; callId: number }
  | {
      type: 'call.ended'
      ticketId?: number
      customerId?: number
      callId: number
      outcome: string
      callbackAt: Date | null
    }
  | { type: 'call.callback_due'; callId: number }
  | { type: 'script.saved'; groupId: number | null; language: string }
  | { type: 'file.stored'; fileId: number }
  | { type: 'library.added'; libraryFileId: number; groupId: number | null }
  | { type: 'library.removed'; libraryFileId: number; groupId: number | null }
