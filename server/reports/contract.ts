import Type from 'typebox'
import { endpoint, Id, Moment, Nullable, strict } from '../platform/contract.ts'

const Named = strict({ id: Id, name: Type.String() })
export const getTeam = endpoint({
  method: 'GET',
  path: '/api/reports/team',
  access: 'read',
  summary: 'The load of the groups I lead, agent by agent: who is here, what is open, overdue and waiting longest.',
  query: strict({ groupId: Type.Optional(Id) }),
  reply: strict({
    groups: Type.Array(Named),
    open: Type.Integer(),
    unassigned: Type.Integer(),
    overdue: Type.Integer(),
    unattended: Type.Integer(),
    completedToday: Type.Integer(),
    /** Opened today, by hour of the reader's day. */
    openedByHour: Type.Array(Type.Integer()),
    /** The figures are of the most urgent tickets only: there are more than are counted. */
    more: Type.Boolean(),
    agents: Type.Array(
      strict({
        agent: Named,
        online: Type.Boolean(),
        available: Type.Boolean(),
        since: Nullable(Moment),
        open: Type.Integer(),
        overdue: Type.Integer(),
        waiting: Type.Integer(),
        dueToday: Type.Integer(),
      }),
    ),
    oldest: Type.Array(
      strict({
        id: Id,
        number: Type.String(),
        subject: Type.String(),
        customer: Type.String(),
        owner: Nullable(Type.String()),
        waitingSince: Moment,
      }),
    ),
  }),
})
