import { sql } from 'kysely'
import { discover } from '../../auth/providers.ts'
import type { Context } from '../../context.ts'
import { keepSecret, readSecret } from '../../platform/secrets.ts'
import type { Desk } from '../../transaction.ts'
import type { Outgoing } from '../mailboxes.contract.ts'
import type { AsDesk } from '../outgoing/sender.ts'

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

/** What was granted is forgotten, and what was just asked for too. */
export async function forgetConsent(ctx: Context, mailboxId: number) {
  await ctx.db.deleteFrom('mailbox_oauth').where('mailbox_id', '=', mailboxId).execute()
  for (const secret of [oauthSecret(mailboxId), visitSecret(mailboxId)]) await keepSecret(ctx, secret, null)
}

/**
 * A token that is good for the next minutes. One renews it and the others wait for theirs: a provider that changes refresh tokens takes
 * one used twice for stolen. The provider is asked while the lock is held, with ten seconds at most (platform/outside.ts).
 */
export async function accessToken(desk: Desk, asDesk: AsDesk, mailboxId: number, to: Outgoing): Promise<string> {
  const tokens = (await isAtHome(desk, mailboxId, to)) ? await kept(desk, mailboxId) : null
  if (!tokens) throw new OAuthExpired('The mailbox is not connected for this server and user.')
  if (tokens.expiresAt.getTime() > Date.now() + MARGIN_MS) return tokens.accessToken
  try {
    return await asDesk(async (ctx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${oauthSecret(mailboxId)}, 0))`.execute(ctx.db)
      const now = (await kept(ctx, mailboxId)) ?? tokens
      // Whoever held the lock before has renewed it.
      if (now.expiresAt.getTime() > Date.now() + MARGIN_MS) return now.accessToken
      const renewed = await renew(desk, mailboxId, now)
      await keepSecret(ctx, oauthSecret(mailboxId), JSON.stringify(renewed))
      await ctx.db
        .updateTable('mailbox_oauth')
        .set({ expires_at: renewed.expiresAt })
        .where('mailbox_id', '=', mailboxId)
        .execute()
      return renewed.accessToken
    })
  } catch (error) {
    if (!isRefused(error)) throw error
    throw new OAuthExpired((error as Error).message, { cause: error })
  }
}

async function isAtHome({ db }: Desk, mailboxId: number, to: Outgoing): Promise<boolean> {
  const { rows } =
    await sql`select 1 from mailbox_oauth where mailbox_id = ${mailboxId} and ${homeOf(to)} = any(homes)`.execute(db)
  return rows.length > 0
}

async function kept(desk: Parameters<typeof readSecret>[0], mailboxId: number): Promise<Tokens | null> {
  const sealed = await readSecret(desk, oauthSecret(mailboxId))
  if (!sealed) return null
  const tokens = JSON.parse(sealed) as Omit<Tokens, 'expiresAt'> & { expiresAt: string }
  return { ...tokens, expiresAt: new Date(tokens.expiresAt) }
}

async function renew(desk: Desk, mailboxId: number, tokens: Tokens): Promise<Tokens> {
  if (!tokens.refreshToken) throw new OAuthExpired('The provider gave no lasting token.')
  const of = await desk.db
    .selectFrom('mailbox_oauth')
    .select(['issuer', 'client_id', 'scope'])
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirstOrThrow()
  const client = await import('openid-client')
  const config = await discover(desk.config, of.issuer, of.client_id, tokens.clientSecret)
  return tokensFrom(await client.refreshTokenGrant(config, tokens.refreshToken, { scope: of.scope }), tokens)
}

/** The provider's own refusal, rather than a network that is down for a moment. */
const isRefused = (error: unknown) =>
  error instanceof OAuthExpired ||
  ['invalid_grant', 'invalid_client'].includes((error as { error?: string }).error ?? '')
