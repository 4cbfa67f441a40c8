import type { Context } from '../context.ts'
import type { LockedTicket } from './locking.ts'
import { requireOwner } from './opening.ts'
import { writeTicket } from './writing.ts'

/** Z2: gives the ticket to an agent who may work in its group, or back to the group (null). */
export async function assignTicket(ctx: Context, ticket: LockedTicket, ownerId: number | null) {
  if (ticket.owner_id === ownerId) return
  await requireOwner(ctx, ownerId, ticket.group_id)
  await recordAssignment(ctx, ticket, ownerId)
}

export const recordAssignment = (ctx: Context, ticket: LockedTicket, ownerId: number | null) =>
  ctx.record({ type: 'ticket.assigned', ticketId: ticket.id, ownerId }, () =>
    writeTicket(ctx, ticket.id, { owner_id: ownerId }),
  )
