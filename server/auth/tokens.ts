import type { Context } from '../context.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { Scope } from './actor.ts'
import { hashOf, newSecret } from './secrets.ts'

/** Makes a token for an agent and answers it once; only its hash is kept. It can never do more than its agent. */
export async function createTokenFor(
  ctx: Context,
  input: { agentId: number; name: string; scopes: Scope[]; expiresAt?: Date | null },
): Promise<{ id: number; token: string }> {
  if (input.expiresAt && input.expiresAt <= ctx.now) throw invalid('expiresAt', 'in_the_past')
  const id = await nextId(ctx, 'tokens')
  const token = newSecret('vta_')
  await ctx.record({ type: 'token.created', tokenId: id }, () =>
    ctx.db
      .insertInto('tokens')
      .values({
        id,
        agent_id: input.agentId,
        name: input.name.trim(),
        token_hash: hashOf(token),
        scopes: [...new Set(input.scopes)],
        created_at: ctx.now,
        expires_at: input.expiresAt ?? null,
      })
      .execute(),
  )
  return { id, token }
}

/** One's own token, or any for an admin. */
export async function revokeTokenAs(ctx: Context, id: number) {
  const token = await ctx.db
    .selectFrom('tokens')
    .select(['id', 'agent_id', 'revoked_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!token || (token.agent_id !== ctx.actor.id && ctx.actor.role !== 'admin')) throw notFound()
  if (token.revoked_at) return
  await ctx.record({ type: 'token.revoked', tokenId: id }, () =>
    ctx.db.updateTable('tokens').set({ revoked_at: ctx.now }).where('id', '=', id).execute(),
  )
}
