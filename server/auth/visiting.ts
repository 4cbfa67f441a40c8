import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { Database } from '../platform/database.ts'
import { Refusal } from '../platform/errors.ts'
import type { Desk } from '../transaction.ts'
import { createAgentAs } from './agents.ts'
import { type Challenge, keepChallenge, takeChallenge } from './challenges.ts'
import { activeProvider, discover, redirectUri } from './providers.ts'
import { newSecret } from './secrets.ts'

// A visit to a provider and back (OpenID Connect: code, PKCE, state, nonce). The cookie ties the way back to the browser that left.

const COOKIE = 'ventanilla_visit'
type Purpose = 'sign_in' | 'link' | 'confirm'
type Visit = {
  url: string
  detail: { providerId: number; purpose: Purpose; state: string; nonce: string; verifier: string; back: string | null }
}
export type Told = {
  providerId: number
  subject: string
  email: string | null
  verified: boolean
  name: string | null
  /** When the person last showed the provider who they are; null where it does not say. */
  shownAt: Date | null
}

/** The address to send the browser to, worked out while no transaction is open: the provider is asked. */
export async function planVisit(desk: Desk, providerId: number, purpose: Purpose, back?: string): Promise<Visit> {
  const provider = await activeProvider(desk, providerId)
  const client = await import('openid-client')
  const config = await discover(desk.config, provider.issuer, provider.client_id, provider.secret).catch((err) => {
    desk.log.warn({ err, providerId }, 'an identity provider does not answer')
    throw new Refusal(502, 'provider_silent')
  })
  const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri(desk.config),
    scope: 'openid email profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...{ state, nonce },
    ...(purpose === 'confirm' && { prompt: 'login', max_age: '0' }),
  })
  return { url: url.href, detail: { providerId, purpose, state, nonce, verifier, back: ownAddress(back) } }
}

export async function leaveFor(ctx: Context, { url, detail }: Visit, reply: FastifyReply) {
  const secret = newSecret()
  await keepChallenge(ctx, 'visit', secret, detail)
  reply.setCookie(COOKIE, secret, {
    path: '/api/sign-in',
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.config.publicUrl.startsWith('https:'),
    maxAge: 600,
  })
  return { url }
}

/** What the provider says of whoever came back, once its signature, issuer, audience, nonce and state have been checked. */
export async function hearReturn(desk: Desk, request: FastifyRequest, query: string) {
  const visit = await takeVisit(desk.db, request)
  const { providerId, state, nonce, verifier } = visit.detail as Visit['detail']
  const provider = await activeProvider(desk, providerId)
  const client = await import('openid-client')
  try {
    const config = await discover(desk.config, provider.issuer, provider.client_id, provider.secret)
    const address = new URL(redirectUri(desk.config))
    address.search = query
    const tokens = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const { sub, email, email_verified, name, auth_time } = tokens.claims()!
    const says = config.serverMetadata().claims_supported
    const told: Told = {
      ...{ providerId, subject: sub, email: text(email)?.toLowerCase() ?? null },
      verified: email_verified === true,
      name: text(name),
      shownAt: shownAt(auth_time, Array.isArray(says) && says.includes('auth_time')),
    }
    return { visit, told, provider }
  } catch (err) {
    desk.log.info({ err, providerId }, 'what came back from an identity provider was refused')
    throw new Refusal(401, 'provider_refused')
  }
}

/**
 * A provider that knows somebody lets them through without a question, and what the browser is sent there with can be taken out of the
 * address. A provider that can say when it last asked, and does not, is taken to have asked long ago.
 */
function shownAt(authTime: unknown, couldSay: boolean): Date | null {
  if (typeof authTime === 'number') return new Date(authTime * 1000)
  return couldSay ? new Date(0) : null
}

const MOMENTS_MS = 5 * 60_000

/** Whoever confirms who they are has been asked just now, as far as the provider says. */
export function requireAskedNow(ctx: Context, { told }: Heard) {
  if (told.shownAt && ctx.now.getTime() - told.shownAt.getTime() > MOMENTS_MS)
    throw new Refusal(403, 'provider_not_asked')
}

async function takeVisit(db: Database, request: FastifyRequest): Promise<Challenge> {
  const secret = request.cookies[COOKIE]
  const visit = secret ? await takeChallenge(db, 'visit', secret) : null
  if (!visit) throw new Refusal(401, 'provider_refused')
  return visit
}

type Heard = Awaited<ReturnType<typeof hearReturn>>

/**
 * Whom the provider's subject stands for. An address that looks like an agent's opens nothing: only a link made by the agent's own hand or
 * by an admin does, or, where the provider may create agents, a new agent without any group.
 */
export async function agentByIdentity(ctx: Context, { told, provider }: Heard): Promise<number> {
  const ofDomain = provider.domains.length === 0 || (told.verified && provider.domains.includes(domainOf(told.email)))
  if (!ofDomain) throw new Refusal(403, 'provider_domain')
  const identity = await ctx.db
    .selectFrom('identities as i')
    .innerJoin('agents as a', 'a.id', 'i.agent_id')
    .select(['i.id', 'a.id as agentId', 'a.active'])
    .where('i.provider_id', '=', told.providerId)
    .where('i.subject', '=', told.subject)
    .executeTakeFirst()
  if (identity && !identity.active) throw new Refusal(403, 'not_linked')
  if (!identity) return createByProvider(ctx, { told, provider })
  await ctx.db.updateTable('identities').set({ used_at: ctx.now }).where('id', '=', identity.id).execute()
  return identity.agentId
}

async function createByProvider(ctx: Context, { told, provider }: Pick<Heard, 'told' | 'provider'>): Promise<number> {
  const { email } = told
  if (!provider.creates || !provider.domains.length || !email || !told.verified) throw new Refusal(403, 'not_linked')
  if (await ctx.db.selectFrom('agents').select('id').where('email', '=', email).executeTakeFirst())
    throw new Refusal(403, 'not_linked')
  const agentId = await createAgentAs(ctx, { name: told.name ?? email.split('@')[0]!, email })
  await writeIdentity(ctx, agentId, told)
  return agentId
}

/** The link is made by whoever is signed in, in the browser that left for it, with an address the provider has verified. */
export async function linkByReturn(ctx: Context, { visit, told }: Heard) {
  if (!ctx.actor.sessionId || visit.session_id !== ctx.actor.sessionId) throw new Refusal(403, 'provider_refused')
  if (!told.verified) throw new Refusal(403, 'email_unverified')
  await writeIdentity(ctx, ctx.actor.id!, told)
}

/** An admin knows beforehand who somebody is at the provider; null takes it away. */
export async function linkAgentAs(ctx: Context, agentId: number, providerId: number, subject: string | null) {
  if (subject === null) return unlink(ctx, agentId, providerId)
  const known = await ctx.db.selectFrom('agents').select('id').where('id', '=', agentId).executeTakeFirst()
  const there = await ctx.db.selectFrom('providers').select('id').where('id', '=', providerId).executeTakeFirst()
  if (!known || !there) throw new Refusal(404, 'not_found')
  await writeIdentity(ctx, agentId, { providerId, subject: subject.trim(), email: null })
}

export async function unlinkMineAs(ctx: Context, id: number) {
  const agentId = ctx.actor.id!
  const row = await ctx.db
    .selectFrom('identities')
    .select('provider_id')
    .where('id', '=', id)
    .where('agent_id', '=', agentId)
    .executeTakeFirst()
  if (!row) throw new Refusal(404, 'not_found')
  await unlink(ctx, agentId, row.provider_id)
}

/** Somebody who comes in by providers alone keeps the last of them. */
async function unlink(ctx: Context, agentId: number, providerId: number) {
  await ctx.record({ type: 'identity.unlinked', agentId, providerId }, async () => {
    await ctx.db
      .deleteFrom('identities')
      .where('agent_id', '=', agentId)
      .where('provider_id', '=', providerId)
      .execute()
    const agent = await ctx.db
      .selectFrom('agents as a')
      .leftJoin('identities as i', 'i.agent_id', 'a.id')
      .select(['a.only_provider', 'a.password_hash', 'i.id'])
      .where('a.id', '=', agentId)
      .executeTakeFirst()
    if (agent && !agent.id && (agent.only_provider || !agent.password_hash)) throw new Refusal(422, 'last_identity')
  })
}

async function writeIdentity(
  ctx: Context,
  agentId: number,
  { providerId, subject, email }: Pick<Told, 'providerId' | 'subject' | 'email'>,
) {
  const taken = await ctx.db
    .selectFrom('identities')
    .select('agent_id')
    .where('provider_id', '=', providerId)
    .where('subject', '=', subject)
    .executeTakeFirst()
  if (taken && taken.agent_id !== agentId) throw new Refusal(409, 'identity_taken')
  await ctx.record({ type: 'identity.linked', agentId, providerId }, () =>
    ctx.db
      .insertInto('identities')
      .values({ agent_id: agentId, provider_id: providerId, subject, email, linked_at: ctx.now })
      .onConflict((conflict) => conflict.columns(['agent_id', 'provider_id']).doUpdateSet({ subject, email }))
      .execute(),
  )
}

/** An address of this desk and no other: `//elsewhere` and `/\elsewhere` are elsewhere. */
export const ownAddress = (back: string | undefined) => (back && /^\/(?![/\\])/.test(back) ? back : null)

const text = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim() : null)
const domainOf = (email: string | null) => email?.split('@').at(-1) ?? ''
