import Type, { type Static } from 'typebox'
import { CALL_OUTCOMES, CALL_RESULTS, KINDS } from '../conversations/contract.ts'
import { Choice, endpoint, Id, IdParams, ListOf, Moment, Nullable, strict } from '../platform/contract.ts'
import { STATUSES } from '../tickets/contract.ts'
import { CustomerRef } from './contract.ts'

export const HISTORY_KINDS = ['ticket', 'interaction', 'call', 'activity', 'change'] as const

/** Z4: one thing that was said or done; of the last five members, only the one its kind names is there. */
export const HistoryItem = strict({
  kind: Choice(HISTORY_KINDS),
  id: Id,
  at: Moment,
  who: Nullable(Type.String()),
  customer: Nullable(CustomerRef),
  ticket: Nullable(strict({ id: Id, number: Type.String(), subject: Type.String(), status: Choice(STATUSES) })),
  interaction: Nullable(
    strict({
      kind: Choice(KINDS),
      direction: Choice(['in', 'out']),
      internal: Type.Boolean(),
      /** Whose words they are, or to whom; `program`: nobody's; `unproven`: nobody vouches for who wrote them. */
      side: Choice(['customer', 'third_party', 'agent', 'program', 'unproven']),
      text: Type.String(),
    }),
  ),
  call: Nullable(
    strict({
      direction: Choice(['in', 'out']),
      result: Choice(CALL_RESULTS),
      outcome: Nullable(Choice(CALL_OUTCOMES)),
      seconds: Nullable(Type.Integer()),
      text: Nullable(Type.String()),
    }),
  ),
  activity: Nullable(
    strict({
      kind: Choice(['task', 'call', 'visit', 'appointment']),
      title: Type.String(),
      dueAt: Moment,
      doneAt: Nullable(Moment),
      result: Nullable(Type.String()),
    }),
  ),
  change: Nullable(
    strict({
      fact: Type.String(),
      text: Type.String(),
      fields: Type.Array(
        strict({
          field: Type.String(),
          fieldText: Type.String(),
          oldText: Nullable(Type.String()),
          newText: Nullable(Type.String()),
        }),
      ),
    }),
  ),
})
export type HistoryItem = Static<typeof HistoryItem>

const query = strict({
  kind: Type.Optional(Choice(HISTORY_KINDS)),
  cursor: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
})
export const customerHistory = endpoint({
  method: 'GET',
  path: '/api/customers/:id/history',
  access: 'read',
  summary: 'Everything said and done with a person, newest first: of tickets, only what the reader may see.',
  params: IdParams,
  query,
  reply: ListOf(HistoryItem),
})
export const organizationHistory = endpoint({
  method: 'GET',
  path: '/api/organizations/:id/history',
  access: 'read',
  summary: 'Everything said and done with an organization and its people, newest first.',
  params: IdParams,
  query,
  reply: ListOf(HistoryItem),
})
