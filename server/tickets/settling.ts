import { isDeepStrictEqual } from 'node:util'
import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tickets } from '../platform/db.types.ts'
import { unawaited } from '../platform/pipeline.ts'
import { calendarOf } from '../sla/calendars.ts'
import { type Policy, specsOf } from '../sla/policies.ts'
import type { TargetKind, TargetState } from '../sla/targets.rules.ts'
import { SIDE_OF } from './moves.rules.ts'
import { type SettledColumns, settled, type Unsettled } from './settling.rules.ts'

/**
 * Derived state is no reaction: at the end of every transaction each ticket it touched is settled once: targets, next action,
 * estimate, live message. So "every open ticket has a next action" (Z11) holds by construction. Answers those whose next action
 * turns out to be long overdue without an alarm.
 */
export async function settleTickets(ctx: Context, ids: Iterable<number>): Promise<number[]> {
  const late: number[] = []
  for (const id of [...ids].sort((a, b) => a - b)) if (await settle(ctx, id)) late.push(id)
  return late
}

/** Z11: a date that passed more than five minutes ago and rang nobody's bell makes a ticket unattended. */
const LATE_MS = 5 * 60_000

async function settle(ctx: Context, id: number): Promise<boolean> {
  const row = await read(ctx, id)
  const calendar = await calendarOf(ctx, row.calendar_id, row.calendar_version)
  // Work done now by a person puts the review off; what the desk does by itself does not.
  const workedAt = ctx.actor.kind === 'agent' ? ctx.now : row.worked_at
  const { targets, next, columns } = settled(calendar, { ...row, worked_at: workedAt })
  writeTargets(
    ctx,
    id,
    targets.filter((target) => !isDeepStrictEqual(target, row.previous[target.kind])),
  )
  writeSettled(ctx, row, columns)
  announce(ctx, id, row.group_id)
  const alarmed = row.alarmed_due_at?.getTime() === next?.dueAt.getTime()
  return next !== null && !alarmed && next.dueAt.getTime() < ctx.now.getTime() - LATE_MS
}

/** E5: by when the customer is owed news again if they hear from us now; null while none are owed. */
export async function nextUpdateAfter(ctx: Context, id: number): Promise<Date | null> {
  const row = await read(ctx, id)
  const calendar = await calendarOf(ctx, row.calendar_id, row.calendar_version)
  const { targets } = settled(calendar, { ...row, customer_told_at: ctx.now })
  return targets.find(({ kind }) => kind === 'next_update')?.dueAt ?? null
}

/** What is known of a ticket that is just being opened: pending since now, and nothing promised to anybody. */
export type Newborn = Pick<Unsettled, 'owner_id' | 'first_response_at' | 'customer_told_at' | keyof Group>
type Group = Pick<Unsettled, 'review_minutes' | 'follow_up_days' | 'auto_close_days'>

/** What cannot have happened to a ticket that begins now. */
const NOTHING_YET = {
  ...{ contact_tried_at: null, resolved_at: null, accepted_at: null, promised_at: null, callback_at: null },
  ...{ snoozed_until: null, chase_at: null, alarmed_due_at: null, alarm_level: 0, previous: {} },
}

/** A ticket is born settled: its first row says what the end of the transaction would find, and costs no second one. */
export async function bornSettled(ctx: Context, { calendar_id, calendar_version, ...policy }: Policy, born: Newborn) {
  const calendar = await calendarOf(ctx, calendar_id, calendar_version)
  return settled(calendar, {
    ...policy,
    ...born,
    ...NOTHING_YET,
    ...{ status: 'pending', created_at: ctx.now, worked_at: ctx.now },
    status_rows: [{ status: 'pending', side: SIDE_OF.pending, from: ctx.now }],
  })
}

/** Beside its row, in the write of its fact: from here on only what happens to it settles it again. */
export function writeBorn(ctx: Context, id: number, groupId: number, targets: TargetState[]) {
  writeTargets(ctx, id, targets)
  announce(ctx, id, groupId)
  ctx.touched.delete(id)
}

const announce = (ctx: Context, ticketId: number, groupId: number) =>
  ctx.announced.push({ topic: 'ticket', ticketId, groupIds: [groupId] })

type Row = Selectable<Tickets> & Unsettled & { calendar_id: number | null; calendar_version: number | null }

async function read({ db }: Context, id: number): Promise<Row> {
  const { rows } = await sql<
    Row & { held: { kind: TargetKind; dueAt: string | null; metAt: string | null; onHold: boolean; basis: never }[] }
  >`
    select t.*, g.review_minutes, g.follow_up_days, g.auto_close_days,
      coalesce(p.pause_on_third_party, false) as pause_on_third_party, c.id as calendar_id, c.version as calendar_version,
      ${specsOf(sql`t.priority`)} as specs,
      (select json_agg(json_build_object('status', status, 'side', side, 'from', "from") order by seq) from status_rows where ticket_id = t.id) as status_rows,
      coalesce((select json_agg(json_build_object('kind', kind, 'dueAt', due_at, 'metAt', met_at, 'onHold', on_hold, 'basis', basis)) from targets where ticket_id = t.id), '[]') as held,
      (select min(chase_at) from parties where ticket_id = t.id and awaited) as chase_at
    from tickets t join groups g on g.id = t.group_id
      left join policies p on p.is_default left join calendars c on c.id = p.calendar_id
    where t.id = ${id}`.execute(db)
  const row = rows[0]!
  return {
    ...row,
    status_rows: row.status_rows.map((moved) => ({ ...moved, from: new Date(moved.from) })),
    previous: Object.fromEntries(
      row.held.map((held) => [held.kind, { ...held, dueAt: date(held.dueAt), metAt: date(held.metAt) }]),
    ),
  }
}

const date = (text: string | null) => (text === null ? null : new Date(text))

/** Mostly nothing moved: then nothing is written. */
function writeTargets({ db }: Context, id: number, targets: TargetState[]) {
  if (!targets.length) return
  const rows = targets.map(({ kind, dueAt, metAt, onHold, basis }) => ({
    ticket_id: id,
    kind,
    due_at: dueAt,
    met_at: metAt,
    on_hold: onHold,
    basis: JSON.stringify(basis),
  }))
  const written = db
    .insertInto('targets')
    .values(rows)
    .onConflict((same) =>
      same.columns(['ticket_id', 'kind']).doUpdateSet(({ ref }) => ({
        due_at: ref('excluded.due_at'),
        met_at: ref('excluded.met_at'),
        on_hold: ref('excluded.on_hold'),
        basis: ref('excluded.basis'),
      })),
    )
  unawaited(written.execute())
}

function writeSettled({ db }: Context, row: Row, columns: SettledColumns) {
  const same = Object.entries(columns).every(
    ([column, value]) =>
      +(row[column as keyof Row] as never) === +(value as never) || row[column as keyof Row] === value,
  )
  if (!same) unawaited(db.updateTable('tickets').set(columns).where('id', '=', row.id).execute())
}
