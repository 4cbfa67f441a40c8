import type { Context } from '../context.ts'
import { endSessionsOf } from './sessions.ts'

/** Every door shuts behind somebody who leaves: sessions, tokens, links. Coming back opens none of them again. */
export async function closeDoorsOf(ctx: Context, agentId: number) {
  await endSessionsOf(ctx, agentId)
  await endLinksOf(ctx, agentId)
  await ctx.db
    .updateTable('tokens')
    .set({ revoked_at: ctx.now })
    .where('agent_id', '=', agentId)
    .where('revoked_at', 'is', null)
    .execute()
}

export const endLinksOf = ({ db, now }: Context, agentId: number) =>
  db
    .updateTable('access_links')
    .set({ revoked_at: now })
    .where('agent_id', '=', agentId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
