import { sql } from 'kysely'
import type { Context } from '../context.ts'

export type SecuritySettings = { secondFactor: 'nobody' | 'admins' | 'everybody'; graceDays: number }

/** Of whom the company asks a second factor, and how many days there are to set it up. */
export async function securitySettings({ db }: Pick<Context, 'db'>): Promise<SecuritySettings> {
  const row = await db.selectFrom('settings').select('value').where('id', '=', 'security').executeTakeFirst()
  return { secondFactor: 'nobody', graceDays: 7, ...(row?.value as Partial<SecuritySettings> | undefined) }
}

/**
 * Brings `enrol_by` up to date, for one agent or all: whoever is asked for a second factor and has none gets a day by which to have it;
 * from then on their sessions open nothing but their own account (identify.ts).
 */
export async function demandFactors(ctx: Context, agentId: number | null, graceDays?: number) {
  const settings = await securitySettings(ctx)
  const by = new Date(ctx.now.getTime() + (graceDays ?? settings.graceDays) * 86_400_000)
  await sql`update agents a set enrol_by = wanted.by from (
      select id, case when ${asked(settings)} and not only_provider and not exists (select from totps where agent_id = agents.id and confirmed_at is not null)
        and not exists (select from passkeys where agent_id = agents.id) then coalesce(enrol_by, ${by}) end as by
      from agents ${agentId === null ? sql`` : sql`where id = ${agentId}`}) wanted
    where a.id = wanted.id and a.enrol_by is distinct from wanted.by`.execute(ctx.db)
}

export async function secondFactorDemanded(ctx: Context, agentId: number): Promise<boolean> {
  const settings = await securitySettings(ctx)
  const { rows } =
    await sql`select 1 from agents where id = ${agentId} and ${asked(settings)} and not only_provider`.execute(ctx.db)
  return rows.length > 0
}

const asked = ({ secondFactor }: SecuritySettings) =>
  secondFactor === 'everybody' ? sql`true` : secondFactor === 'admins' ? sql`role = 'admin'` : sql`false`
