import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, Line, ListOf, Nullable, Seen, strict } from '../platform/contract.ts'
import { STATUSES } from './contract.ts'

// The statuses as admins keep them: names of the company's own, each standing for one of the six that rules know.

export const StatusRow = strict({
  id: Id,
  name: Type.String(),
  status: Choice(STATUSES),
  fixed: Type.Boolean(),
  /** Under a name of the company's; else one of the six is said in the reader's language. */
  ownName: Type.Boolean(),
  active: Type.Boolean(),
  /** Tickets in it that are not closed; 1001 means more than a thousand. */
  tickets: Type.Integer(),
})
export const listAllStatuses = endpoint({
  method: 'GET',
  path: '/api/statuses/all',
  access: 'read',
  summary: 'All statuses in order, with how many open tickets are in each.',
  reply: ListOf(StatusRow),
})
export const createStatus = endpoint({
  method: 'POST',
  path: '/api/statuses',
  access: 'admin',
  summary: 'Add a status of the company’s own, standing for one of the six.',
  status: 201,
  body: strict({ name: Line, status: Choice(STATUSES) }),
  reply: StatusRow,
})
export const editStatus = endpoint({
  method: 'PATCH',
  path: '/api/statuses/:id',
  access: 'admin',
  summary:
    'Rename a status (null: one of the six by its common name again), or take it out of use: its open tickets then go to `replacementId`, which stands for the same.',
  params: IdParams,
  body: strict({
    name: Type.Optional(Nullable(Line)),
    active: Type.Optional(Type.Boolean()),
    replacementId: Type.Optional(Id),
    seen: Seen(StatusRow),
  }),
  reply: StatusRow,
})
export const orderStatuses = endpoint({
  method: 'PUT',
  path: '/api/statuses/order',
  access: 'admin',
  summary: 'Put the statuses in order: all of them, each once.',
  body: strict({ ids: Type.Array(Id, { maxItems: 500 }) }),
  reply: ListOf(StatusRow),
})
