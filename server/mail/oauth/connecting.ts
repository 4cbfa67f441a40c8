import type { Static } from 'typebox'
import { discover } from '../../auth/providers.ts'
import type { AsDesk, Context } from '../../context.ts'
import type { Config } from '../../platform/config.ts'
import { invalid, Refusal } from '../../platform/errors.ts'
import { keepSecret, readSecret } from '../../platform/secrets.ts'
import type { Desk } from '../../transaction.ts'
import type { Mailbox } from '../mailboxes.contract.ts'
import { signInByOAuth } from '../mailboxes.ts'
import type { connectMailbox } from './contract.ts'
import { homeOf, oauthSecret, type Tokens, tokensFrom, visitSecret } from './tokens.ts'

type Body = Static<(typeof connectMailbox)['body']>
type Client = { issuer: string; clientId: string; clientSecret: string | null; scope: string }
type Visit = { mailboxId: number; homes: string[]; verifier: string; state: string } & Client

/** Where the provider sends the admin's browser back to: a page of the console, which hands the answer over by POST. */
export const returnAddress = ({ publicUrl }: Config) => `${publicUrl}/administracion/buzones/retorno`

const MICROSOFT = 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access'
const TEN_MINUTES = 600_000
const GOOGLE = 'https://mail.google.com/'

/** The address to send the browser to, for the servers that stand there now. Asks the provider, so it runs while no transaction is open. */
export async function planConnecting(
  desk: Desk,
  { id: mailboxId, incoming, outgoing }: Mailbox,
  body: Body,
): Promise<{ url: string; visit: Visit }> {
  const of = clientOf(body)
  const client = await import('openid-client')
  const config = await discover(desk.config, of.issuer, of.clientId, of.clientSecret).catch((err) => {
    desk.log.warn({ err, mailbox: mailboxId }, 'an OAuth2 provider does not answer')
    throw invalid('issuer', 'issuer')
  })
  const [verifier, state] = [client.randomPKCECodeVerifier(), `${mailboxId}.${client.randomState()}`]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: returnAddress(desk.config),
    scope: of.scope,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // Google gives a lasting token only when asked like this; others overlook it.
    ...{ access_type: 'offline', prompt: 'consent' },
  })
  const homes = [incoming, outgoing].flatMap((way) => (way ? homeOf(way) : []))
  return { url: url.href, visit: { mailboxId, homes, verifier, state, ...of } }
}

function clientOf({ provider, issuer, tenant, scope, clientId, clientSecret }: Body): Client {
  const common = { clientId: clientId.trim(), clientSecret: clientSecret ?? null }
  if (provider === 'microsoft')
    return {
      ...common,
      issuer: `https://login.microsoftonline.com/${tenant ?? 'organizations'}/v2.0`,
      scope: scope ?? MICROSOFT,
    }
  if (provider === 'google') return { ...common, issuer: 'https://accounts.google.com', scope: scope ?? GOOGLE }
  if (!issuer) throw invalid('issuer', 'required')
  if (!scope) throw invalid('scope', 'required')
  return { ...common, issuer: issuer.trim(), scope }
}

/** Remembered for ten minutes, sealed: the client's secret is part of it. A second attempt replaces the first. */
export async function leave(ctx: Context, { url, visit }: Awaited<ReturnType<typeof planConnecting>>) {
  const until = ctx.now.getTime() + TEN_MINUTES
  await ctx.record({ type: 'mailbox.connecting', mailboxId: visit.mailboxId }, () =>
    keepSecret(ctx, visitSecret(visit.mailboxId), JSON.stringify({ ...visit, until })),
  )
  return { url }
}

/** What the provider answers to the code the browser brought back. Taken once: an answer that is refused cannot be tried again. */
export async function hearReturn(desk: Desk, asDesk: AsDesk, query: string): Promise<{ visit: Visit; tokens: Tokens }> {
  const visit = await takeVisit(asDesk, new URLSearchParams(query).get('state') ?? '')
  const client = await import('openid-client')
  try {
    const config = await discover(desk.config, visit.issuer, visit.clientId, visit.clientSecret)
    const address = new URL(returnAddress(desk.config))
    address.search = query
    const granted = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: visit.verifier,
      expectedState: visit.state,
    })
    return { visit, tokens: tokensFrom(granted, { clientSecret: visit.clientSecret, refreshToken: null }) }
  } catch (err) {
    desk.log.info({ err, mailbox: visit.mailboxId }, 'what came back from an OAuth2 provider was refused')
    throw new Refusal(422, 'mailbox_not_connected')
  }
}

/** The state begins with the mailbox it is for; the rest of it nobody can guess. */
async function takeVisit(asDesk: AsDesk, state: string): Promise<Visit> {
  const mailboxId = Number(/^(\d{1,15})\./.exec(state)?.[1])
  const visit = await asDesk(async (ctx) => {
    const kept = mailboxId ? await readSecret(ctx, visitSecret(mailboxId)) : null
    const found = kept ? (JSON.parse(kept) as Visit & { until: number }) : null
    if (found?.state !== state || found.until < ctx.now.getTime()) return null
    await keepSecret(ctx, visitSecret(mailboxId), null)
    return found
  })
  if (!visit) throw new Refusal(422, 'mailbox_not_connected')
  return visit
}

/** From now on the mailbox signs in with what the provider granted, in and out. */
export async function connectAs(ctx: Context, { visit, tokens }: Awaited<ReturnType<typeof hearReturn>>) {
  const { mailboxId, issuer, clientId, scope, homes } = visit
  const row = {
    ...{ homes, issuer, client_id: clientId, scope, connected_at: ctx.now, expires_at: tokens.expiresAt },
    renewing_until: null,
  }
  await ctx.record({ type: 'mailbox.connected', mailboxId }, async () => {
    await ctx.db
      .insertInto('mailbox_oauth')
      .values({ mailbox_id: mailboxId, ...row })
      .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet(row))
      .execute()
    await keepSecret(ctx, oauthSecret(mailboxId), JSON.stringify(tokens))
    await signInByOAuth(ctx, mailboxId)
  })
  return mailboxId
}
