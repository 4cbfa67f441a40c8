import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { zoneNamed } from '../platform/zones.contract.ts'
import type { CalendarRow, createCalendar, editCalendar, previewCalendar } from './contract.ts'
import { faultIn, preview } from './previewing.rules.ts'
import type { Calendar } from './working-time.rules.ts'

type Row = Static<typeof CalendarRow>

export async function calendars({ db }: Context, id?: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select id, name, zone, hours, holidays, exceptions, version,
      exists (select from policies where calendar_id = calendars.id) as used
    from calendars ${id === undefined ? sql`` : sql`where id = ${id}`} order by name collate "es-x-icu", id`.execute(db)
  return rows
}

export async function calendar(ctx: Context, id: number): Promise<Row> {
  const [row] = await calendars(ctx, id)
  if (!row) throw notFound()
  return row
}

export async function createCalendarAs(ctx: Context, input: Static<(typeof createCalendar)['body']>): Promise<number> {
  requireSound(input)
  const id = await nextId(ctx, 'calendars')
  await ctx.record({ type: 'calendar.saved', calendarId: id }, () =>
    ctx.db
      .insertInto('calendars')
      .values({ id, ...columns(input), name: input.name.trim(), zone: input.zone, hours: JSON.stringify(input.hours) })
      .execute(),
  )
  return id
}

/** The sweep settles every open ticket anew (reactions.ts); what was met stands, whatever the calendar says now (decision 3). */
export async function editCalendarAs(ctx: Context, id: number, edit: Static<(typeof editCalendar)['body']>) {
  await sql`select from calendars where id = ${id} for no key update`.execute(ctx.db)
  const held = await calendar(ctx, id)
  const { version, ...fields } = edit
  if (held.version !== version) throw new Refusal(409, 'stale', { extra: { calendar: held } })
  requireSound({ ...held, ...fields })
  if (!Object.keys(fields).length) return
  await ctx.record({ type: 'calendar.saved', calendarId: id }, () =>
    ctx.db
      .updateTable('calendars')
      .set({ ...columns(fields), version: version + 1 })
      .where('id', '=', id)
      .execute(),
  )
}

export async function removeCalendarAs(ctx: Context, id: number) {
  await sql`select from calendars where id = ${id} for update`.execute(ctx.db)
  if ((await calendar(ctx, id)).used) throw new Refusal(422, 'calendar_used')
  await ctx.record({ type: 'calendar.removed', calendarId: id }, () =>
    ctx.db.deleteFrom('calendars').where('id', '=', id).execute(),
  )
}

export function previewAs(ctx: Context, input: Static<(typeof previewCalendar)['body']>) {
  requireSound(input)
  const { amount, unit, ...calendar } = input
  return preview(calendar, ctx.now, { amount, unit })
}

function requireSound(calendar: Calendar) {
  const fault = faultIn(calendar)
  if (fault) throw invalid(fault.field, fault.key)
  if (!zoneNamed(calendar.zone)) throw invalid('zone', 'zone')
}

function columns({ name, zone, hours, holidays, exceptions }: Partial<Calendar> & { name?: string }) {
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(zone !== undefined && { zone }),
    ...(hours && { hours: JSON.stringify(hours) }),
    ...(holidays && { holidays: JSON.stringify(inOrder(holidays)) }),
    ...(exceptions && { exceptions: JSON.stringify(inOrder(exceptions)) }),
  }
}

const inOrder = <T extends { date: string }>(days: T[]) => [...days].sort((a, b) => a.date.localeCompare(b.date))
