import Type from 'typebox'
import { endpoint, IdParams, strict } from '../platform/contract.ts'

export const attend = endpoint({
  method: 'PUT',
  path: '/api/tickets/:id/attention',
  access: 'write',
  summary: 'Follow a ticket (its news ring my bell, and I stand among its parties) or mute it (they do not).',
  params: IdParams,
  body: strict({ following: Type.Optional(Type.Boolean()), muted: Type.Optional(Type.Boolean()) }),
  reply: strict({ following: Type.Boolean(), muted: Type.Boolean() }),
})
