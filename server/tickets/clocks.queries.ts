import { sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import { deskCalendar } from '../sla/calendars.ts'
import { clocks, segmentsOf } from '../sla/clocks.rules.ts'
import type { Side, TicketStatus } from './contract.ts'

/** The three clocks of a ticket: folds over its status rows with the desk's calendar. */
export async function ticketClocks(ctx: Context, ticketId: number) {
  const segments = await ticketSegments(ctx, ticketId)
  return { ...clocks(await deskCalendar(ctx), segments, ctx.now), segments }
}

export async function ticketSegments(ctx: Context, ticketId: number) {
  const { rows } = await sql<{ status: TicketStatus; side: Side | null; from: Date }>`
    select s.status, s.side, s."from" from status_rows s join tickets t on t.id = s.ticket_id
    where s.ticket_id = ${ticketId} and ${seen(ctx.actor, 't.group_id')} order by s.seq`.execute(ctx.db)
  if (!rows.length) throw notFound()
  return segmentsOf(rows)
}

/**
 * Z11: open tickets nobody is answerable for: no next action, or one that passed more than five minutes ago without an alarm.
 * Overdue is alarmed and listed until acted on; unattended is a fault of the system and must be none.
 */
export async function unattended(ctx: Context) {
  const { rows } = await sql<{ id: number; number: string; subject: string; dueAt: Date | null }>`
    select t.id, t.id::text as number, t.subject, t.next_due_at as "dueAt" from tickets t
    where t.status <> 'closed' and ${seen(ctx.actor, 't.group_id')}
      and (t.next_due_at is null or (t.next_due_at < ${ctx.now}::timestamptz - interval '5 minutes' and t.alarmed_due_at is distinct from t.next_due_at))
    order by t.next_due_at nulls first limit 1000`.execute(ctx.db)
  return { count: rows.length, items: rows.slice(0, 50) }
}
