import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import type { Config } from '../platform/config.ts'
import type { Database } from '../platform/database.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { fetchOutside, isLocal } from '../platform/outside.ts'
import { keepSecret, readSecret } from '../platform/secrets.ts'
import { requireSeen } from '../platform/seen.ts'
import type { createProvider, editProvider, Provider } from './providers.contract.ts'

type Where = { db: Database | Context['db']; config: Config }
type Edit = Static<(typeof editProvider)['body']>

/** Where every provider sends people back to. */
export const redirectUri = ({ publicUrl }: Config) => `${publicUrl}/entrar/retorno`

/** The provider's own configuration, fetched anew: its keys and addresses may change at any time. */
export async function discover(config: Config, issuer: string, clientId: string, secret: string | null) {
  const client = await import('openid-client')
  const local = isLocal(config.publicUrl)
  return client.discovery(
    new URL(issuer),
    clientId,
    secret ? { client_secret: secret } : undefined,
    secret ? undefined : client.None(),
    {
      [client.customFetch]: fetchOutside(local) as never,
      ...(local && { execute: [client.allowInsecureRequests] }),
    },
  )
}

/** Before anything is saved the issuer must answer, and call itself by the same name. Done while no transaction is open. */
export async function checkIssuer(config: Config, issuer: string | undefined) {
  if (issuer === undefined) return
  try {
    await discover(config, issuer.trim(), 'check', null)
  } catch {
    throw invalid('issuer', 'issuer')
  }
}

export async function createProviderAs(ctx: Context, input: Static<(typeof createProvider)['body']>): Promise<number> {
  requireDomains(input)
  const id = await nextId(ctx, 'providers')
  await requireOnce(ctx, id, input.issuer.trim(), input.clientId.trim())
  await ctx.record({ type: 'provider.saved', providerId: id }, async () => {
    await ctx.db
      .insertInto('providers')
      .values({
        ...{ id, name: input.name.trim(), issuer: input.issuer.trim(), client_id: input.clientId.trim() },
        domains: input.domains ?? [],
        creates: input.creates ?? false,
        active: input.active ?? true,
        created_at: ctx.now,
      })
      .execute()
    if (input.secret) await keepSecret(ctx, `provider:${id}`, input.secret)
  })
  return id
}

export async function editProviderAs(ctx: Context, id: number, edit: Edit) {
  const held = await ctx.db.selectFrom('providers').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!held) throw notFound()
  if (edit.seen) requireSeen(await provider(ctx, id), edit.seen)
  requireDomains({ creates: edit.creates ?? held.creates, domains: edit.domains ?? held.domains })
  const { secret, clientId, seen: _, ...fields } = edit
  await requireOnce(ctx, id, fields.issuer?.trim() ?? held.issuer, clientId?.trim() ?? held.client_id)
  const set = {
    ...fields,
    ...(fields.name && { name: fields.name.trim() }),
    ...(fields.issuer && { issuer: fields.issuer.trim() }),
    ...(clientId && { client_id: clientId.trim() }),
  }
  await ctx.record({ type: 'provider.saved', providerId: id }, async () => {
    if (Object.keys(set).length) await ctx.db.updateTable('providers').set(set).where('id', '=', id).execute()
    if (secret !== undefined) await keepSecret(ctx, `provider:${id}`, secret)
    // Another issuer's subjects are other people.
    if (set.issuer && set.issuer !== held.issuer)
      await ctx.db.deleteFrom('identities').where('provider_id', '=', id).execute()
  })
}

/** A provider that lets people in, with what it takes to talk to it. */
export async function activeProvider({ db, config }: Where, id: number) {
  const row = await db
    .selectFrom('providers')
    .selectAll()
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, secret: await readSecret({ db, config } as never, `provider:${id}`) }
}

export async function providers({ db }: Context): Promise<Static<typeof Provider>[]> {
  const { rows } = await sql<Static<typeof Provider>>`
    select p.id, p.name, p.issuer, p.client_id as "clientId", s.id is not null as "hasSecret", p.domains, p.creates, p.active
    from providers p left join secrets s on s.id = concat('provider:', p.id) order by p.id`.execute(db)
  return rows
}

export async function provider(ctx: Context, id: number) {
  const found = (await providers(ctx)).find((one) => one.id === id)
  if (!found) throw notFound()
  return found
}

/** Large providers have an account for everybody: who is let in unasked, and sees the customers, must be of the company. */
function requireDomains({ creates, domains }: { creates?: boolean; domains?: string[] }) {
  if (creates && !domains?.length) throw invalid('domains', 'creates_domains')
}

async function requireOnce({ db }: Context, id: number, issuer: string, clientId: string) {
  const twin = await db
    .selectFrom('providers')
    .select('id')
    .where('issuer', '=', issuer)
    .where('client_id', '=', clientId)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (twin) throw invalid('clientId', 'taken')
}
