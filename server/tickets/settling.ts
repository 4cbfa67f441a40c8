import { isDeepStrictEqual } from 'node:util'
import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tickets } from '../platform/db.types.ts'
import { unawaited } from '../platform/pipeline.ts'
import { calendarOf } from '../sla/calendars.ts'
import { segmentsOf } from '../sla/clocks.rules.ts'
import type { NextAction } from '../sla/next-action.rules.ts'
import { type TargetKind, type TargetSpec, type TargetState, targetStates } from '../sla/targets.rules.ts'
import type { Side, TicketStatus } from './contract.ts'
import { nextActionOf, type Situation, sweepAt } from './settling.rules.ts'

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
  const segments = segmentsOf(row.status_rows)
  const targets = targetStates({
    calendar,
    specs: row.specs,
    createdAt: row.created_at,
    segments,
    firstResponseAt: row.first_response_at,
    lastUpdateToCustomerAt: row.customer_told_at,
    resolvedAt: row.resolved_at,
    pauseOnThirdParty: row.pause_on_third_party,
    previous: row.previous,
  })
  // Work done now by a person puts the review off; what the desk does by itself does not.
  const workedAt = ctx.actor.kind === 'agent' ? ctx.now : row.worked_at
  const next = nextActionOf(calendar, situation(row, workedAt, segments.at(-1)!.from), targets)
  writeTargets(
    ctx,
    id,
    targets.filter((target) => !isDeepStrictEqual(target, row.previous[target.kind])),
  )
  writeSettled(ctx, row, workedAt, next, targets)
  ctx.announced.push({ topic: 'ticket', ticketId: id, groupIds: [row.group_id] })
  const alarmed = row.alarmed_due_at?.getTime() === next?.dueAt.getTime()
  return next !== null && !alarmed && next.dueAt.getTime() < ctx.now.getTime() - LATE_MS
}

type Row = Omit<Selectable<Tickets>, 'search'> & {
  review_minutes: number
  follow_up_days: number
  auto_close_days: number | null
  pause_on_third_party: boolean
  calendar_id: number | null
  calendar_version: number | null
  specs: TargetSpec[]
  status_rows: { status: TicketStatus; side: Side | null; from: Date }[]
  previous: Partial<Record<TargetKind, TargetState>>
  chase_at: Date | null
}

async function read({ db }: Context, id: number): Promise<Row> {
  const { rows } = await sql<
    Row & { held: { kind: TargetKind; dueAt: string | null; metAt: string | null; onHold: boolean; basis: never }[] }
  >`
    select t.*, g.review_minutes, g.follow_up_days, g.auto_close_days,
      coalesce(p.pause_on_third_party, false) as pause_on_third_party, c.id as calendar_id, c.version as calendar_version,
      coalesce((select json_agg(json_build_object('kind', kind, 'amount', amount, 'unit', unit)) from policy_targets
        where policy_id = p.id and priority = t.priority), '[]') as specs,
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

function situation(row: Row, workedAt: Date, statusSince: Date): Situation {
  return {
    status: row.status,
    statusSince,
    ownerId: row.owner_id,
    workedAt,
    promisedAt: row.promised_at,
    callbackAt: row.callback_at,
    chaseAt: row.chase_at,
    snoozedUntil: row.snoozed_until,
    resolvedAt: row.resolved_at,
    acceptedAt: row.accepted_at,
    customerToldAt: row.customer_told_at,
    contactTriedAt: row.contact_tried_at,
    reviewMinutes: row.review_minutes,
    followUpDays: row.follow_up_days,
    autoCloseDays: row.auto_close_days,
  }
}

/** Mostly nothing moved: then nothing is written. */
function writeTargets({ db }: Context, id: number, targets: TargetState[]) {
  if (!targets.length) return
  const rows = targets.map(({ kind, dueAt, metAt, onHold, basis }) => ({
    kind,
    due_at: dueAt,
    met_at: metAt,
    on_hold: onHold,
    basis,
  }))
  const written = sql`insert into targets (ticket_id, kind, due_at, met_at, on_hold, basis)
    select ${id}, t.kind, t.due_at, t.met_at, t.on_hold, t.basis
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as t(kind text, due_at timestamptz, met_at timestamptz, on_hold boolean, basis jsonb)
    on conflict (ticket_id, kind) do update set due_at = excluded.due_at, met_at = excluded.met_at, on_hold = excluded.on_hold, basis = excluded.basis`
  unawaited(written.execute(db))
}

/** A new due date starts its alarms anew; the same one keeps those already raised. */
function writeSettled({ db }: Context, row: Row, workedAt: Date, next: NextAction | null, targets: TargetState[]) {
  const sameDate = next !== null && row.alarmed_due_at?.getTime() === next.dueAt.getTime()
  const raised = sameDate ? row.alarm_level : 0
  const solution = targets.find((target) => target.kind === 'solution')
  const settled = {
    worked_at: workedAt,
    estimated_at: row.promised_at ?? solution?.dueAt ?? null,
    estimate_on_hold: !row.promised_at && (solution?.onHold ?? false),
    next_kind: next?.kind ?? null,
    next_due_at: next?.dueAt ?? null,
    next_who: next?.who ?? null,
    alarmed_due_at: sameDate ? row.alarmed_due_at : null,
    alarm_level: raised,
    sweep_at: sweepAt(next?.dueAt ?? null, raised),
  }
  const same = Object.entries(settled).every(
    ([column, value]) =>
      +(row[column as keyof Row] as never) === +(value as never) || row[column as keyof Row] === value,
  )
  if (!same) unawaited(db.updateTable('tickets').set(settled).where('id', '=', row.id).execute())
}
