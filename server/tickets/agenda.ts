import { sql } from 'kysely'
import type { Static } from 'typebox'
import { raiseAlert } from '../alerts/alerts.ts'
import { requireRight, seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import type { getAgenda, Planned } from './agenda.contract.ts'

type Asked = Static<(typeof getAgenda)['query']>
const MOST = 500
const WEEK = 7 * 86_400_000

/** S14, Z9: an agenda, and what was not done in time; one's own, or that of everybody in a group one leads. */
export async function agenda(ctx: Context, { from: begin, to: end, groupId }: Asked) {
  const from = begin ? new Date(begin) : ctx.now
  const to = end ? new Date(end) : new Date(from.getTime() + WEEK)
  if (to <= from) throw invalid('to', 'to_before_from')
  if (groupId) requireRight(ctx.actor, groupId, 'full')
  const whose = groupId
    ? sql`v.owner_id = any(array(select agent_id from memberships where group_id = ${groupId}))`
    : sql`v.owner_id = ${ctx.actor.id}`
  const { rows } = await sql<Static<typeof Planned>>`
    select v.id, v.ticket_id as "ticketId", v.customer_id as "customerId", v.kind, v.title, v.due_at as "dueAt", v.done_at as "doneAt",
      v.result, v.version, case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as owner,
      case when t.id is not null then json_build_object('id', t.id, 'number', t.id::text, 'subject', t.subject) end as ticket,
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as customer
    from activities v left join tickets t on t.id = v.ticket_id left join customers c on c.id = v.customer_id
      left join agents a on a.id = v.owner_id
    where ${whose} and (v.due_at >= ${from}::timestamptz and v.due_at < ${to}::timestamptz
        or v.done_at is null and v.due_at < least(${from}::timestamptz, ${ctx.now}::timestamptz))
      and (v.ticket_id is null or ${seen(ctx.actor, 't.group_id')})
    order by v.due_at, v.id limit ${MOST + 1}`.execute(ctx.db)
  return { items: rows.slice(0, MOST), more: rows.length > MOST }
}

/** T10: what is due rings its owner's bell once; another date rings anew. */
export async function ringActivities(ctx: Context) {
  const { rows } = await sql<{ ownerId: number | null; ticketId: number | null; title: string }>`
    update activities set rung_at = ${ctx.now} where id in (
      select id from activities where done_at is null and rung_at is null and due_at <= ${ctx.now} order by due_at limit 200 for update skip locked)
    returning owner_id as "ownerId", ticket_id as "ticketId", title`.execute(ctx.db)
  for (const { ownerId, ticketId, title } of rows)
    if (ownerId)
      await raiseAlert(ctx, {
        agentId: ownerId,
        kind: 'activity_due',
        detail: { title },
        ...(ticketId && { ticketId }),
      })
}
