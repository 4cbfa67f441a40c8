import type { Context } from '../context.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { groupOf, type LockedTicket } from './locking.ts'
import { writeTicket } from './writing.ts'

/**
 * Z5: hands the ticket to any active group, history and all. The owner stays only if they may work there too.
 * Into a tray a ticket goes only while it is pending (S2). Answers the ticket as it now stands.
 */
export async function handOver(ctx: Context, ticket: LockedTicket, groupId: number): Promise<LockedTicket> {
  if (ticket.group_id === groupId) return ticket
  const group = await ctx.db.selectFrom('groups').selectAll().where('id', '=', groupId).executeTakeFirst()
  if (!group?.active) throw invalid('groupId', 'no_such')
  if (group.triage && ticket.status !== 'pending') throw new Refusal(422, 'group_required')
  const from = await groupOf(ctx, ticket.group_id)
  const owner_id = (await mayWorkThere(ctx, ticket.owner_id, groupId)) ? ticket.owner_id : null
  await ctx.record({ type: 'ticket.handed_over', ticketId: ticket.id, fromGroupId: from.id, groupId }, () =>
    writeTicket(ctx, ticket.id, { group_id: groupId, owner_id }),
  )
  ctx.announced.push({ topic: 'ticket', ticketId: ticket.id, groupIds: [from.id] })
  return { ...ticket, group_id: groupId, owner_id }
}

/** An active agent who may work tickets of the group, or an admin. */
export async function mayWorkThere({ db }: Context, agentId: number | null, groupId: number): Promise<boolean> {
  if (!agentId) return false
  const agent = await db
    .selectFrom('agents as a')
    .leftJoin('memberships as m', (join) => join.onRef('m.agent_id', '=', 'a.id').on('m.group_id', '=', groupId))
    .select(['a.role', 'm.right'])
    .where('a.id', '=', agentId)
    .where('a.active', '=', true)
    .executeTakeFirst()
  return agent?.role === 'admin' || (agent?.role === 'agent' && (agent.right === 'change' || agent.right === 'full'))
}
