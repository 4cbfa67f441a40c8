import { sql } from 'kysely'
import { raiseAlert } from '../alerts/alerts.ts'
import type { Context } from '../context.ts'
import { close } from './moving.ts'
import { ALARMS, sweepAt } from './settling.rules.ts'
import { writeDerived } from './writing.ts'

/**
 * One due ticket, if there is one that no other process holds: closes what is due to be closed, or rings the next alarm (Z6, Z11).
 * Answers whether there was one. Due dates are found here by time, never by a job's own hour.
 */
export async function sweepOne(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{
    id: number
    next_kind: string
    next_due_at: Date
    owner_id: number | null
    group_id: number
    alarm_level: number
    alarmed_due_at: Date | null
    accepted_at: Date | null
    status: string
    now: Date
  }>`
    with due as materialized (
      select * from tickets where sweep_at <= desk_now() order by sweep_at limit 1 for no key update skip locked)
    select due.*, desk_now() as now from due`.execute(ctx.db)
  const ticket = rows[0]
  if (!ticket) return false
  if (ticket.now > ctx.now) ctx.now = ticket.now
  if (ticket.next_kind === 'auto_close') {
    await close(ctx, ticket.id, ticket.accepted_at ? 'confirmed' : 'expired')
    return true
  }
  await ring(ctx, ticket)
  return true
}

async function ring(
  ctx: Context,
  ticket: {
    id: number
    next_kind: string
    next_due_at: Date
    owner_id: number | null
    group_id: number
    alarm_level: number
    alarmed_due_at: Date | null
  },
) {
  const raised = ticket.alarmed_due_at?.getTime() === ticket.next_due_at.getTime() ? ticket.alarm_level : 0
  const { level } = ALARMS[raised]!
  await ctx.record(
    { type: 'alarm.raised', ticketId: ticket.id, dueAt: ticket.next_due_at, kind: ticket.next_kind, level },
    async () => {
      for (const agentId of await hearers(ctx, level, ticket))
        await raiseAlert(ctx, {
          agentId,
          ticketId: ticket.id,
          kind: 'overdue',
          detail: { action: ticket.next_kind, dueAt: ticket.next_due_at, level },
        })
      await writeDerived(ctx, ticket.id, {
        alarmed_due_at: ticket.next_due_at,
        alarm_level: raised + 1,
        sweep_at: sweepAt(ticket.next_due_at, raised + 1),
      })
    },
  )
}

/** Owner, then those who work in the group, then its leads; where a rung is empty the next one hears it, and admins last. */
async function hearers(
  { db }: Context,
  level: 'owner' | 'group' | 'lead',
  ticket: { owner_id: number | null; group_id: number },
): Promise<number[]> {
  if (level === 'owner' && ticket.owner_id) return [ticket.owner_id]
  const rights = level === 'lead' ? ['full'] : ['change', 'full']
  const { rows } = await sql<{ id: number }>`select a.id from memberships m join agents a on a.id = m.agent_id
    where m.group_id = ${ticket.group_id} and m."right"::text = any(${rights}) and a.active and a.role <> 'operator'`.execute(
    db,
  )
  if (rows.length) return rows.map((row) => row.id)
  const admins = await db
    .selectFrom('agents')
    .select('id')
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .execute()
  return admins.map((row) => row.id)
}
