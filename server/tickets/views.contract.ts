import Type, { type Static } from 'typebox'
import { Choice, endpoint, Id, IdParams, Line, ListOf, Nullable, SOME, strict } from '../platform/contract.ts'
import { CHANNELS, PRIORITIES, STATUSES, type TicketStatus, type VIEWS } from './contract.ts'

export const SORTS = ['due', 'newest', 'oldest'] as const
export const OWNERS = ['me', 'nobody', 'somebody'] as const
/** What a list can show of a ticket besides number and subject. */
export const COLUMNS = [
  'status',
  'priority',
  'due',
  'customer',
  'organization',
  'group',
  'owner',
  'tags',
  'channel',
  'created',
  'updated',
] as const
export type Column = (typeof COLUMNS)[number]

const some = <T extends Parameters<typeof Type.Array>[0]>(item: T, most = 50) =>
  Type.Optional(Type.Array(item, { minItems: 1, maxItems: most }))
const Days = Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 }))
export const LONGEST_TAG = 60
export const Tag = Type.String({ minLength: 1, maxLength: LONGEST_TAG, pattern: SOME })

/** A question about tickets; every part narrows it. Without statuses it is about what is not closed. */
export const Question = strict({
  statuses: some(Choice(STATUSES), STATUSES.length),
  groupIds: some(Id),
  ownerIds: some(Id),
  owner: Type.Optional(Choice(OWNERS)),
  priorities: some(Choice(PRIORITIES), PRIORITIES.length),
  categoryIds: some(Id),
  tags: some(Tag, 10),
  channels: some(Choice(CHANNELS), CHANNELS.length),
  customerId: Type.Optional(Id),
  organizationId: Type.Optional(Id),
  overdue: Type.Optional(Type.Boolean()),
  waitsTooLong: Type.Optional(Type.Boolean()),
  newInteraction: Type.Optional(Type.Boolean()),
  createdWithinDays: Days,
  olderThanDays: Days,
  dueWithinDays: Days,
  quietForDays: Days,
  sort: Type.Optional(Choice(SORTS)),
})
export type Question = Static<typeof Question>

const WORKED: TicketStatus[] = ['pending', 'in_progress', 'customer_action', 'third_party_action']
/** The desk's own questions (Z2, Z9, T10): what each means. */
export const BUILT_IN: Record<(typeof VIEWS)[number], Question> = {
  mine: { owner: 'me' },
  unassigned: { owner: 'nobody', statuses: WORKED },
  // As people say it: what is completed waits to be accepted, under its own name.
  open: { statuses: WORKED },
  overdue: { overdue: true },
  follow_up: { waitsTooLong: true, statuses: WORKED },
  waiting: { statuses: ['customer_action', 'third_party_action'] },
  new: { statuses: ['pending'] },
  recent: { statuses: [...STATUSES], sort: 'newest' },
  completed: { statuses: ['completed'] },
  history: { statuses: ['closed'], sort: 'newest' },
}

export const View = strict({
  id: Id,
  name: Type.String(),
  question: Question,
  columns: Type.Array(Choice(COLUMNS)),
  group: Nullable(strict({ id: Id, name: Type.String() })),
  owner: strict({ id: Id, name: Type.String() }),
  version: Type.Integer(),
  can: strict({ edit: Type.Union([Type.Literal(true), Type.String()]) }),
})
export type View = Static<typeof View>

const Columns = Type.Array(Choice(COLUMNS), { maxItems: COLUMNS.length })
export const listViews = endpoint({
  method: 'GET',
  path: '/api/views',
  access: 'read',
  summary: 'My saved questions, and those shared with groups I see.',
  reply: ListOf(View),
})
export const countViews = endpoint({
  method: 'GET',
  path: '/api/views/counts',
  access: 'read',
  summary: 'How many tickets each of them finds; `more` says that there may be more than were looked at.',
  reply: ListOf(strict({ id: Id, count: Type.Integer(), more: Type.Boolean() })),
})
export const createView = endpoint({
  method: 'POST',
  path: '/api/views',
  access: 'write',
  summary: 'Save a question; with `groupId` it is shared with everybody who sees the group (takes full right there).',
  status: 201,
  body: strict({ name: Line, question: Question, columns: Type.Optional(Columns), groupId: Type.Optional(Id) }),
  reply: View,
})
export const editView = endpoint({
  method: 'PATCH',
  path: '/api/views/:id',
  access: 'write',
  summary: 'Change a saved question, share it or take it back.',
  params: IdParams,
  body: strict({
    version: Type.Integer(),
    name: Type.Optional(Line),
    question: Type.Optional(Question),
    columns: Type.Optional(Columns),
    groupId: Type.Optional(Nullable(Id)),
  }),
  reply: View,
})
export const removeView = endpoint({
  method: 'DELETE',
  path: '/api/views/:id',
  access: 'write',
  summary: 'Take a saved question off the list; the record keeps it.',
  status: 204,
  params: IdParams,
})
export const listTags = endpoint({
  method: 'GET',
  path: '/api/tags',
  access: 'read',
  summary: 'Tags in use among the tickets I see, by their beginning.',
  query: strict({ q: Type.Optional(Type.String({ maxLength: 60 })) }),
  reply: strict({ items: Type.Array(Type.String()) }),
})
