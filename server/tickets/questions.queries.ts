import { type RawBuilder, sql } from 'kysely'
import { seenGroups } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { FOLLOW_UPS, statusesOf } from './questions.rules.ts'
import type { Question } from './views.contract.ts'

type Condition = RawBuilder<unknown>

/** What questions ask of `t`, in SQL: what the lists' indexes know, and what must be looked up in each ticket. */
export type Meaning = {
  /** The groups to ask, one by one; null: one index answers for all that is seen. */
  groups: number[] | null
  known: Condition
  /** The same without the groups, where each is asked by itself. */
  ofGroup: Condition
  looked: Condition | null
  /** A tag or an organization that few tickets may have: their ids, to begin from. */
  few: Condition | null
}

export function meaningOf(ctx: Context, questions: Question[]): Meaning {
  const seen = seenGroups(ctx.actor)
  const groups = questions.reduce<number[] | 'all'>((left, { groupIds }) => both(left, groupIds ?? 'all'), seen)
  const oneIndex = groups === 'all' || questions.some((question) => narrowedByIndex(question))
  const within = groups === 'all' ? [] : [sql`t.group_id = any(${groups}::bigint[])`]
  const ofGroup = [sql`true`, ...ofStatus(questions), ...questions.flatMap((question) => knownOf(ctx, question))]
  const looked = questions.flatMap((question) => lookedOf(ctx, question))
  return {
    groups: oneIndex ? null : (groups as number[]),
    known: sql.join([...within, ...ofGroup], sql` and `),
    ofGroup: sql.join(ofGroup, sql` and `),
    looked: looked.length ? sql.join(looked, sql` and `) : null,
    few: fewOf(questions, groups),
  }
}

const both = (a: number[] | 'all', b: number[] | 'all') =>
  a === 'all' ? b : b === 'all' ? a : a.filter((id) => b.includes(id))

/** One owner or one customer is answered from an index of theirs, whatever the groups. */
const narrowedByIndex = ({ owner, ownerIds, customerId }: Question) =>
  owner === 'me' || ownerIds?.length === 1 || customerId !== undefined

/** `<> 'closed'` is said as the partial indexes say it. */
function ofStatus(questions: Question[]): Condition[] {
  const statuses = statusesOf(questions)
  if (statuses.length === 6) return []
  const open = statuses.includes('closed') ? [] : [sql`t.status <> 'closed'`]
  if (statuses.length === 5 && open.length) return open
  return [...open, sql`t.status = any(${statuses}::ticket_status[])`]
}

function knownOf({ actor, now }: Context, question: Question): Condition[] {
  const { owner, ownerIds, customerId, organizationId, overdue, waitsTooLong } = question
  return [
    ...(owner === 'me' ? [sql`t.owner_id = ${actor.id}`] : []),
    ...(owner === 'nobody' ? [sql`t.owner_id is null`] : []),
    ...(ownerIds?.length === 1 ? [sql`t.owner_id = ${ownerIds[0]}`] : []),
    ...(customerId ? [sql`t.customer_id = ${customerId}`] : []),
    ...(organizationId ? [sql`t.organization_id = ${organizationId}`] : []),
    ...(overdue || waitsTooLong ? [sql`t.next_due_at < ${now}`] : []),
  ]
}

function lookedOf({ now }: Context, question: Question): Condition[] {
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
  const { ownerIds, priorities, categoryIds, channels, tags } = question
  const { createdWithinDays, olderThanDays, dueWithinDays, quietForDays } = question
  return [
    ...(question.owner === 'somebody' ? [sql`t.owner_id is not null`] : []),
    ...(question.newInteraction ? [sql`t.new_interaction`] : []),
    ...(question.waitsTooLong ? [sql`t.next_kind = any(${[...FOLLOW_UPS]})`] : []),
    ...(ownerIds && ownerIds.length > 1 ? [sql`t.owner_id = any(${ownerIds}::bigint[])`] : []),
    ...(priorities ? [sql`t.priority = any(${priorities}::priority[])`] : []),
    ...(categoryIds ? [sql`t.category_id = any(${categoryIds}::bigint[])`] : []),
    ...(channels ? [sql`t.channel = any(${channels}::channel[])`] : []),
    ...(tags ? [sql`t.tags @> ${tags}::text[]`] : []),
    ...(createdWithinDays ? [sql`t.created_at > ${days(-createdWithinDays)}`] : []),
    ...(olderThanDays ? [sql`t.created_at < ${days(-olderThanDays)}`] : []),
    ...(dueWithinDays ? [sql`t.next_due_at < ${days(dueWithinDays)}`] : []),
    ...(quietForDays ? [sql`t.updated_at < ${days(-quietForDays)}`] : []),
  ]
}

function fewOf(questions: Question[], groups: number[] | 'all'): Condition | null {
  const tag = questions.flatMap(({ tags }) => tags ?? [])[0]
  if (tag)
    return sql`select ticket_id as id from ticket_tags where tag = ${tag}
      and group_id = any(${groups === 'all' ? sql`array(select id from groups)` : sql`${groups}::bigint[]`})`
  const organization = questions.find(({ organizationId }) => organizationId)?.organizationId
  return organization ? sql`select id from tickets where organization_id = ${organization}` : null
}
