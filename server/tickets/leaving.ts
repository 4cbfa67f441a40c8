import { asDesk } from '../auth/as-desk.ts'
import type { Context } from '../context.ts'
import type { FactOf } from '../facts.ts'
import { recordAssignment } from './assigning.ts'
import { mayWorkThere } from './handing-over.ts'
import { lockOnly } from './locking.ts'

/**
 * Z11: nobody's tickets leave with them. In the same save each open ticket goes to the heir, where they may work in its group, and otherwise
 * back to the group; so do the activities.
 */
export async function handOverWorkOf(ctx: Context, { agentId, heirId }: FactOf<'agent.left'>) {
  const owned = await ctx.db
    .selectFrom('tickets')
    .select('id')
    .where('owner_id', '=', agentId)
    .where('status', '!=', 'closed')
    .orderBy('id')
    .execute()
  for (const { id } of owned) {
    const ticket = await lockOnly(ctx, id)
    const heir = (await mayWorkThere(ctx, heirId, ticket.group_id)) ? heirId : null
    await recordAssignment(ctx, ticket, heir)
  }
  await asDesk(ctx, () => handOverActivities(ctx, agentId, heirId))
}

async function handOverActivities(ctx: Context, agentId: number, heirId: number | null) {
  const planned = await ctx.db
    .selectFrom('activities')
    .select(['id', 'ticket_id'])
    .where('owner_id', '=', agentId)
    .where('done_at', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id, ticket_id } of planned)
    await ctx.record({ type: 'activity.changed', activityId: id, ...(ticket_id && { ticketId: ticket_id }) }, () =>
      ctx.db
        .updateTable('activities')
        .set((eb) => ({ owner_id: heirId, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    )
}
