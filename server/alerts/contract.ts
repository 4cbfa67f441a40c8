import Type from 'typebox'
import { endpoint, Id, ListOf, Moment, Nullable, Page, strict } from '../platform/contract.ts'

/** What may ring a bell; each can be switched off but what is overdue (Z11). */
export const ALERT_KINDS = [
  'overdue',
  'assigned',
  'handed_over',
  'customer_replied',
  'third_party_replied',
  'follow_up_opened',
  'callback_due',
  'activity_due',
  'followed',
  'mail_doubted',
  'mail_bounced',
] as const
export const ALWAYS: readonly string[] = ['overdue']

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
  summary: 'Mark alerts as read: one, all up to and including an id, or simply all.',
  status: 204,
  body: strict({ upTo: Type.Optional(Id), id: Type.Optional(Id) }),
})
