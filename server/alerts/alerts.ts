import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { unawaited } from '../platform/pipeline.ts'

/** Rings an agent's bell: an unread row, and a live message to that agent only. One's own doing rings nobody's own bell. */
export async function raiseAlert(
  ctx: Context,
  alert: { agentId: number; ticketId?: number; kind: string; detail?: object },
) {
  if (alert.agentId === ctx.actor.id) return
  const row = ctx.db.insertInto('alerts').values({
    agent_id: alert.agentId,
    ticket_id: alert.ticketId ?? null,
    kind: alert.kind,
    detail: JSON.stringify(alert.detail ?? {}),
    at: ctx.now,
  })
  unawaited(row.execute())
  ctx.announced.push({ topic: 'alert', agentId: alert.agentId })
}

export async function markRead({ db, actor, now }: Context, upTo: number) {
  await db
    .updateTable('alerts')
    .set({ read_at: now })
    .where('agent_id', '=', actor.id!)
    .where('id', '<=', upTo)
    .where('read_at', 'is', null)
    .execute()
}

/** Bells rung more than 90 days ago are of no use to anybody. */
export const forgetOldAlerts = ({ db }: Context) =>
  sql`delete from alerts where at < desk_now() - interval '90 days'`.execute(db)

/** Rings the bells of who leads a group; where nobody does, those of the admins. */
export async function alertLeads(ctx: Context, groupId: number, alert: { kind: string; detail?: object }) {
  const { rows } = await sql<{ id: number; leads: boolean }>`
    select a.id, a.role <> 'admin' as leads from agents a left join memberships m on m.agent_id = a.id and m.group_id = ${groupId}
     where a.active and (a.role = 'admin' or (a.role = 'agent' and m."right" = 'full')) order by a.id`.execute(ctx.db)
  const led = rows.some(({ leads }) => leads)
  for (const { id } of rows.filter(({ leads }) => leads || !led)) await raiseAlert(ctx, { ...alert, agentId: id })
}
