import type { Context } from '../context.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { lockTicket, lockTickets } from './locking.ts'
import { close } from './moving.ts'
import { relate } from './related.ts'
import { writeTicket } from './writing.ts'

/**
 * Merges a ticket into another (domain.md §1): the source closes with its record and interactions kept, the target shows both,
 * later words to the source go to the target. No mail to anybody; out of statistics.
 */
export async function mergeTicketAs(ctx: Context, id: number, intoId: number) {
  if (id === intoId) throw invalid('intoId', 'itself')
  const [source, target] = (await lockTickets(ctx, [id, intoId], 'full')) as [
    Awaited<ReturnType<typeof lockTicket>>,
    Awaited<ReturnType<typeof lockTicket>>,
  ]
  if (source.status === 'closed') throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
  if (target.merged_into_id || target.status === 'closed') throw invalid('intoId', 'merge_target_closed')
  await ctx.record({ type: 'ticket.merged', ticketId: id, intoId }, async () => {
    await writeTicket(ctx, id, { merged_into_id: intoId })
    await close(ctx, id, 'merged')
    await relate(ctx, id, 'duplicate', intoId)
    await ctx.record({ type: 'ticket.received_merge', ticketId: intoId, fromId: id }, async () => {
      if (source.last_interaction_at)
        await writeTicket(ctx, intoId, { new_interaction: source.new_interaction || target.new_interaction })
    })
  })
}

/** Spam, wrong number, test: closed with a reason, no mail to anybody, out of statistics. */
export async function discardTicketAs(ctx: Context, id: number, reason: string) {
  const ticket = await lockTicket(ctx, id, 'full')
  if (ticket.status === 'closed') throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
  await ctx.record({ type: 'ticket.discarded', ticketId: id, reason: reason.trim() }, async () => {
    await writeTicket(ctx, id, { discard_reason: reason.trim() })
    await close(ctx, id, 'discarded')
  })
}
