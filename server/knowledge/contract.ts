import Type, { type Static } from 'typebox'
import { endpoint, Id, Moment, Nullable, strict } from '../platform/contract.ts'

export const LikelySolution = strict({
  ticketId: Id,
  number: Type.String(),
  subject: Type.String(),
  cause: Nullable(Type.String()),
  solution: Type.String(),
  /** How many of the similar tickets were solved this way. */
  times: Type.Integer(),
  /** How many of those the customer accepted. */
  accepted: Type.Integer(),
  /** How much of what was typed is met, 0 to 1. */
  similarity: Type.Number(),
  solvedAt: Moment,
})
export type LikelySolution = Static<typeof LikelySolution>

export const likelySolutions = endpoint({
  method: 'GET',
  path: '/api/likely-solutions',
  access: 'read',
  summary: 'What solved tickets like the one being described, the likeliest first; nothing rather than anything.',
  query: strict({ q: Type.Optional(Type.String({ maxLength: 2000 })), categoryId: Type.Optional(Id) }),
  reply: strict({ items: Type.Array(LikelySolution) }),
})
