import { sql } from 'kysely'
import type { Static } from 'typebox'
import { hasRight, requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { forbidden, notFound } from '../platform/errors.ts'
import type { getTeam } from './contract.ts'

type Team = Static<(typeof getTeam)['reply']>
/** As many open tickets of a group as are looked at: the most urgent. */
const MOST = 5000
/** As many tickets as may be opened in a group in a day and still be counted. */
const NEWEST = 3000
/** A browser speaks to the desk at least every twenty seconds (live.ts), and once a minute that is noted. */
const HERE = '3 minutes'

/** The lead's page: who is here, what each has, and what waits longest. */
export async function team(ctx: Context, groupId: number | undefined): Promise<Team> {
  const groups = await ledGroups(ctx, groupId)
  const ids = groups.map(({ id }) => id)
  const [figures, opened, agents, oldest] = [
    await totals(ctx, ids),
    await openedToday(ctx, ids),
    await loads(ctx, ids),
    await waitingLongest(ctx, ids),
  ]
  return { groups, ...figures, openedByHour: opened, agents, oldest }
}

async function ledGroups(ctx: Context, groupId: number | undefined) {
  if (groupId) requireRight(ctx.actor, groupId, 'full')
  const active = await ctx.db
    .selectFrom('groups')
    .select(['id', 'name'])
    .where('active', '=', true)
    .orderBy('name')
    .execute()
  const led = active.filter(({ id }) => hasRight(ctx.actor, id, 'full') && (!groupId || id === groupId))
  if (groupId && !led.length) throw notFound()
  if (!led.length) throw forbidden('right_full')
  return led
}

/** Each group's open tickets in the order of their due dates, read from one index and no further than is counted. */
const openOf = (ids: number[]) => sql`(
  select own.* from unnest(${ids}::bigint[]) as g(id) cross join lateral (
    select t.id, t.owner_id, t.status, t.next_due_at, t.alarmed_due_at, t.resolved_at, t.customer_id, t.subject, t.new_interaction,
        coalesce(t.last_interaction_at, t.created_at) as spoken_at
      from tickets t where t.group_id = g.id and t.status <> 'closed' order by t.next_due_at, t.id limit ${MOST}) own)`

const midnight = ({ actor, now }: Context, days = 0) =>
  sql`((date_trunc('day', ${now}::timestamptz at time zone ${actor.zone}) + ${days} * interval '1 day') at time zone ${actor.zone})`

const IN_OUR_HANDS = sql`o.status in ('pending', 'in_progress')`
const WORKED = sql`o.status not in ('completed')`

async function totals(ctx: Context, ids: number[]) {
  const { rows } = await sql<
    Pick<Team, 'open' | 'unassigned' | 'overdue' | 'unattended' | 'completedToday'> & { looked: number }
  >`
    select count(*) filter (where ${WORKED})::int as open, count(*) filter (where ${WORKED} and o.owner_id is null)::int as unassigned,
      count(*) filter (where o.next_due_at < ${ctx.now})::int as overdue,
      count(*) filter (where o.next_due_at is null or o.next_due_at < ${ctx.now}::timestamptz - interval '5 minutes'
        and o.alarmed_due_at is distinct from o.next_due_at)::int as unattended,
      count(*) filter (where o.resolved_at >= ${midnight(ctx)})::int as "completedToday", count(*)::int as looked
    from ${openOf(ids)} o`.execute(ctx.db)
  const { looked, ...figures } = rows[0]!
  return { ...figures, more: looked >= MOST }
}

async function openedToday(ctx: Context, ids: number[]): Promise<number[]> {
  const { rows } = await sql<{ hour: number; count: number }>`
    select extract(hour from n.created_at at time zone ${ctx.actor.zone})::int as hour, count(*)::int as count
    from unnest(${ids}::bigint[]) as g(id) cross join lateral (
      select created_at from tickets where group_id = g.id order by id desc limit ${NEWEST}) n
    where n.created_at >= ${midnight(ctx)} group by 1`.execute(ctx.db)
  return Array.from({ length: 24 }, (_, hour) => rows.find((row) => row.hour === hour)?.count ?? 0)
}

async function loads(ctx: Context, ids: number[]): Promise<Team['agents']> {
  const { rows } = await sql<Team['agents'][number]>`
    with open as materialized (select * from ${openOf(ids)} all_open)
    select json_build_object('id', a.id, 'name', a.name) as agent, coalesce(v.available, true) as available, v.since,
      exists (select 1 from sessions s where s.agent_id = a.id and s.seen_at > ${ctx.now}::timestamptz - ${HERE}::interval) as online,
      count(o.id) filter (where ${WORKED})::int as open, count(o.id) filter (where o.next_due_at < ${ctx.now})::int as overdue,
      count(o.id) filter (where o.status in ('customer_action', 'third_party_action'))::int as waiting,
      count(o.id) filter (where o.next_due_at >= ${ctx.now} and o.next_due_at < ${midnight(ctx, 1)})::int as "dueToday"
    from agents a left join availability v on v.agent_id = a.id left join open o on o.owner_id = a.id
    where a.active and (exists (select 1 from memberships m where m.agent_id = a.id and m.group_id = any(${ids}::bigint[]) and m."right" <> 'read')
      or exists (select 1 from open own where own.owner_id = a.id))
    group by a.id, a.name, v.available, v.since order by "open" desc, a.name collate "es-x-icu" limit 200`.execute(
    ctx.db,
  )
  return rows
}

async function waitingLongest(ctx: Context, ids: number[]): Promise<Team['oldest']> {
  const { rows } = await sql<Team['oldest'][number]>`
    select o.id, o.id::text as number, o.subject, c.name as customer, a.name as owner, o.spoken_at as "waitingSince"
    from (select * from ${openOf(ids)} o where ${IN_OUR_HANDS} order by o.spoken_at, o.id limit 10) o
      join customers c on c.id = o.customer_id left join agents a on a.id = o.owner_id order by o.spoken_at, o.id`.execute(
    ctx.db,
  )
  return rows
}
