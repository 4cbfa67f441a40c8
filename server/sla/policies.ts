import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { nextId } from '../platform/ids.ts'
import type { Holiday } from './opening-hours.rules.ts'
import type { TargetSpec } from './targets.rules.ts'

/** Mon–Fri 09:00–18:00 in the company's zone: what a desk starts with until its admins say otherwise. */
export async function createCalendar(ctx: Context, zone: string, holidays: Holiday[] = []): Promise<number> {
  const id = await nextId(ctx, 'calendars')
  const hours = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' }))
  await ctx.record({ type: 'calendar.saved', calendarId: id }, () =>
    ctx.db
      .insertInto('calendars')
      .values({
        id,
        name: 'Horario de atención',
        zone,
        hours: JSON.stringify(hours),
        holidays: JSON.stringify(holidays),
      })
      .execute(),
  )
  return id
}

type Amount = [amount: number, unit: 'minute' | 'hour' | 'day']

/** First response, next update and solution, by priority (L3). In hours, so that no date falls where nobody works: 27 are three of the days above. */
const DEFAULTS: Record<
  'immediate' | 'high' | 'normal' | 'low',
  Record<'first_response' | 'next_update' | 'solution', Amount>
> = {
  immediate: { first_response: [30, 'minute'], next_update: [2, 'hour'], solution: [4, 'hour'] },
  high: { first_response: [1, 'hour'], next_update: [4, 'hour'], solution: [8, 'hour'] },
  normal: { first_response: [4, 'hour'], next_update: [18, 'hour'], solution: [27, 'hour'] },
  low: { first_response: [8, 'hour'], next_update: [45, 'hour'], solution: [63, 'hour'] },
}

export async function createDefaultPolicy(ctx: Context, calendarId: number) {
  const id = await nextId(ctx, 'policies')
  const targets = Object.entries(DEFAULTS).flatMap(([priority, kinds]) =>
    Object.entries(kinds).map(([kind, [amount, unit]]) => ({
      policy_id: id,
      priority: priority as keyof typeof DEFAULTS,
      kind,
      amount,
      unit,
    })),
  )
  await ctx.record({ type: 'policy.saved', policyId: id }, async () => {
    await ctx.db
      .insertInto('policies')
      .values({ id, name: 'General', calendar_id: calendarId, is_default: true })
      .execute()
    await ctx.db.insertInto('policy_targets').values(targets).execute()
  })
}

/** The targets of policy `p` at a priority. */
export const specsOf = (priority: RawBuilder<unknown>) =>
  sql`coalesce((select json_agg(json_build_object('kind', kind, 'amount', amount, 'unit', unit)) from policy_targets
    where policy_id = p.id and priority = ${priority}), '[]')`

/** What the desk promises at a priority, and by which calendar. */
export type Policy = {
  pause_on_third_party: boolean
  calendar_id: number | null
  calendar_version: number | null
  specs: TargetSpec[]
}

const NONE: Policy = { pause_on_third_party: false, calendar_id: null, calendar_version: null, specs: [] }

export async function policyAt({ db }: Context, priority: keyof typeof DEFAULTS): Promise<Policy> {
  const { rows } = await sql<Policy>`
    select p.pause_on_third_party, c.id as calendar_id, c.version as calendar_version, ${specsOf(sql`${priority}::priority`)} as specs
      from policies p left join calendars c on c.id = p.calendar_id where p.is_default`.execute(db)
  return rows[0] ?? NONE
}
