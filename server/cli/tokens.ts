import type { Scope } from '../auth/actor.ts'
import { system } from '../auth/actor.ts'
import { createTokenFor, revokeTokenAs } from '../auth/tokens.ts'
import { Refusal } from '../platform/errors.ts'
import { type Desk, transact } from '../transaction.ts'
import { Complaint } from './complaint.ts'

const SCOPES: readonly string[] = ['read', 'write', 'admin']

export type TokenLine = {
  id: number
  state: 'active' | 'revoked' | 'expired'
  agent: string
  scopes: string[]
  name: string
}

/** A token for an agent, by their e-mail. The record says that it came from the command line. */
export async function createToken(desk: Desk, { agent, scope, name }: { agent: string; scope: string; name: string }) {
  const scopes = scope.split(',').map((one) => one.trim())
  const strange = scopes.find((one) => !SCOPES.includes(one))
  if (strange !== undefined) throw new Complaint('bad_scope', { scope: strange })
  return transact(desk, asCli(desk), async (ctx) => {
    const found = await ctx.db
      .selectFrom('agents')
      .select('id')
      .where('email', '=', agent.trim().toLowerCase())
      .where('active', '=', true)
      .executeTakeFirst()
    if (!found) throw new Complaint('no_agent', { email: agent })
    return createTokenFor(ctx, { agentId: found.id, name, scopes: scopes as Scope[] })
  })
}

export async function listTokens(desk: Desk): Promise<TokenLine[]> {
  return transact(desk, { ...asCli(desk), readOnly: true }, async ({ db, now }) => {
    const rows = await db
      .selectFrom('tokens')
      .innerJoin('agents', 'agents.id', 'tokens.agent_id')
      .select(['tokens.id', 'tokens.name', 'agents.email as agent', 'scopes', 'expires_at', 'revoked_at'])
      .orderBy('tokens.id')
      .execute()
    return rows.map(({ expires_at, revoked_at, ...row }) => ({
      ...row,
      state: revoked_at ? 'revoked' : expires_at && expires_at <= now ? 'expired' : 'active',
    }))
  })
}

export async function revokeToken(desk: Desk, id: number) {
  try {
    await transact(desk, asCli(desk), (ctx) => revokeTokenAs(ctx, id))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Complaint('no_token', { id })
    throw error
  }
}

const asCli = (desk: Desk) => ({ who: system(desk.config.companyZone), source: 'cli' })
