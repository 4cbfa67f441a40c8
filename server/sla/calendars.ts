import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Config } from '../platform/config.ts'
import type { Calendar } from './working-time.rules.ts'

/** Without any calendar the desk reckons every hour as working time. */
const ALWAYS: Calendar = {
  zone: 'UTC',
  hours: ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({ day, from: '00:00', to: '24:00' })),
  holidays: [],
  exceptions: [],
}

type Known = Map<number, { version: number; calendar: Calendar }>
// Preparing a calendar for arithmetic costs more than reading its version: each version is kept once, by its identity; each desk's
// apart, since two desks in one process count their calendars and versions alike. What this transaction itself has written may yet be
// rolled back, and another edit be given its version: it is kept by nobody.
const known = new WeakMap<Config, Known>()

/** A calendar as it stands in this transaction: parsed once per version. */
export async function calendarOf(
  ctx: Pick<Context, 'db' | 'config'>,
  id: number | null,
  version: number | null,
): Promise<Calendar> {
  if (id === null || version === null) return ALWAYS
  const ofDesk = knownTo(ctx.config)
  const held = ofDesk.get(id)
  if (held?.version === version) return held.calendar
  const { rows } = await sql<{ version: number; mine: boolean; calendar: Calendar }>`
    select version, coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false) as mine,
      json_build_object('zone', zone, 'hours', hours, 'holidays', holidays, 'exceptions', exceptions) as calendar
    from calendars where id = ${id}`.execute(ctx.db)
  const { calendar, mine, ...read } = rows[0]!
  if (!mine) ofDesk.set(id, { ...read, calendar })
  return calendar
}

function knownTo(desk: Config): Known {
  const found = known.get(desk) ?? new Map()
  known.set(desk, found)
  return found
}

/** The calendar of the desk's default policy: what clocks and due dates are counted by. */
export async function deskCalendar(ctx: Pick<Context, 'db' | 'config'>): Promise<Calendar> {
  const row = await ctx.db
    .selectFrom('policies as p')
    .innerJoin('calendars as c', 'c.id', 'p.calendar_id')
    .select(['c.id', 'c.version'])
    .where('p.is_default', '=', true)
    .executeTakeFirst()
  return calendarOf(ctx, row?.id ?? null, row?.version ?? null)
}
