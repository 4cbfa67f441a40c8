import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Static } from 'typebox'
import { system } from '../auth/actor.ts'
import { createAgentAs } from '../auth/agents.ts'
import { createGroupAs } from '../auth/groups.ts'
import type { Context } from '../context.ts'
import type { Config } from '../platform/config.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { holidaysOf } from '../sla/holidays.ts'
import { createCalendar, createDefaultPolicy } from '../sla/policies.ts'
import { editCompanyAs } from './company.ts'
import type { setUp } from './contract.ts'

/** The one-time key the terminal shows: only who started the server, or can read its secret, can make the first admin. */
export const setupKey = (config: Config) =>
  createHmac('sha256', config.secretKey).update('set-up').digest('base64url').replace(/[-_]/g, '').slice(0, 20)

export async function setupNeeded({ db }: Pick<Context, 'db'>): Promise<boolean> {
  return !(await db.selectFrom('agents').select('id').limit(1).executeTakeFirst())
}

/** The first admin, the first group, a calendar and the default policy: from here the desk is usable. Closed for ever afterwards. */
export async function setUpAs(ctx: Context, input: Static<(typeof setUp)['body']>) {
  requireSetupKey(ctx, input.key)
  await furnish(ctx, input)
}

export function requireSetupKey({ config }: Context, key: string) {
  const expected = Buffer.from(setupKey(config))
  const given = Buffer.from(key.trim())
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw invalid('key', 'setup_key')
}

/** Two first visits at once: the table lock lets one of them in. */
export async function furnish(ctx: Context, input: Omit<Static<(typeof setUp)['body']>, 'key'>) {
  await sql`lock table agents in share row exclusive mode`.execute(ctx.db)
  if (!(await setupNeeded(ctx))) throw new Refusal(409, 'set_up_already')
  const zone = input.zone ?? ctx.config.companyZone
  ctx.actor = system(zone)
  const groupId = await createGroupAs(ctx, { name: 'Soporte', isDefault: true })
  await createAgentAs(ctx, {
    ...{ name: input.name, email: input.email, password: input.password, role: 'admin', zone },
    ...(input.language && { language: input.language }),
    memberships: [{ groupId, right: 'full' }],
  })
  const { holidays } = holidaysOf(input.holidays ? input.country : undefined)
  await createDefaultPolicy(ctx, await createCalendar(ctx, zone, holidays))
  const { company: name, country, language } = input
  await editCompanyAs(ctx, { name, zone, ...(country && { country }), ...(language && { language }) })
}
