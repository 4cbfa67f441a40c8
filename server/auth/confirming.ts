import type { Context } from '../context.ts'
import { forbidden, invalid, Refusal } from '../platform/errors.ts'
import { passSecondFactor } from './factors.ts'
import { passwordMatches } from './passwords.ts'

const FRESH_MINUTES = 10

/**
 * Whoever finds a browser open may use the desk, but not change how its owner comes in: factors, tokens, other people's doors ask for
 * the person again when ten minutes have passed.
 */
export function requireFresh({ actor, now }: Context) {
  if (!actor.sessionId) throw forbidden('session_only')
  const at = actor.confirmedAt?.getTime() ?? 0
  if (now.getTime() - at > FRESH_MINUTES * 60_000) throw new Refusal(403, 'confirm_identity')
}

/** Programs that administer go on making people; in a browser it is asked who sits there (docs/decisions/0011-doors.md). */
export function requireFreshInBrowser(ctx: Context) {
  if (ctx.actor.sessionId) requireFresh(ctx)
}

export async function confirmByPassword(ctx: Context, { password, code }: { password: string; code?: string }) {
  const agent = await ctx.db
    .selectFrom('agents')
    .select(['password_hash', 'only_provider'])
    .where('id', '=', ctx.actor.id!)
    .executeTakeFirstOrThrow()
  const right = await passwordMatches(password, agent.password_hash)
  if (!right || agent.only_provider) throw invalid('password', 'wrong_password')
  await passSecondFactor(ctx, ctx.actor.id!, code, 422)
  await confirmSession(ctx)
}

export const confirmSession = (ctx: Context) =>
  ctx.record({ type: 'session.confirmed', agentId: ctx.actor.id! }, () =>
    ctx.db.updateTable('sessions').set({ confirmed_at: ctx.now }).where('id', '=', ctx.actor.sessionId!).execute(),
  )
