import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { companySettings } from '../platform/settings.ts'
import { createAgentAs } from './agents.ts'
import { endLinksOf } from './closing.ts'
import type { inviteAgent } from './doors.contract.ts'
import { factorsOf } from './factors.ts'
import { hashPassword } from './passwords.ts'
import { hashOf, newSecret } from './secrets.ts'
import { endSessionsOf } from './sessions.ts'

const DAYS = 7
type Kind = 'invitation' | 'password'

/** An agent who is not there yet: inactive, so that nobody gives them work, until the link is used. */
export async function inviteAs(ctx: Context, input: Static<(typeof inviteAgent)['body']>) {
  const name = input.name?.trim() || input.email.split('@')[0]!
  const agentId = await createAgentAs(ctx, { ...input, name }, { active: false })
  return { agentId, link: await makeLink(ctx, agentId, 'invitation') }
}

/** Another link of the kind the agent needs; the one before ends with it. */
export async function makeLinkFor(ctx: Context, agentId: number) {
  const agent = await ctx.db
    .selectFrom('agents')
    .select(['active', 'password_hash'])
    .where('id', '=', agentId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!agent) throw notFound()
  if (agent.active) return makeLink(ctx, agentId, 'password')
  // Somebody who left comes back by being made active, not by a forgotten link.
  if (agent.password_hash) throw new Refusal(422, 'agent_inactive')
  return makeLink(ctx, agentId, 'invitation')
}

async function makeLink(ctx: Context, agentId: number, kind: Kind) {
  const id = await nextId(ctx, 'access_links')
  const token = newSecret()
  const expiresAt = new Date(ctx.now.getTime() + DAYS * 86_400_000)
  await ctx.record({ type: 'access_link.made', agentId, linkId: id, kind }, async () => {
    await endLinksOf(ctx, agentId)
    await ctx.db
      .insertInto('access_links')
      .values({
        ...{ id, agent_id: agentId, kind, token_hash: hashOf(token), created_by: ctx.actor.id },
        created_at: ctx.now,
        expires_at: expiresAt,
      })
      .execute()
  })
  // Behind the #: what stands there is never sent, so that no log or proxy learns it.
  return { id, url: `${ctx.config.publicUrl}/invitacion#${token}`, expiresAt }
}

export async function revokeLinkOf(ctx: Context, agentId: number) {
  if (!(await ctx.db.selectFrom('agents').select('id').where('id', '=', agentId).executeTakeFirst())) throw notFound()
  await ctx.record({ type: 'access_link.revoked', agentId }, () => endLinksOf(ctx, agentId))
}

export async function readLinkAs(ctx: Context, token: string) {
  const { kind, name, email } = await openLink(ctx, token)
  return { kind, name, email, company: (await companySettings(ctx)).name }
}

/** The link is used: the agent has a password, is active, and nobody's older session goes on. Answers who, and whether they are in. */
export async function useLinkAs(ctx: Context, input: { token: string; name?: string; password: string }) {
  const { id, agentId, kind } = await openLink(ctx, input.token)
  const password_hash = await hashPassword(input.password)
  const name = kind === 'invitation' ? input.name?.trim() : undefined
  if (name === '') throw invalid('name', 'required')
  await ctx.record({ type: 'access_link.used', agentId, linkId: id }, async () => {
    await ctx.db.updateTable('access_links').set({ used_at: ctx.now }).where('id', '=', id).execute()
    const agent = { password_hash, active: true, ...(name && { name }) }
    await ctx.db.updateTable('agents').set(agent).where('id', '=', agentId).execute()
    await endSessionsOf(ctx, agentId)
  })
  const { totp, passkeys } = await factorsOf(ctx, agentId)
  return { agentId, needsFactor: !!totp || passkeys > 0 }
}

type Open = { id: number; agentId: number; kind: Kind; name: string; email: string }

/** Used, revoked, expired or invented: told the same. */
async function openLink(ctx: Context, token: string): Promise<Open> {
  const { rows } = await sql<Open>`
    select l.id, l.agent_id as "agentId", l.kind, a.name, a.email from access_links l join agents a on a.id = l.agent_id
    where l.token_hash = ${hashOf(token)} and l.used_at is null and l.revoked_at is null and l.expires_at > (select desk_now())
      and a.active = (l.kind = 'password') and not a.only_provider for update of l`.execute(ctx.db)
  if (!rows[0]) throw new Refusal(422, 'link_gone')
  return rows[0]
}
