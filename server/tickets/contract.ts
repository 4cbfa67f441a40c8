import Type, { type Static } from 'typebox'
import { Phone } from '../customers/contract.ts'
import {
  Choice,
  endpoint,
  Id,
  IdParams,
  Line,
  ListOf,
  Moment,
  MomentIn,
  Nullable,
  Page,
  SOME,
  strict,
  Text,
} from '../platform/contract.ts'

export const STATUSES = [
  'pending',
  'in_progress',
  'customer_action',
  'third_party_action',
  'completed',
  'closed',
] as const
export const PRIORITIES = ['immediate', 'high', 'normal', 'low'] as const
export const SIDES = ['agent', 'customer', 'third_party'] as const
export const CHANNELS = ['phone', 'email', 'portal', 'api', 'chat'] as const
export const CLOSED_REASONS = ['confirmed', 'expired', 'agent', 'merged', 'discarded'] as const
export type TicketStatus = (typeof STATUSES)[number]
export type Priority = (typeof PRIORITIES)[number]
export type Side = (typeof SIDES)[number]
export type ClosedReason = (typeof CLOSED_REASONS)[number]

const Named = strict({ id: Id, name: Type.String() })
export const NextAction = strict({
  kind: Type.String(),
  dueAt: Moment,
  who: strict({ kind: Choice(['agent', 'group', 'system']), id: Nullable(Id), name: Type.String() }),
  explanation: Type.String(),
})
export const Target = strict({
  kind: Choice(['first_response', 'next_update', 'solution']),
  dueAt: Nullable(Moment),
  metAt: Nullable(Moment),
  breached: Type.Boolean(),
  explanation: Type.String(),
})
/** Each thing one may do with the ticket: true, or the reason why not, in the reader's language. */
export const Can = Type.Record(Type.String(), Type.Union([Type.Literal(true), Type.String()]))

/** What a list shows: the same names as in Ticket. */
export const TicketCard = strict({
  id: Id,
  number: Type.String(),
  subject: Type.String(),
  status: Choice(STATUSES),
  statusId: Id,
  priority: Choice(PRIORITIES),
  channel: Choice(CHANNELS),
  group: Named,
  owner: Nullable(Named),
  customer: Named,
  organization: Nullable(Named),
  nextAction: Nullable(strict({ kind: Type.String(), dueAt: Moment, overdue: Type.Boolean() })),
  estimatedResolutionAt: Nullable(Moment),
  newInteraction: Type.Boolean(),
  tags: Type.Array(Type.String()),
  version: Type.Integer(),
  createdAt: Moment,
  updatedAt: Moment,
})
export type TicketCard = Static<typeof TicketCard>

export const Ticket = strict({
  id: Id,
  number: Type.String(),
  externalNumber: Nullable(Type.String()),
  subject: Type.String(),
  description: Type.String(),
  summary: Type.String(),
  status: Choice(STATUSES),
  statusId: Id,
  priority: Choice(PRIORITIES),
  severity: Nullable(Type.Integer()),
  reach: Nullable(Type.Integer()),
  channel: Choice(CHANNELS),
  group: Named,
  owner: Nullable(Named),
  customer: Named,
  contact: strict({ name: Type.String(), phone: Nullable(Phone), email: Nullable(Type.String()) }),
  reporter: Nullable(Named),
  organization: Nullable(Named),
  category: Nullable(Named),
  answers: Type.Array(strict({ questionId: Id, value: Type.String() })),
  tags: Type.Array(Type.String()),
  cause: Nullable(Type.String()),
  solution: Nullable(Type.String()),
  /** The ticket was reopened since its solution was written, by these words where somebody's did it: to complete it, say a solution anew. */
  reopenedSince: Nullable(strict({ words: Nullable(Type.String()) })),
  verification: Nullable(Type.String()),
  nextAction: Nullable(NextAction),
  targets: Type.Array(Target),
  estimatedResolutionAt: Nullable(Moment),
  estimateOnHold: Type.Boolean(),
  promisedAt: Nullable(Moment),
  snoozedUntil: Nullable(Moment),
  resolvedAt: Nullable(Moment),
  acceptedAt: Nullable(Moment),
  closedAt: Nullable(Moment),
  closedReason: Nullable(Choice(CLOSED_REASONS)),
  discardReason: Nullable(Type.String()),
  mergedInto: Nullable(strict({ id: Id, number: Type.String() })),
  reopenCount: Type.Integer(),
  newInteraction: Type.Boolean(),
  following: Type.Boolean(),
  muted: Type.Boolean(),
  createdAt: Moment,
  updatedAt: Moment,
  version: Type.Integer(),
  can: Can,
})
export type Ticket = Static<typeof Ticket>

/** Whoever is not in the book yet, or is known there by that address (domain.md, "Persons"). */
const CustomerIn = strict({
  name: Line,
  email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
  phone: Type.Optional(Type.String({ maxLength: 60 })),
})
const Scale = Type.Integer({ minimum: 1, maximum: 4 })
export const AnswersIn = Type.Array(strict({ questionId: Id, value: Type.String({ maxLength: 2000 }) }), {
  maxItems: 100,
})
export const ThirdPartyIn = strict({
  name: Line,
  role: Line,
  chaseAt: MomentIn,
  email: Type.Optional(Type.String({ format: 'email' })),
  phone: Type.Optional(Type.String({ maxLength: 60 })),
})

export const openTicket = endpoint({
  method: 'POST',
  path: '/api/tickets',
  access: 'write',
  summary: 'Open a ticket for a known or a new customer; `resolved` records and completes it in one step.',
  status: 201,
  body: strict({
    description: Type.String({ minLength: 1, maxLength: 200_000, pattern: SOME }),
    subject: Type.Optional(Line),
    customerId: Type.Optional(Id),
    customer: Type.Optional(CustomerIn),
    reporterId: Type.Optional(Id),
    groupId: Type.Optional(Id),
    priority: Type.Optional(Choice(PRIORITIES)),
    severity: Type.Optional(Scale),
    reach: Type.Optional(Scale),
    categoryId: Type.Optional(Id),
    channel: Choice(CHANNELS),
    /** The call under way in which it was told. */
    callId: Type.Optional(Id),
    ownerId: Type.Optional(Id),
    answers: Type.Optional(AnswersIn),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 30 })),
    resolved: Type.Optional(strict({ solution: Type.String({ minLength: 1, maxLength: 200_000, pattern: SOME }) })),
  }),
  reply: Ticket,
})
export const VIEWS = [
  'mine',
  'unassigned',
  'open',
  'overdue',
  'follow_up',
  'waiting',
  'new',
  'recent',
  'completed',
  'history',
] as const
export const listTickets = endpoint({
  method: 'GET',
  path: '/api/tickets',
  access: 'read',
  summary:
    'Tickets I may see. `q` searches words and numbers, newest first; `view` is one of the desk’s own questions, `viewId` a saved one. A page may be short of its limit: `nextCursor` goes on.',
  query: strict({
    q: Type.Optional(Type.String({ maxLength: 200 })),
    status: Type.Optional(Choice(STATUSES)),
    groupId: Type.Optional(Id),
    ownerId: Type.Optional(Id),
    customerId: Type.Optional(Id),
    priority: Type.Optional(Choice(PRIORITIES)),
    view: Type.Optional(Choice(VIEWS)),
    viewId: Type.Optional(Id),
    tag: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    categoryId: Type.Optional(Id),
    channel: Type.Optional(Choice(CHANNELS)),
    organizationId: Type.Optional(Id),
    sort: Type.Optional(Choice(['due', 'newest', 'oldest'])),
    ...Page,
  }),
  reply: ListOf(TicketCard),
})
export const countTickets = endpoint({
  method: 'GET',
  path: '/api/tickets/counts',
  access: 'read',
  summary:
    'How many tickets each of the desk’s questions finds, bounded: at most 1000 means «999+»; `more` names those of which not every ticket was looked at.',
  reply: strict({ counts: Type.Record(Type.String(), Type.Integer()), more: Type.Array(Choice(VIEWS)) }),
})
export const getTicket = endpoint({
  method: 'GET',
  path: '/api/tickets/:id',
  access: 'read',
  summary: 'One ticket, whole.',
  params: IdParams,
  reply: Ticket,
})
export const ticketFields = {
  status: Type.Optional(Choice(STATUSES)),
  statusId: Type.Optional(Id),
  ownerId: Type.Optional(Nullable(Id)),
  groupId: Type.Optional(Id),
  priority: Type.Optional(Choice(PRIORITIES)),
  categoryId: Type.Optional(Nullable(Id)),
  customerId: Type.Optional(Id),
  customer: Type.Optional(CustomerIn),
  reporterId: Type.Optional(Nullable(Id)),
  subject: Type.Optional(Line),
  summary: Type.Optional(Text),
  cause: Type.Optional(Nullable(Text)),
  solution: Type.Optional(Nullable(Text)),
  verification: Type.Optional(Nullable(Text)),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 30 })),
  answers: Type.Optional(AnswersIn),
  promisedAt: Type.Optional(Nullable(MomentIn)),
  thirdParty: Type.Optional(ThirdPartyIn),
}
export const TicketPatch = strict({ version: Type.Integer(), ...ticketFields })
export type TicketPatch = Static<typeof TicketPatch>
export const editTicket = endpoint({
  method: 'PATCH',
  path: '/api/tickets/:id',
  access: 'write',
  summary: 'Change fields, owner, group or state in one save. A stale version answers 409 with the current ticket.',
  params: IdParams,
  body: TicketPatch,
  reply: Ticket,
})
export const snoozeTicket = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/snooze',
  access: 'write',
  summary: 'Put the next action off, with a reason; never past the solution target.',
  params: IdParams,
  body: strict({ until: MomentIn, reason: Line }),
  reply: Ticket,
})
export const mergeTicket = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/merge',
  access: 'write',
  summary: 'Merge this ticket into another; both keep their record, the target shows both.',
  params: IdParams,
  body: strict({ intoId: Id }),
  reply: Ticket,
})
export const discardTicket = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/discard',
  access: 'write',
  summary: 'Close as spam, wrong number or test: no mail to anybody, out of statistics.',
  params: IdParams,
  body: strict({ reason: Line }),
  reply: Ticket,
})
export const undoRequest = endpoint({
  method: 'POST',
  path: '/api/undo/:requestId',
  access: 'write',
  summary:
    'Undo one’s own change within ten seconds, if nothing else has touched the ticket since. A mail that waits is taken back even so; `mailOnly`: what came with it has been changed since, and stays.',
  params: strict({ requestId: Type.String({ minLength: 8, maxLength: 64 }) }),
  reply: strict({ ...Ticket.properties, mailOnly: Type.Boolean() }),
})
