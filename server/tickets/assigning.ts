import { hasRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { forbidden, invalid } from '../platform/errors.ts'
import type { LockedTicket } from './locking.ts'
import { writeTicket } from './writing.ts'

/** Z2: gives the ticket to an agent who may work in its group, or back to the group (null). */
export async function assignTicket(ctx: Context, ticket: LockedTicket, ownerId: number | null) {
  if (ticket.owner_id === ownerId) return
  await requireOwner(ctx, ownerId, ticket.group_id)
  await recordAssignment(ctx, ticket, ownerId)
}

/** S3, S6: who starts the work on a ticket that is nobody's, or ends it, answers for it: they are rung should the customer come back. */
export async function ownIfNobodys(ctx: Context, ticket: Pick<LockedTicket, 'id' | 'owner_id' | 'group_id'>) {
  const { actor } = ctx
  if (ticket.owner_id || actor.kind !== 'agent' || !hasRight(actor, ticket.group_id, 'change')) return
  await recordAssignment(ctx, ticket, actor.id)
}

export const recordAssignment = (ctx: Context, ticket: Pick<LockedTicket, 'id'>, ownerId: number | null) =>
  ctx.record({ type: 'ticket.assigned', ticketId: ticket.id, ownerId }, () =>
    writeTicket(ctx, ticket.id, { owner_id: ownerId }),
  )

/** An owner must be an active agent who may work in the group. */
export async function requireOwner(ctx: Context, ownerId: number | null | undefined, groupId: number) {
  if (!ownerId) return
  const { db } = ctx
  const agent = await db
    .selectFrom('agents as a')
    .leftJoin('memberships as m', (join) => join.onRef('m.agent_id', '=', 'a.id').on('m.group_id', '=', groupId))
    .select(['a.name', 'a.active', 'a.role', 'm.right'])
    .where('a.id', '=', ownerId)
    .executeTakeFirst()
  if (!agent?.active) throw invalid('ownerId', 'no_such')
  if (agent.role !== 'admin' && !(agent.role === 'agent' && (agent.right === 'change' || agent.right === 'full')))
    throw invalid('ownerId', 'owner_without_right', { name: agent.name })
  if (!hasRight(ctx.actor, groupId, 'change') && ctx.actor.id !== ownerId) throw forbidden('right_change')
}
