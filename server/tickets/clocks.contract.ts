import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, Moment, Nullable, strict } from '../platform/contract.ts'
import { SIDES, STATUSES } from './contract.ts'

const Clock = strict({ wallSeconds: Type.Integer(), workingSeconds: Type.Integer() })
export const getClocks = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/clocks',
  access: 'read',
  summary: 'The three clocks, folded from the status rows with the calendar.',
  params: IdParams,
  reply: strict({
    agent: Clock,
    customer: Clock,
    thirdParty: Clock,
    segments: Type.Array(
      strict({ status: Choice(STATUSES), side: Nullable(Choice(SIDES)), from: Moment, to: Nullable(Moment) }),
    ),
  }),
})
export const getUnattended = endpoint({
  method: 'GET',
  path: '/api/stats/unattended',
  access: 'read',
  summary: 'Open tickets nobody is answerable for: must be 0.',
  reply: strict({
    count: Type.Integer(),
    items: Type.Array(strict({ id: Id, number: Type.String(), subject: Type.String(), dueAt: Nullable(Moment) })),
  }),
})
