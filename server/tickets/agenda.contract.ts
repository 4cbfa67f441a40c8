import Type from 'typebox'
import { endpoint, Id, MomentIn, Nullable, strict } from '../platform/contract.ts'
import { Activity } from './related.contract.ts'

export const Planned = strict({
  ...Activity.properties,
  ticket: Nullable(strict({ id: Id, number: Type.String(), subject: Type.String() })),
  customer: Nullable(strict({ id: Id, name: Type.String() })),
})
export const getAgenda = endpoint({
  method: 'GET',
  path: '/api/activities',
  access: 'read',
  summary:
    'What is planned from one moment to another, mine or that of a group I lead, with all that is overdue and not done; a week from now unless told.',
  query: strict({ from: Type.Optional(MomentIn), to: Type.Optional(MomentIn), groupId: Type.Optional(Id) }),
  reply: strict({ items: Type.Array(Planned), more: Type.Boolean() }),
})
