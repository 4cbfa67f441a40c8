import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { type LockedTicket, lockTickets } from '../tickets/locking.ts'
import { openTicket } from '../tickets/opening.ts'
import { relate } from '../tickets/related.ts'
import { moveWords } from '../tickets/search.ts'
import type { splitTicket } from './contract.ts'

/** Moves interactions, with their calls and files, to another ticket or a new one (domain.md §1). Both keep the record of it. */
export async function splitTicketAs(
  ctx: Context,
  ticketId: number,
  { interactionIds, intoId, subject }: Static<(typeof splitTicket)['body']>,
): Promise<number> {
  if (intoId === ticketId) throw invalid('intoId', 'itself')
  const [source, target] = (await lockTickets(ctx, intoId ? [ticketId, intoId] : [ticketId], 'change')) as [
    LockedTicket,
    LockedTicket?,
  ]
  const moving = await ctx.db
    .selectFrom('interactions')
    .select(['id', 'text', 'call_id'])
    .where('ticket_id', '=', ticketId)
    .where('id', 'in', interactionIds)
    .orderBy('id')
    .execute()
  const stranger = interactionIds.find((id) => !moving.some((row) => row.id === id))
  if (stranger) throw invalid('interactionIds', 'no_such_interaction', { id: stranger })
  if (target?.status === 'closed') throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
  const into =
    target?.id ??
    (await openTarget(ctx, source, moving.find((row) => row.text.trim())?.text ?? source.subject, subject))
  await ctx.record({ type: 'ticket.split', ticketId, intoId: into, interactionIds }, async () => {
    await ctx.record({ type: 'ticket.received_split', ticketId: into, fromId: ticketId }, () =>
      move(ctx, ticketId, into, moving),
    )
    if (!target) await relate(ctx, into, 'preceding', ticketId)
  })
  return into
}

async function openTarget(
  ctx: Context,
  source: LockedTicket,
  description: string,
  subject: string | undefined,
): Promise<number> {
  return openTicket(ctx, {
    description,
    subject,
    customerId: source.customer_id,
    groupId: source.group_id,
    priority: source.priority,
    channel: source.channel,
  })
}

async function move(ctx: Context, from: number, to: number, moving: { id: number; call_id: number | null }[]) {
  const ids = moving.map((row) => row.id)
  const callIds = moving.flatMap((row) => row.call_id ?? [])
  await ctx.db.updateTable('interactions').set({ ticket_id: to, moved_from_id: from }).where('id', 'in', ids).execute()
  await ctx.db.updateTable('attachments').set({ ticket_id: to }).where('interaction_id', 'in', ids).execute()
  if (callIds.length) await ctx.db.updateTable('calls').set({ ticket_id: to }).where('id', 'in', callIds).execute()
  await moveWords(
    ctx,
    from,
    to,
    ids.map((id) => `interaction:${id}`),
  )
}
