import Type, { type Static } from 'typebox'
import { Choice, endpoint, Id, IdParams, ListOf, Moment, Nullable, Page, strict } from '../platform/contract.ts'
import { SIDES, STATUSES } from './contract.ts'

const Who = strict({ kind: Type.String(), id: Nullable(Id), name: Type.String() })

/** One field of one changed row, as the record holds it and as people read it. */
export const Change = strict({
  at: Moment,
  actor: Who,
  source: Type.String(),
  request: Nullable(Type.String()),
  fact: Nullable(Type.String()),
  factText: Nullable(Type.String()),
  table: Type.String(),
  tableText: Type.String(),
  rowId: Type.String(),
  field: Type.String(),
  fieldText: Type.String(),
  old: Type.Unknown(),
  new: Type.Unknown(),
  oldText: Nullable(Type.String()),
  newText: Nullable(Type.String()),
})
export type Change = Static<typeof Change>
export const listChanges = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/changes',
  access: 'read',
  summary: 'Modificaciones: every change of the ticket, field by field, oldest first.',
  params: IdParams,
  query: strict({
    field: Type.Optional(Type.String({ maxLength: 60 })),
    table: Type.Optional(Type.String({ maxLength: 60 })),
    actorId: Type.Optional(Id),
    ...Page,
  }),
  reply: ListOf(Change),
})

export const getTimeline = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/timeline',
  access: 'read',
  summary: 'Cronograma: status segments by side, targets due and met, and what happened, on one time axis.',
  params: IdParams,
  reply: strict({
    from: Moment,
    to: Moment,
    segments: Type.Array(
      strict({ status: Choice(STATUSES), side: Nullable(Choice(SIDES)), from: Moment, to: Nullable(Moment) }),
    ),
    targets: Type.Array(
      strict({ kind: Type.String(), dueAt: Nullable(Moment), metAt: Nullable(Moment), breached: Type.Boolean() }),
    ),
    events: Type.Array(
      strict({
        ...{ at: Moment, fact: Type.String(), text: Type.String(), actor: Who, interactionId: Nullable(Id) },
        /** What may be done about it: the confirmation that a brake held back can be sent (`POST /api/tickets/:id/confirmation`). */
        offers: Nullable(Choice(['confirmation'])),
      }),
    ),
  }),
})
