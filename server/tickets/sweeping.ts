import { sql } from 'kysely'
import { raiseAlert } from '../alerts/alerts.ts'
import { asDesk } from '../auth/as-desk.ts'
import type { Context } from '../context.ts'
import { type LockedTicket, lockOnly } from './locking.ts'
import { close } from './moving.ts'
import { ALARMS, sweepAt } from './settling.rules.ts'
import { settleTickets } from './settling.ts'
import { writeDerived } from './writing.ts'

export type Due = { id: number; at: string }

/** The tickets the sweep must look at, most overdue first, after the one named. Due dates are found by time, never by a job's own hour. */
export async function dueTickets({ db }: Context, after: Due | null): Promise<Due[]> {
  const { rows } = await sql<Due>`select id, sweep_at::text as at from tickets where sweep_at <= (select desk_now())
    ${after ? sql`and (sweep_at, id) > (${after.at}::timestamptz, ${after.id})` : sql``} order by sweep_at, id limit 100`.execute(
    db,
  )
  return rows
}

/**
 * Looks at one ticket, unless another process is at it: settles it anew, closes what is due to be closed, or rings the next alarm
 * (Z6, Z11). A group, calendar or policy may have changed since: what was due may no longer be.
 */
export async function sweepTicket(ctx: Context, id: number) {
  const { rows } =
    await sql`select id from tickets where id = ${id} and sweep_at <= (select desk_now()) for no key update skip locked`.execute(
      ctx.db,
    )
  if (!rows.length) return
  await settleTickets(ctx, [id])
  const ticket = await lockOnly(ctx, id)
  if (ticket.sweep_at && ticket.sweep_at <= ctx.now) await attendTo(ctx, ticket)
}

/**
 * Z11: what somebody did may uncover a date that has long passed: it is attended to in the same save, not only at the next sweep,
 * so that nobody finds it unattended in between.
 */
export const attendToLate = (ctx: Context, id: number) =>
  asDesk(ctx, async () => attendTo(ctx, await lockOnly(ctx, id)))

async function attendTo(ctx: Context, ticket: LockedTicket) {
  if (ticket.next_kind === 'auto_close') await close(ctx, ticket.id, ticket.accepted_at ? 'confirmed' : 'expired')
  else await ring(ctx, ticket, ticket.next_due_at!)
}

/** What tickets are settled by has changed: the sweep settles each of them anew, one transaction each. */
export async function resettleAll(ctx: Context) {
  await sql`update tickets set sweep_at = ${ctx.now} where status <> 'closed'`.execute(ctx.db)
}

export async function resettleGroup(ctx: Context, { groupId }: { groupId: number }) {
  await sql`update tickets set sweep_at = ${ctx.now} where status <> 'closed' and group_id = ${groupId}`.execute(ctx.db)
}

async function ring(ctx: Context, ticket: LockedTicket, dueAt: Date) {
  const { level } = ALARMS[ticket.alarm_level]!
  await ctx.record({ type: 'alarm.raised', ticketId: ticket.id, dueAt, kind: ticket.next_kind!, level }, async () => {
    for (const agentId of await hearers(ctx, level, ticket))
      await raiseAlert(ctx, {
        agentId,
        ticketId: ticket.id,
        kind: 'overdue',
        detail: { action: ticket.next_kind, dueAt, level },
      })
    const raised = ticket.alarm_level + 1
    await writeDerived(ctx, ticket.id, { alarmed_due_at: dueAt, alarm_level: raised, sweep_at: sweepAt(dueAt, raised) })
  })
}

/** Owner, then those who work in the group, then its leads; where a rung is empty the next one hears it, and admins last. */
async function hearers(
  ctx: Context,
  level: 'owner' | 'group' | 'lead',
  { owner_id, group_id }: LockedTicket,
): Promise<number[]> {
  const rungs = [
    // An owner who lost the right no longer sees the ticket: then the group is answerable at once.
    ...(level === 'owner' ? [sql`a.id = ${owner_id} and (a.role = 'admin' or m."right" in ('change', 'full'))`] : []),
    ...(level === 'lead' ? [] : [sql`m."right" in ('change', 'full') and a.role <> 'operator'`]),
    sql`m."right" = 'full' and a.role <> 'operator'`,
    sql`a.role = 'admin'`,
  ]
  for (const rung of rungs) {
    const { rows } = await sql<{
      id: number
    }>`select a.id from agents a left join memberships m on m.agent_id = a.id and m.group_id = ${group_id}
      where a.active and ${rung} order by a.id`.execute(ctx.db)
    if (rows.length) return rows.map((row) => row.id)
  }
  return []
}
