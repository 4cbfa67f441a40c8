import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Configuration } from 'openid-client'
import { discover } from '../../auth/providers.ts'
import type { AsDesk, Context } from '../../context.ts'
import { keepSecret, readSecret } from '../../platform/secrets.ts'
import type { Desk } from '../../transaction.ts'
import type { Outgoing } from '../mailboxes.contract.ts'

export type Tokens = {
  clientSecret: string | null
  refreshToken: string | null
  accessToken: string
  expiresAt: Date
}
type Granted = { access_token: string; refresh_token?: string; expiresIn(): number | undefined }

export const oauthSecret = (mailboxId: number) => `mailbox:${mailboxId}:oauth`
/** What was asked of a provider and is not answered yet. */
export const visitSecret = (mailboxId: number) => `mailbox:${mailboxId}:visit`

/** Whom a token is shown to, as mailbox_oauth.homes keeps it: nobody else gets it, whatever stands in the settings by then. */
export const homeOf = ({ user, host, port, security }: Outgoing) => `${user}@${host.toLowerCase()}:${port}/${security}`

/** A token that ends so soon is renewed before it is used. */
const MARGIN_MS = 120_000
/** How often, and for how long, one looks whether another has renewed it. */
const PAUSE_MS = 200
const PATIENCE_MS = 30_000

/** What a provider grants; one that gives no new refresh token means the old one to stay. */
export function tokensFrom(granted: Granted, before: Pick<Tokens, 'clientSecret' | 'refreshToken'>): Tokens {
  const seconds = granted.expiresIn() ?? 3600
  return {
    clientSecret: before.clientSecret,
    refreshToken: granted.refresh_token ?? before.refreshToken,
    accessToken: granted.access_token,
    expiresAt: new Date(Date.now() + seconds * 1000),
  }
}

/** The provider takes the refresh token no more, or it was granted for another server: a person has to connect the mailbox again. */
export class OAuthExpired extends Error {
  consentMissing = true
}

/** The provider gave neither a token nor a refusal: nothing is wrong with the mail server, and it passes by itself. */
export class ProviderAway extends Error {
  providerAway = true
}

/** What was granted is forgotten, and what was just asked for too. */
export async function forgetConsent(ctx: Context, mailboxId: number) {
  await ctx.db.deleteFrom('mailbox_oauth').where('mailbox_id', '=', mailboxId).execute()
  for (const secret of [oauthSecret(mailboxId), visitSecret(mailboxId)]) await keepSecret(ctx, secret, null)
}

/**
 * A token that is good for the next minutes. One renews it and the others look again: a provider that changes refresh tokens takes
 * one used twice for stolen. It is asked with ten seconds at most (platform/outside.ts), while no connection is held: one that hangs keeps
 * nobody else's work waiting.
 */
export async function accessToken(desk: Desk, asDesk: AsDesk, mailboxId: number, to: Outgoing): Promise<string> {
  const of = await connectionAt(desk, mailboxId, to)
  const tokens = of && (await kept(desk, mailboxId))
  if (!tokens) throw new OAuthExpired('The mailbox is not connected for this server and user.')
  if (isGood(tokens)) return tokens.accessToken
  const config = await heard(discover(desk.config, of.issuer, of.client_id, tokens.clientSecret))
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(PAUSE_MS)) {
    const token = unkept(mailboxId) ?? (await renewedToken(desk, asDesk, mailboxId, config, of.scope))
    if (token) return token
  }
  throw new ProviderAway('The token of the mailbox is being renewed and has not come yet.')
}

async function connectionAt({ db }: Desk, mailboxId: number, to: Outgoing) {
  const { rows } = await sql<{ issuer: string; client_id: string; scope: string }>`
    select issuer, client_id, scope from mailbox_oauth where mailbox_id = ${mailboxId} and ${homeOf(to)} = any(homes)`.execute(
    db,
  )
  return rows[0]
}

const isGood = ({ expiresAt }: Tokens) => expiresAt.getTime() > Date.now() + MARGIN_MS

/** Null while another renews it. */
async function renewedToken(desk: Desk, asDesk: AsDesk, mailboxId: number, config: Configuration, scope: string) {
  const taken = await asDesk((ctx) => takeUp(ctx, mailboxId))
  if (!taken) return null
  const { tokens, until } = taken
  // Whoever had it before has renewed it.
  if (tokens && isGood(tokens)) return tokens.accessToken
  const renewed = await heard(renew(config, tokens, scope)).catch(async (error) => {
    await asDesk((ctx) => layDown(ctx, mailboxId, until, null))
    throw error
  })
  await keepRenewed(desk, asDesk, mailboxId, until, renewed)
  return renewed.accessToken
}

async function renew(config: Configuration, tokens: Tokens | null, scope: string): Promise<Tokens> {
  if (!tokens?.refreshToken) throw new OAuthExpired('The provider gave no lasting token.')
  const client = await import('openid-client')
  return tokensFrom(await client.refreshTokenGrant(config, tokens.refreshToken, { scope }), tokens)
}

/** Granted, and not in the database yet: whoever asks meanwhile is shown this one, for the provider may take the one before no more. */
const inHand = new Map<number, Tokens>()
const unkept = (mailboxId: number): string | undefined => {
  const tokens = inHand.get(mailboxId)
  return tokens && isGood(tokens) ? tokens.accessToken : undefined
}

/** What the provider granted in place of the old one must not be lost because the database is away just now: it is tried until it is kept. */
async function keepRenewed(desk: Desk, asDesk: AsDesk, mailboxId: number, until: string, renewed: Tokens) {
  inHand.set(mailboxId, renewed)
  for (let tries = 1; inHand.get(mailboxId) === renewed; tries++) {
    try {
      await asDesk((ctx) => layDown(ctx, mailboxId, until, renewed))
      inHand.delete(mailboxId)
    } catch (err) {
      desk.log.error({ err, mailboxId, tries }, 'a renewed token of a mailbox could not be kept; it is tried again')
      await sleep(Math.min(tries, 10) * PAUSE_MS)
    }
  }
}

/** What is kept, read once it is ours to renew; null while it is another's. Leases run by the true clock. */
async function takeUp(ctx: Context, mailboxId: number): Promise<{ tokens: Tokens | null; until: string } | null> {
  const { rows } = await sql<{ until: string }>`
    update mailbox_oauth set renewing_until = clock_timestamp() + interval '30 seconds'
     where mailbox_id = ${mailboxId} and (renewing_until is null or renewing_until < clock_timestamp()) returning renewing_until::text as until`.execute(
    ctx.db,
  )
  if (!rows[0]) return null
  const tokens = await kept(ctx, mailboxId)
  if (tokens && isGood(tokens)) await layDown(ctx, mailboxId, rows[0].until, null)
  return { tokens, until: rows[0].until }
}

/** Whose consent was forgotten or given anew meanwhile keeps what there is now. */
async function layDown(ctx: Context, mailboxId: number, until: string, renewed: Tokens | null) {
  const { numAffectedRows } = await sql`
    update mailbox_oauth set renewing_until = null, expires_at = coalesce(${renewed?.expiresAt ?? null}::timestamptz, expires_at)
     where mailbox_id = ${mailboxId} and renewing_until = ${until}::timestamptz`.execute(ctx.db)
  if (renewed && numAffectedRows) await keepSecret(ctx, oauthSecret(mailboxId), JSON.stringify(renewed))
}

async function kept(desk: Parameters<typeof readSecret>[0], mailboxId: number): Promise<Tokens | null> {
  const sealed = await readSecret(desk, oauthSecret(mailboxId))
  if (!sealed) return null
  const tokens = JSON.parse(sealed) as Omit<Tokens, 'expiresAt'> & { expiresAt: string }
  return { ...tokens, expiresAt: new Date(tokens.expiresAt) }
}

/** The provider's own refusal, rather than a network that is down for a moment. */
/** What a provider answers: what it says no to is told from its silence. */
const heard = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error) => {
    throw new (isRefused(error) ? OAuthExpired : ProviderAway)(error.message, { cause: error })
  })

const isRefused = (error: unknown) =>
  error instanceof OAuthExpired ||
  ['invalid_grant', 'invalid_client'].includes((error as { error?: string }).error ?? '')
