import { sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import type { beHere as contract } from './presence.contract.ts'

/** Two heartbeats missed and a bit: then somebody's browser has gone without saying so. */
const FRESH = '40 seconds'

type Here = Static<(typeof contract)['body']>

/** Who is on a ticket is told to those who may see it, and only when it changes: a heartbeat wakes nobody. */
export async function beHere(ctx: Context, ticketId: number, { tab, state }: Here) {
  const groupId = await groupSeen(ctx, ticketId)
  const before = await whereIWas(ctx, tab)
  // Who has gone on to another ticket with the same tab is there, not gone.
  if (state === 'gone')
    await sql`delete from presence where agent_id = ${ctx.actor.id} and tab = ${tab} and ticket_id = ${ticketId}`.execute(
      ctx.db,
    )
  else
    await sql`insert into presence (agent_id, tab, ticket_id, state, seen_at) values (${ctx.actor.id}, ${tab}, ${ticketId}, ${state}, ${ctx.now})
      on conflict (agent_id, tab) do update set ticket_id = excluded.ticket_id, state = excluded.state, seen_at = excluded.seen_at`.execute(
      ctx.db,
    )
  const elsewhere = state === 'gone' && before?.ticketId !== ticketId
  const same = elsewhere || (before?.ticketId === ticketId && before.state === state && before.fresh)
  if (!same) ctx.announced.push({ topic: 'presence', ticketId, groupIds: [groupId] })
  if (before && before.ticketId !== ticketId && !elsewhere)
    ctx.announced.push({ topic: 'presence', ticketId: before.ticketId, groupIds: [before.groupId] })
  return { items: (await others(ctx)).filter((one) => one.ticketId === ticketId) }
}

/** One line per person and ticket; who writes in one tab and looks in another is writing. */
export async function others(ctx: Context) {
  const { rows } = await sql<{ ticketId: number; agent: { id: number; name: string }; state: 'viewing' | 'writing' }>`
    select p.ticket_id as "ticketId", json_build_object('id', a.id, 'name', a.name) as agent, max(p.state) as state
    from presence p join tickets t on t.id = p.ticket_id join agents a on a.id = p.agent_id
    where p.seen_at > ${ctx.now}::timestamptz - ${FRESH}::interval and p.agent_id <> ${ctx.actor.id} and ${seen(ctx.actor, 't.group_id')}
    group by p.ticket_id, a.id order by p.ticket_id, a.name limit 500`.execute(ctx.db)
  return rows
}

/** Whoever left without a word is forgotten. */
export const forgetAbsent = ({ db }: Context) =>
  sql`delete from presence where seen_at < (select desk_now()) - interval '10 minutes'`.execute(db)

async function groupSeen(ctx: Context, ticketId: number): Promise<number> {
  const { rows } = await sql<{ group_id: number }>`select t.group_id from tickets t
    where t.id = ${ticketId} and ${seen(ctx.actor, 't.group_id')}`.execute(ctx.db)
  if (!rows[0]) throw notFound()
  return rows[0].group_id
}

async function whereIWas({ db, actor, now }: Context, tab: string) {
  const { rows } = await sql<{ ticketId: number; groupId: number; state: string; fresh: boolean }>`
    select p.ticket_id as "ticketId", t.group_id as "groupId", p.state, p.seen_at > ${now}::timestamptz - ${FRESH}::interval as fresh
    from presence p join tickets t on t.id = p.ticket_id where p.agent_id = ${actor.id} and p.tab = ${tab}`.execute(db)
  return rows[0]
}
