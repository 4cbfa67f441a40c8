import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { unawaited } from '../platform/pipeline.ts'
import { ALWAYS } from './contract.ts'

type Alert = { agentId: number; ticketId?: number; kind: string; detail?: object }

/**
 * Rings an agent's bell: an unread row, and a live message to that agent only. One's own doing rings nobody's own bell, nor does what
 * the agent switched off or muted; only what is overdue is heard by everybody (Z11).
 */
export async function raiseAlert(ctx: Context, { agentId, ticketId, kind, detail = {} }: Alert) {
  if (agentId === ctx.actor.id) return
  const ring = sql`
    insert into alerts (agent_id, ticket_id, kind, detail, at)
    select ${agentId}, ${ticketId ?? null}::bigint, ${kind}, ${JSON.stringify(detail)}::jsonb, ${ctx.now}
    where ${ALWAYS.includes(kind)}
      or coalesce((select (settings->'alerts'->>${switchOf(kind)})::boolean from preferences where agent_id = ${agentId}), true)
        and not exists (select 1 from mutes where agent_id = ${agentId} and ticket_id = ${ticketId ?? null}::bigint)`
  unawaited(ring.execute(ctx.db))
  ctx.announced.push({ topic: 'alert', agentId })
}

/** One ticket or many: the same switch. */
const switchOf = (kind: string) => kind.replace(/_many$/, '')

export async function markRead({ db, actor, now }: Context, { upTo, id }: { upTo?: number; id?: number }) {
  await db
    .updateTable('alerts')
    .set({ read_at: now })
    .where('agent_id', '=', actor.id!)
    .$if(upTo !== undefined, (query) => query.where('id', '<=', upTo!))
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .where('read_at', 'is', null)
    .execute()
}

/** Bells rung more than 90 days ago are of no use to anybody; some at a time, the oldest first. */
export const forgetOldAlerts = ({ db }: Context) =>
  sql`delete from alerts where id = any(array(
    select id from alerts where at < (select desk_now()) - interval '90 days' order by at limit 10000))`.execute(db)

/** Rings the bells of who leads a group; where nobody does, those of the admins. */
export async function alertLeads(ctx: Context, groupId: number, alert: { kind: string; detail?: object }) {
  const { rows } = await sql<{ id: number; leads: boolean }>`
    select a.id, a.role <> 'admin' as leads from agents a left join memberships m on m.agent_id = a.id and m.group_id = ${groupId}
     where a.active and (a.role = 'admin' or (a.role = 'agent' and m."right" = 'full')) order by a.id`.execute(ctx.db)
  const led = rows.some(({ leads }) => leads)
  for (const { id } of rows.filter(({ leads }) => leads || !led)) await raiseAlert(ctx, { ...alert, agentId: id })
}

/** The same, at most once an hour for each group and kind: what goes on and on is told again only when it still does. */
export async function alertLeadsHourly(ctx: Context, groupId: number, kind: string, detail: object) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`bell:${kind}:${groupId}`}, 0))`.execute(ctx.db)
  const { rows } = await sql`select 1 from alerts where kind = ${kind} and detail->>'groupId' = ${String(groupId)}
    and at > ${ctx.now}::timestamptz - interval '1 hour' limit 1`.execute(ctx.db)
  if (!rows.length) await alertLeads(ctx, groupId, { kind, detail: { ...detail, groupId: String(groupId) } })
}

/** Rings the bells of all admins: what is wrong with the desk itself. */
export async function alertAdmins(ctx: Context, alert: { kind: string; detail: object }) {
  const { rows } = await sql<{ id: number }>`select id from agents where active and role = 'admin' order by id`.execute(
    ctx.db,
  )
  for (const { id } of rows) await raiseAlert(ctx, { ...alert, agentId: id })
}
