import Type, { type Static } from 'typebox'
import { Customer } from '../customers/contract.ts'
import {
  Choice,
  endpoint,
  Id,
  IdParams,
  ListOf,
  Moment,
  MomentIn,
  Nullable,
  Page,
  strict,
  Text,
} from '../platform/contract.ts'
import { CALL_OUTCOMES, Call } from './contract.ts'

/** Rang, and nobody took it up. */
export const MISSED_RESULTS = ['no_answer', 'busy', 'voicemail'] as const
/** domain.md §6: how a call with a customer ends; one of them, always. */
export const WRAP_UP_OUTCOMES = [
  'solved',
  'ticket_created',
  'added',
  'callback',
  'transferred',
  'wrong_number',
  'spam',
] as const
export const CALL_LISTS = ['all', 'mine', 'unfinished', 'callbacks'] as const

const Named = strict({ id: Id, name: Type.String() })
const Line = {
  /** As it came. */
  number: Nullable(Type.String()),
  /** As it is read and dialled here; null where it is withheld. */
  shownNumber: Nullable(Type.String()),
  withheld: Type.Boolean(),
}
export const CallCard = strict({
  ...Call.properties,
  ...Line,
  underWay: Type.Boolean(),
  ticketId: Nullable(Id),
  ticketNumber: Nullable(Type.String()),
  customer: Nullable(Named),
  group: Nullable(Named),
  agent: Nullable(Named),
  /** How the notes begin. */
  excerpt: Type.String(),
})
export type CallCard = Static<typeof CallCard>

/** What is being written during the call: the notes, and the form as the console keeps it. */
export const CallDraft = strict({
  notes: Type.String(),
  form: Type.Record(Type.String(), Type.Unknown()),
  version: Type.Integer(),
})
export const CallRecord = strict({
  ...CallCard.properties,
  /** What of the notes has become part of the record already. */
  notes: Type.String(),
  draft: CallDraft,
  /** Who has this number: several, and none is chosen (switchboards). */
  callers: Type.Array(Customer),
})
export type CallRecord = Static<typeof CallRecord>

export const listCalls = endpoint({
  method: 'GET',
  path: '/api/calls',
  access: 'read',
  summary: 'Calls I may see, newest first: all, mine, those not ended, those to be called back.',
  query: strict({
    list: Type.Optional(Choice(CALL_LISTS)),
    customerId: Type.Optional(Id),
    groupId: Type.Optional(Id),
    since: Type.Optional(MomentIn),
    ...Page,
  }),
  reply: ListOf(CallCard),
})
export const listMissedCalls = endpoint({
  method: 'GET',
  path: '/api/calls/missed',
  access: 'read',
  summary:
    'Missed calls nobody has answered since, grouped by caller, the latest first. A withheld number is nobody’s: each such call stands alone.',
  reply: ListOf(
    strict({
      ...Line,
      customer: Nullable(Named),
      group: Nullable(Named),
      /** Who took down the latest. */
      agent: Nullable(Named),
      count: Type.Integer(),
      firstAt: Moment,
      lastAt: Moment,
      /** The latest of them: an outcome for it settles them all. */
      callId: Id,
    }),
  ),
})
export const startCall = endpoint({
  method: 'POST',
  path: '/api/calls',
  access: 'write',
  summary: 'A call begins, or (with `result`) was missed. With a number one customer has, they are recognised.',
  status: 201,
  body: strict({
    direction: Type.Optional(Choice(['in', 'out'])),
    number: Type.Optional(Type.String({ maxLength: 60 })),
    customerId: Type.Optional(Id),
    groupId: Type.Optional(Id),
    startedAt: Type.Optional(MomentIn),
    result: Type.Optional(Choice(MISSED_RESULTS)),
  }),
  reply: CallRecord,
})
export const getCall = endpoint({
  method: 'GET',
  path: '/api/calls/:id',
  access: 'read',
  summary: 'One call, with what is being written during it.',
  params: IdParams,
  reply: CallRecord,
})
export const keepCall = endpoint({
  method: 'PATCH',
  path: '/api/calls/:id',
  access: 'write',
  summary:
    'Who calls, and what is being written: saved every second. Notes changed elsewhere answer 409 with the call.',
  params: IdParams,
  body: strict({
    customerId: Type.Optional(Nullable(Id)),
    number: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
    groupId: Type.Optional(Id),
    draft: Type.Optional(
      strict({
        notes: Text,
        form: Type.Record(Type.String(), Type.Unknown()),
        /** The version these notes were written on. */
        version: Type.Integer(),
      }),
    ),
  }),
  reply: CallRecord,
})
export const endCall = endpoint({
  method: 'POST',
  path: '/api/calls/:id/end',
  access: 'write',
  summary: 'How the call ended; said again, it corrects what was said before.',
  params: IdParams,
  body: strict({
    outcome: Choice(CALL_OUTCOMES),
    callbackAt: Type.Optional(MomentIn),
    seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
  }),
  reply: CallRecord,
})
export const countCalls = endpoint({
  method: 'GET',
  path: '/api/stats/calls',
  access: 'read',
  summary: 'Calls by group and agent, today or since a moment: taken, missed, solved at first contact.',
  query: strict({ since: Type.Optional(MomentIn), groupId: Type.Optional(Id) }),
  reply: strict({
    items: Type.Array(
      strict({
        group: Nullable(Named),
        agent: Nullable(Named),
        taken: Type.Integer(),
        missed: Type.Integer(),
        outgoing: Type.Integer(),
        /** Solved on the call and not reopened since (T6). */
        firstContact: Type.Integer(),
        seconds: Type.Integer(),
      }),
    ),
  }),
})
