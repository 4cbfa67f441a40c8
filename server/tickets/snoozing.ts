import type { Context } from '../context.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { snoozeRefusal } from '../sla/next-action.rules.ts'
import { lockTicket } from './locking.ts'
import { writeTicket } from './writing.ts'

/** Z11: puts the next action off, with a reason, never past the solution target. */
export async function snoozeTicketAs(ctx: Context, id: number, input: { until: string; reason: string }) {
  const ticket = await lockTicket(ctx, id, 'change')
  if (ticket.status === 'closed' || ticket.status === 'completed')
    throw new Refusal(422, 'move_refused', { params: { why: 'completed_already' } })
  const until = new Date(input.until)
  const solution = await ctx.db
    .selectFrom('targets')
    .select('due_at')
    .where('ticket_id', '=', id)
    .where('kind', '=', 'solution')
    .where('met_at', 'is', null)
    .where('on_hold', '=', false)
    .executeTakeFirst()
  const why = snoozeRefusal(until, ctx.now, solution?.due_at ?? null)
  if (why) throw invalid('until', why)
  await ctx.record({ type: 'ticket.snoozed', ticketId: id, until, reason: input.reason.trim() }, () =>
    writeTicket(ctx, id, { snoozed_until: until }),
  )
}
