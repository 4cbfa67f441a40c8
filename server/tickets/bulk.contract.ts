import Type, { type Static } from 'typebox'
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
  strict,
  Text,
} from '../platform/contract.ts'
import { listTickets, PRIORITIES, ThirdPartyIn } from './contract.ts'
import { Tag } from './views.contract.ts'

/** As many tickets as one run takes. */
export const BULK_MOST = 2000

const { cursor: _cursor, limit: _limit, ...asked } = listTickets.query.properties
const Tags = Type.Optional(Type.Array(Tag, { minItems: 1, maxItems: 30 }))
export const BulkAct = strict({
  ownerId: Type.Optional(Nullable(Id)),
  groupId: Type.Optional(Id),
  priority: Type.Optional(Choice(PRIORITIES)),
  categoryId: Type.Optional(Nullable(Id)),
  status: Type.Optional(Choice(['in_progress', 'customer_action', 'third_party_action', 'completed', 'closed'])),
  thirdParty: Type.Optional(ThirdPartyIn),
  /** Written where a ticket has none yet, or none that stands. */
  solution: Type.Optional(Text),
  verification: Type.Optional(Text),
  addTags: Tags,
  removeTags: Tags,
  snooze: Type.Optional(strict({ until: MomentIn, reason: Line })),
})
export type BulkAct = Static<typeof BulkAct>

const Choosing = strict({
  /** These tickets, or all that a list asked so shows. */
  ticketIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: BULK_MOST })),
  asked: Type.Optional(strict(asked)),
  act: BulkAct,
})
export type Choosing = Static<typeof Choosing>

const Named = strict({ id: Id, number: Type.String(), subject: Type.String() })
const Refused = Type.Array(strict({ ticket: Named, why: Type.String() }))
export const previewBulk = endpoint({
  method: 'POST',
  path: '/api/bulk/preview',
  access: 'write',
  summary: 'For how many tickets a change would work, and why not for the others. Changes nothing.',
  body: Choosing,
  reply: strict({ total: Type.Integer(), works: Type.Integer(), more: Type.Boolean(), refused: Refused }),
})
export const BulkRun = strict({
  id: Id,
  act: BulkAct,
  total: Type.Integer(),
  done: Type.Integer(),
  refused: Type.Integer(),
  createdAt: Moment,
  finishedAt: Nullable(Moment),
})
export const startBulk = endpoint({
  method: 'POST',
  path: '/api/bulk',
  access: 'write',
  summary:
    'Make the same change on many tickets (full right in their groups): one transaction each, in the background.',
  status: 201,
  body: Choosing,
  reply: BulkRun,
})
export const listBulk = endpoint({
  method: 'GET',
  path: '/api/bulk',
  access: 'read',
  summary: 'My last changes on many tickets.',
  reply: ListOf(BulkRun),
})
export const getBulk = endpoint({
  method: 'GET',
  path: '/api/bulk/:id',
  access: 'read',
  summary: 'How far one of them is, and which tickets refused it, with the reason.',
  params: IdParams,
  reply: strict({ run: BulkRun, refused: Refused }),
})
