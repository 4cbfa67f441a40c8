import type { Static } from 'typebox'
import { type listTickets, STATUSES, type TicketStatus } from './contract.ts'
import { BUILT_IN, type Question } from './views.contract.ts'

export type Sort = NonNullable<Question['sort']>

const ALL = [...STATUSES]

/** T10: next actions that fall to us because a ticket has waited long enough; when their day is past it has waited too long. */
export const FOLLOW_UPS = ['follow_up_call', 'chase_third_party', 'customer_update', 'callback', 'review'] as const

type Asked = Pick<
  Static<(typeof listTickets)['query']>,
  | 'status'
  | 'groupId'
  | 'ownerId'
  | 'customerId'
  | 'priority'
  | 'view'
  | 'tag'
  | 'categoryId'
  | 'channel'
  | 'organizationId'
  | 'sort'
>

/** What a list is asked: each question narrows the others. What a filter says of the state is not said by a view as well. */
export function questionsOf(asked: Asked, saved: Question | null): Question[] {
  const own: Question = { ...narrowing(asked), statuses: asked.status ? [asked.status] : ALL }
  return [own, ...(asked.view ? [BUILT_IN[asked.view]] : []), ...(saved ? [saved] : [])]
}

function narrowing({
  groupId,
  ownerId,
  customerId,
  priority,
  tag,
  categoryId,
  channel,
  organizationId,
}: Asked): Question {
  return {
    ...(groupId && { groupIds: [groupId] }),
    ...(ownerId && { ownerIds: [ownerId] }),
    ...(customerId && { customerId }),
    ...(organizationId && { organizationId }),
    ...(priority && { priorities: [priority] }),
    ...(tag && { tags: [tag] }),
    ...(categoryId && { categoryIds: [categoryId] }),
    ...(channel && { channels: [channel] }),
  }
}

/** Those states every question allows. */
export function statusesOf(questions: Question[]): TicketStatus[] {
  return questions
    .map(({ statuses }) => statuses ?? ALL.filter((status) => status !== 'closed'))
    .reduce((left, next) => left.filter((status) => next.includes(status)))
}

/** Work is ordered by what is due next (Z9); what is closed, or was asked for by customer, newest first. */
export function sortOf({ sort, view, status, customerId }: Asked, saved: Question | null): Sort {
  if (view === 'history' || view === 'recent' || status === 'closed') return sort === 'oldest' ? 'oldest' : 'newest'
  if (saved?.statuses?.includes('closed')) return (sort ?? saved.sort) === 'oldest' ? 'oldest' : 'newest'
  return sort ?? saved?.sort ?? ((view || saved) && !customerId ? 'due' : 'newest')
}
