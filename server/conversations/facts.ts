type Said<Type extends string, Detail = object> = { type: Type; ticketId: number; interactionId: number } & Detail

export type ConversationFact =
  | Said<'customer.replied', { bareThanks: boolean; confirms: boolean }>
  | Said<'third_party.replied', { partyId: number | null }>
  | Said<'agent.replied', { toCustomer: boolean; reached: boolean }>
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
  | { type: 'file.stored'; fileId: number }
