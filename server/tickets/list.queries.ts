import { type RawBuilder, sql } from 'kysely'
import { seenGroups } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import type { TicketCard, VIEWS } from './contract.ts'
import { searchIds } from './search.queries.ts'

export type Filter = {
  q?: string
  status?: string
  groupId?: number
  ownerId?: number
  customerId?: number
  priority?: string
  view?: (typeof VIEWS)[number]
  sort?: 'due' | 'newest'
  cursor?: string
  limit?: number
}
type Key = [due: string | null, id: number]

/** A page of tickets the actor may see. Every way does bounded work: newest or most urgent first, by keyset, never a count of all. */
export async function ticketList(
  ctx: Context,
  filter: Filter,
): Promise<{ items: TicketCard[]; nextCursor: string | null }> {
  const limit = filter.limit ?? 50
  if (filter.q?.trim()) return found(ctx, filter, limit)
  const sort = sortOf(filter)
  const after = readCursor(filter.cursor)
  const keys = await sql<{ id: number; due: string | null }>`
    ${perGroup(ctx, filter, (group) => keysOf(ctx, filter, sort, after, limit + 1, group))}
    order by ${sort === 'due' ? sql`due nulls last, id` : sql`id desc`} limit ${limit + 1}`.execute(ctx.db)
  const page = keys.rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await cards(
      ctx,
      page.map((row) => row.id),
    ),
    nextCursor: keys.rows.length > limit && last ? writeCursor([sort === 'due' ? last.due : null, last.id]) : null,
  }
}

/** How many tickets a view holds, never more than 1000: what is beyond that reads «999+». */
export async function viewCount(ctx: Context, view: (typeof VIEWS)[number]): Promise<number> {
  const filter: Filter = { view }
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    ${perGroup(ctx, filter, (group) => sql`select t.id, null as due from tickets t where ${conditions(ctx, filter, group)} limit 1000`)} limit 1000) n`.execute(
    ctx.db,
  )
  return rows[0]!.count
}

async function found(ctx: Context, filter: Filter, limit: number) {
  const { ids, next } = await searchIds(
    ctx,
    filter.q!.trim(),
    conditions(ctx, { ...filter, view: filter.view }, null),
    filter.cursor,
    limit,
  )
  return { items: await cards(ctx, ids), nextCursor: next }
}

/**
 * The same question asked of each group the actor sees, each answered from an index in order and merged: the work grows with the
 * number of groups, not of tickets. Who sees every group, or asks for one owner or customer, is answered from one index.
 */
function perGroup(
  ctx: Context,
  filter: Filter,
  question: (group: RawBuilder<unknown> | null) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const groups = filter.groupId ? [filter.groupId] : seenGroups(ctx.actor)
  if (groups === 'all' || filter.ownerId || filter.customerId || filter.view === 'mine')
    return sql`select * from (${question(null)}) one`
  return sql`select own.* from unnest(${groups}::bigint[]) as g(id) cross join lateral (${question(sql`g.id`)}) own`
}

function keysOf(
  ctx: Context,
  filter: Filter,
  sort: 'due' | 'newest',
  after: Key | null,
  limit: number,
  group: RawBuilder<unknown> | null,
) {
  const where = conditions(ctx, filter, group)
  return sort === 'due'
    ? sql`select t.id, t.next_due_at::text as due from tickets t where ${where} and t.status <> 'closed'
        ${after ? sql`and (t.next_due_at, t.id) > (${after[0]}::timestamptz, ${after[1]})` : sql``} order by t.next_due_at, t.id limit ${limit}`
    : sql`select t.id, null as due from tickets t where ${where}
        ${after ? sql`and t.id < ${after[1]}` : sql``} order by t.id desc limit ${limit}`
}

function conditions(ctx: Context, filter: Filter, group: RawBuilder<unknown> | null): RawBuilder<boolean> {
  const groups = seenGroups(ctx.actor)
  const all: RawBuilder<unknown>[] = [sql`true`]
  if (group) all.push(sql`t.group_id = ${group}`)
  if (groups !== 'all' && (!group || filter.groupId)) all.push(sql`t.group_id = any(${groups}::bigint[])`)
  if (filter.groupId) all.push(sql`t.group_id = ${filter.groupId}`)
  if (filter.ownerId) all.push(sql`t.owner_id = ${filter.ownerId}`)
  if (filter.customerId) all.push(sql`t.customer_id = ${filter.customerId}`)
  if (filter.status) all.push(sql`t.status = ${filter.status}::ticket_status`)
  if (filter.priority) all.push(sql`t.priority = ${filter.priority}::priority`)
  if (filter.view) all.push(viewCondition(ctx, filter.view))
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** The saved questions (Z2, Z9): what each view means. */
function viewCondition(ctx: Context, view: (typeof VIEWS)[number]): RawBuilder<unknown> {
  const meaning: Record<(typeof VIEWS)[number], () => RawBuilder<unknown>> = {
    mine: () => sql`t.owner_id = ${ctx.actor.id} and t.status <> 'closed'`,
    unassigned: () => sql`t.owner_id is null and t.status <> 'closed' and t.status <> 'completed'`,
    open: () => sql`t.status <> 'closed'`,
    overdue: () => sql`t.status <> 'closed' and t.next_due_at < ${ctx.now}`,
    follow_up: () => sql`t.status in ('customer_action', 'third_party_action')`,
    new: () => sql`t.status = 'pending'`,
    recent: () => sql`true`,
    completed: () => sql`t.status = 'completed'`,
    history: () => sql`t.status = 'closed'`,
  }
  return meaning[view]()
}

/** Work is ordered by what is due next (Z9); what is closed, or was searched by customer, newest first. */
function sortOf({ sort, view, status, customerId }: Filter): 'due' | 'newest' {
  if (view === 'history' || view === 'recent' || status === 'closed') return 'newest'
  return sort ?? (view && !customerId ? 'due' : 'newest')
}

async function cards(ctx: Context, ids: number[]): Promise<TicketCard[]> {
  if (!ids.length) return []
  const { rows } = await sql<TicketCard>`
    select t.id, t.id::text as number, t.subject, t.status, t.status_id as "statusId", t.priority, t.channel, t.tags, t.version,
      t.created_at as "createdAt", t.updated_at as "updatedAt", t.new_interaction as "newInteraction",
      t.estimated_at as "estimatedResolutionAt",
      json_build_object('id', g.id, 'name', g.name) as "group",
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as owner,
      json_build_object('id', c.id, 'name', c.name) as customer,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization,
      case when t.next_kind is not null then json_build_object('kind', t.next_kind,
        'dueAt', to_char(t.next_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'overdue', t.next_due_at < ${ctx.now}) end as "nextAction"
    from unnest(${ids}::bigint[]) with ordinality as wanted(id, place) join tickets t on t.id = wanted.id
      join groups g on g.id = t.group_id join customers c on c.id = t.customer_id
      left join agents a on a.id = t.owner_id left join organizations o on o.id = t.organization_id
    order by wanted.place`.execute(ctx.db)
  return rows
}

const writeCursor = (key: Key) => Buffer.from(JSON.stringify(key)).toString('base64url')

/** As PostgreSQL writes a moment, on a day that exists: a made-up cursor is refused rather than failing. */
function isMoment(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(text)
    ? new Date(`${text.replace(' ', 'T').slice(0, 19)}Z`)
    : null
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text.slice(0, 10))
}

function readCursor(cursor: string | undefined): Key | null {
  if (!cursor) return null
  try {
    const [due, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Key
    if ((due === null || isMoment(due)) && Number.isSafeInteger(id) && id > 0) return [due, id]
  } catch {
    // Falls through to the refusal below: a cursor is only ever one of ours.
  }
  throw invalid('cursor', 'cursor')
}
