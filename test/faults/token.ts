import { system } from '../../server/auth/actor.ts'
import { createTokenFor } from '../../server/auth/tokens.ts'
import { openDesk } from '../../server/desk.ts'
import { readConfig } from '../../server/platform/config.ts'
import { transact } from '../../server/transaction.ts'

/** A token of the first admin, for a desk that runs. */
export async function adminToken(env: Record<string, string>, databaseUrl: string): Promise<string> {
  const desk = openDesk(readConfig({ ...env, LOG_LEVEL: 'silent' }), databaseUrl)
  const made = await transact(desk, { who: system('UTC'), source: 'faults' }, async (ctx) => {
    const { id } = await ctx.db.selectFrom('agents').select('id').executeTakeFirstOrThrow()
    return createTokenFor(ctx, { agentId: id, name: 'faults', scopes: ['read', 'write', 'admin'] })
  })
  await desk.db.destroy()
  return made.token
}
