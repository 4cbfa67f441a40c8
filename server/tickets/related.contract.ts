import Type from 'typebox'
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
} from '../platform/contract.ts'
import { STATUSES } from './contract.ts'

export const Relation = strict({
  id: Id,
  kind: Choice(['preceding', 'following', 'parent', 'child', 'duplicate']),
  ticket: strict({ id: Id, number: Type.String(), subject: Type.String(), status: Choice(STATUSES) }),
})
export const listRelations = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/relations',
  access: 'read',
  summary: 'Preceding and follow-up tickets, parents and children, duplicates.',
  params: IdParams,
  reply: ListOf(Relation),
})
export const addRelation = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/relations',
  access: 'write',
  summary: 'Relate two tickets.',
  status: 201,
  params: IdParams,
  body: strict({ kind: Choice(['preceding', 'following', 'parent', 'child', 'duplicate']), ticketId: Id }),
  reply: Relation,
})
export const removeRelation = endpoint({
  method: 'DELETE',
  path: '/api/tickets/:id/relations/:relationId',
  access: 'write',
  summary: 'Undo a relation; both tickets keep the record of it.',
  status: 204,
  params: strict({ id: Id, relationId: Id }),
})

export const Party = strict({
  id: Nullable(Id),
  /** `copied`: was in copy of a mail, and then wrote; `writer`: wrote, and is nothing else here. */
  role: Choice(['customer', 'reporter', 'agent', 'group', 'third_party', 'watcher', 'copied', 'writer']),
  name: Type.String(),
  function: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  customerId: Nullable(Id),
  agentId: Nullable(Id),
  chaseAt: Nullable(Moment),
  awaited: Type.Boolean(),
  since: Nullable(Moment),
  /** As what `copied` or `writer` becomes a party without their words counting otherwise than so far; null: is somebody here already. */
  joinsAs: Nullable(Choice(['third_party', 'watcher'])),
})
export const listParties = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/parties',
  access: 'read',
  summary: 'Everybody involved, with their role.',
  params: IdParams,
  reply: ListOf(Party),
})
export const addParty = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/parties',
  access: 'write',
  summary: 'Add a third party or a watcher.',
  status: 201,
  params: IdParams,
  body: strict({
    role: Choice(['third_party', 'watcher']),
    name: Line,
    function: Type.Optional(Type.String({ maxLength: 200 })),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
    phone: Type.Optional(Type.String({ maxLength: 60 })),
    customerId: Type.Optional(Id),
    agentId: Type.Optional(Id),
  }),
  reply: Party,
})
export const removeParty = endpoint({
  method: 'DELETE',
  path: '/api/tickets/:id/parties/:partyId',
  access: 'write',
  summary: 'Take a party off the ticket; the record keeps it.',
  status: 204,
  params: strict({ id: Id, partyId: Id }),
})

export const Activity = strict({
  id: Id,
  ticketId: Nullable(Id),
  customerId: Nullable(Id),
  kind: Choice(['task', 'call', 'visit', 'appointment']),
  title: Type.String(),
  dueAt: Moment,
  owner: Nullable(strict({ id: Id, name: Type.String() })),
  doneAt: Nullable(Moment),
  result: Nullable(Type.String()),
  version: Type.Integer(),
})
export const listActivities = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/activities',
  access: 'read',
  summary: 'Tasks, calls, visits and appointments of the ticket.',
  params: IdParams,
  reply: ListOf(Activity),
})
export const planActivity = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/activities',
  access: 'write',
  summary: 'Plan an activity with a due date and an owner.',
  status: 201,
  params: IdParams,
  body: strict({
    kind: Choice(['task', 'call', 'visit', 'appointment']),
    title: Line,
    dueAt: MomentIn,
    ownerId: Type.Optional(Nullable(Id)),
  }),
  reply: Activity,
})
export const listCustomerActivities = endpoint({
  method: 'GET',
  path: '/api/customers/:id/activities',
  access: 'read',
  summary: 'What is planned and was done with the person; of tickets, only what the reader may see.',
  params: IdParams,
  reply: ListOf(Activity),
})
export const planCustomerActivity = endpoint({
  method: 'POST',
  path: '/api/customers/:id/activities',
  access: 'write',
  summary: 'Plan an activity with the person, apart from any ticket.',
  status: 201,
  params: IdParams,
  body: planActivity.body,
  reply: Activity,
})
export const editActivity = endpoint({
  method: 'PATCH',
  path: '/api/activities/:id',
  access: 'write',
  summary: 'Change or finish an activity.',
  params: IdParams,
  body: strict({
    version: Type.Integer(),
    title: Type.Optional(Line),
    dueAt: Type.Optional(MomentIn),
    ownerId: Type.Optional(Nullable(Id)),
    done: Type.Optional(Type.Boolean()),
    result: Type.Optional(Nullable(Type.String({ maxLength: 2000 }))),
  }),
  reply: Activity,
})
