import Type from 'typebox'
import { endpoint, Id, ListOf, Moment, Nullable, Page, strict } from '../platform/contract.ts'

export const Alert = strict({
  id: Id,
  kind: Type.String(),
  text: Type.String(),
  ticket: Nullable(strict({ id: Id, number: Type.String(), subject: Type.String() })),
  at: Moment,
  readAt: Nullable(Moment),
})
export const listAlerts = endpoint({
  method: 'GET',
  path: '/api/alerts',
  access: 'read',
  summary: 'My bell: what needs me, newest first.',
  query: strict({ ...Page }),
  reply: strict({ ...ListOf(Alert).properties, unread: Type.Integer() }),
})
export const readAlerts = endpoint({
  method: 'POST',
  path: '/api/alerts/read',
  access: 'write',
  summary: 'Mark alerts as read, up to and including this id.',
  status: 204,
  body: strict({ upTo: Id }),
})
