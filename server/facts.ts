import type { AdminFact } from './admin/facts.ts'
import type { AuditFact } from './audit/facts.ts'
import type { AuthFact } from './auth/facts.ts'
import type { ConversationFact } from './conversations/facts.ts'
import type { CustomerFact } from './customers/facts.ts'
import type { MailFact } from './mail/facts.ts'
import type { OutgoingFact } from './mail/outgoing/facts.ts'
import type { SlaFact } from './sla/facts.ts'
import type { TicketFact } from './tickets/facts.ts'

/** Everything that can happen, in the words of the transaction record. */
export type Fact =
  | AuditFact
  | AuthFact
  | CustomerFact
  | TicketFact
  | ConversationFact
  | MailFact
  | OutgoingFact
  | SlaFact
  | AdminFact
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>
