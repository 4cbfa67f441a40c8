import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { beganAsDemo } from '../platform/demo.ts'
import { companySettings } from '../platform/settings.ts'
import type { AgentDoors } from './doors.contract.ts'
import type { MyDoors } from './factors.contract.ts'
import { factorsOf } from './factors.ts'
import { passkeysPossible } from './passkeys.ts'

/** What the front page offers to whoever comes. */
export async function waysIn(ctx: Context) {
  const { name, logo } = await companySettings(ctx)
  const providers = await ctx.db
    .selectFrom('providers')
    .select(['id', 'name'])
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  return { company: { name, logo }, demo: await beganAsDemo(ctx), passkeys: passkeysPossible(ctx.config), providers }
}

export async function myDoors(ctx: Context): Promise<Static<typeof MyDoors>> {
  const { db } = ctx
  const agentId = ctx.actor.id!
  const { totp, since, codes } = await factorsOf(ctx, agentId)
  const me = await db
    .selectFrom('agents')
    .select(['password_hash', 'enrol_by'])
    .where('id', '=', agentId)
    .executeTakeFirstOrThrow()
  const identities = await db
    .selectFrom('identities as i')
    .innerJoin('providers as p', 'p.id', 'i.provider_id')
    .select(['i.id', 'p.id as providerId', 'p.name as provider', 'i.email', 'i.linked_at as linkedAt'])
    .where('i.agent_id', '=', agentId)
    .orderBy('i.id')
    .execute()
  const { providers } = await waysIn(ctx)
  return {
    password: me.password_hash !== null,
    totp: totp === null ? null : { since: since! },
    passkeys: await db
      .selectFrom('passkeys')
      .select(['id', 'name', 'created_at as createdAt', 'used_at as usedAt'])
      .where('agent_id', '=', agentId)
      .orderBy('id')
      .execute(),
    recoveryCodes: codes,
    identities,
    providers: providers.filter(({ id }) => !identities.some(({ providerId }) => providerId === id)),
    passkeysPossible: passkeysPossible(ctx.config),
    enrolBy: me.enrol_by,
  }
}

export async function agentDoors({ db }: Context) {
  const { rows } = await sql<Static<typeof AgentDoors>>`
    select a.id as "agentId", not a.active and a.password_hash is null and exists (select from access_links where agent_id = a.id and kind = 'invitation') as invited,
      case when l.id is not null then json_build_object('id', l.id, 'expiresAt', l.expires_at) end as link,
      a.password_hash is not null as password, exists (select from totps where agent_id = a.id and confirmed_at is not null) as totp,
      (select count(*)::int from passkeys where agent_id = a.id) as passkeys, a.only_provider as "onlyProvider", a.enrol_by as "enrolBy",
      coalesce((select json_agg(json_build_object('providerId', provider_id, 'subject', subject, 'email', email) order by id) from identities where agent_id = a.id), '[]') as identities,
      (select max(seen_at) from sessions where agent_id = a.id) as "seenAt"
    from agents a left join access_links l on l.agent_id = a.id and l.used_at is null and l.revoked_at is null and l.expires_at > (select desk_now())
    order by a.id`.execute(db)
  return rows
}
