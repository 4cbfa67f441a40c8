import { sql } from 'kysely'
import { raiseAlert } from '../alerts/alerts.ts'
import type { Context } from '../context.ts'
import { spokenSince } from './calls.queries.ts'

/**
 * Z11: who was promised a call without a ticket is not forgotten: whoever promised it hears when it is due, once; the list of calls
 * shows it until somebody has spoken with them. With a ticket, its next action says the same.
 */
export async function ringCallbacks(ctx: Context) {
  const { rows } = await sql<{ id: number; agent_id: number | null; whom: string }>`
    select k.id, k.agent_id, coalesce(c.name, k.number) as whom from calls k left join customers c on c.id = k.customer_id
     where k.outcome = 'callback' and k.ticket_id is null and k.callback_at <= ${ctx.now} and k.callback_rung_at is null
       and not ${spokenSince('k')}
     order by k.callback_at limit 100 for no key update of k skip locked`.execute(ctx.db)
  for (const { id, agent_id, whom } of rows)
    await ctx.record({ type: 'call.callback_due', callId: id }, async () => {
      await ctx.db.updateTable('calls').set({ callback_rung_at: ctx.now }).where('id', '=', id).execute()
      if (agent_id) await raiseAlert(ctx, { agentId: agent_id, kind: 'callback_due', detail: { whom } })
    })
}
