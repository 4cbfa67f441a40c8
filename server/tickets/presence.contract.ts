import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, strict } from '../platform/contract.ts'

const Somebody = strict({
  ticketId: Id,
  agent: strict({ id: Id, name: Type.String() }),
  state: Choice(['viewing', 'writing']),
})
export const listPresence = endpoint({
  method: 'GET',
  path: '/api/presence',
  access: 'read',
  summary: 'Who else is looking at or writing on which of the tickets I see.',
  reply: strict({ items: Type.Array(Somebody) }),
})
export const beHere = endpoint({
  method: 'PUT',
  path: '/api/tickets/:id/presence',
  access: 'write',
  summary:
    'Say every 15 seconds that I look at this ticket or write on it, and once that I leave; answers who else is there.',
  params: IdParams,
  body: strict({
    tab: Type.String({ minLength: 8, maxLength: 40 }),
    state: Choice(['viewing', 'writing', 'gone']),
  }),
  reply: strict({ items: Type.Array(Somebody) }),
})
