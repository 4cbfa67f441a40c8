import type { Selectable } from 'kysely'
import type { Groups, Tickets } from '../platform/db.types.ts'
import { segmentsOf } from '../sla/clocks.rules.ts'
import { type Candidates, type NextAction, nextAction } from '../sla/next-action.rules.ts'
import { type TargetKind, type TargetSpec, type TargetState, targetStates } from '../sla/targets.rules.ts'
import { addWorkingDaysIfAny, addWorkingIfAny, type Calendar, whileOpenIfAny } from '../sla/working-time.rules.ts'
import type { Side, TicketStatus } from './contract.ts'

/** What the next action of a ticket depends on, besides its targets. */
export type Situation = {
  status: TicketStatus
  statusSince: Date
  ownerId: number | null
  workedAt: Date
  promisedAt: Date | null
  callbackAt: Date | null
  chaseAt: Date | null
  snoozedUntil: Date | null
  resolvedAt: Date | null
  acceptedAt: Date | null
  customerToldAt: Date | null
  contactTriedAt: Date | null
  reviewMinutes: number
  followUpDays: number
  autoCloseDays: number | null
}

const DAY = 86_400_000

/** What an agent may put off: reminders of our own. What was promised to somebody outside keeps its date. */
const SNOOZABLE = [
  'first_response',
  'customer_update',
  'solution',
  'follow_up_call',
  'review',
  'request_confirmation',
] as const

/** Z11: the one next action of a ticket. A snooze moves what may be put off, never past the solution target, never what was promised. */
export function nextActionOf(calendar: Calendar, now: Situation, targets: TargetState[]): NextAction | null {
  const dates = candidates(calendar, now, targets)
  if (now.snoozedUntil)
    for (const kind of SNOOZABLE) dates[kind] = snoozed(dates[kind], now.snoozedUntil, dates.solution) as Date
  return nextAction({ status: now.status, ownerId: now.ownerId, candidates: dates })
}

function snoozed(date: Date | null | undefined, until: Date, solution: Date | null | undefined): Date | null {
  if (!date || date >= until) return date ?? null
  const limit = solution && solution < until ? solution : until
  return limit > date ? limit : date
}

function candidates(calendar: Calendar, now: Situation, targets: TargetState[]): Candidates {
  const heard = latest(now.statusSince, now.customerToldAt, now.contactTriedAt)
  const inDays = (days: number) => {
    const at = addWorkingDaysIfAny(calendar, heard, days) ?? new Date(heard.getTime() + days * DAY)
    // Nobody is called at the hour of the night at which they were written to.
    return whileOpenIfAny(calendar, at) ?? at
  }
  const minutes = now.reviewMinutes * 60
  return {
    callback: now.callbackAt,
    promise: now.promisedAt,
    first_response: openTarget(targets, 'first_response'),
    chase_third_party: now.chaseAt,
    follow_up_call: now.status === 'customer_action' ? inDays(now.followUpDays) : null,
    customer_update: openTarget(targets, 'next_update'),
    solution: openTarget(targets, 'solution'),
    auto_close: autoCloseAt(now),
    request_confirmation: now.status === 'completed' ? inDays(now.followUpDays) : null,
    // A calendar without hours must not stop the desk: then plain time counts.
    review: addWorkingIfAny(calendar, now.workedAt, minutes) ?? new Date(now.workedAt.getTime() + minutes * 1000),
  }
}

/** S7: N days after completion, or 24 hours after the customer accepted; never where the group has it off and nobody accepted. */
function autoCloseAt({ status, resolvedAt, acceptedAt, autoCloseDays }: Situation): Date | null {
  if (status !== 'completed' || !resolvedAt) return null
  const expires = autoCloseDays === null ? null : new Date(resolvedAt.getTime() + autoCloseDays * DAY)
  const confirmed = acceptedAt && new Date(acceptedAt.getTime() + DAY)
  return confirmed && expires ? earliest(confirmed, expires) : (confirmed ?? expires)
}

const openTarget = (targets: TargetState[], kind: TargetState['kind']) => {
  const target = targets.find((candidate) => candidate.kind === kind)
  return target && !target.metAt && !target.onHold ? target.dueAt : null
}
const latest = (first: Date, ...others: (Date | null)[]) => others.reduce<Date>((a, b) => (b && b > a ? b : a), first)
const earliest = (a: Date, b: Date) => (a < b ? a : b)

/** Alarms for one due date: the owner (or, without one, the group) at once, the group 15 minutes later, the lead after an hour. */
export const ALARMS = [
  { level: 'owner', after: 0 },
  { level: 'group', after: 15 * 60_000 },
  { level: 'lead', after: 60 * 60_000 },
] as const

/** When the sweep must look at the ticket again: at the due date, then at each further alarm; null when all were raised. */
export function sweepAt(dueAt: Date | null, raised: number): Date | null {
  const alarm = ALARMS[raised]
  return dueAt && alarm ? new Date(dueAt.getTime() + alarm.after) : null
}

/** All that a ticket's targets, its next action and its estimate follow from. */
export type Unsettled = Pick<
  Selectable<Tickets>,
  | ('status' | 'owner_id' | 'created_at' | 'worked_at' | 'first_response_at' | 'customer_told_at' | 'contact_tried_at')
  | ('resolved_at' | 'accepted_at' | 'promised_at' | 'callback_at' | 'snoozed_until' | 'alarmed_due_at' | 'alarm_level')
> &
  Pick<Selectable<Groups>, 'review_minutes' | 'follow_up_days' | 'auto_close_days'> & {
    pause_on_third_party: boolean
    specs: TargetSpec[]
    status_rows: { status: TicketStatus; side: Side | null; from: Date }[]
    previous: Partial<Record<TargetKind, TargetState>>
    chase_at: Date | null
  }

export type SettledColumns = ReturnType<typeof columnsOf>

/** What is derived of a ticket: its targets, its one next action, and the columns that keep them. */
export function settled(calendar: Calendar, row: Unsettled) {
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
  const next = nextActionOf(calendar, situation(row, segments.at(-1)!.from), targets)
  return { targets, next, columns: columnsOf(row, next, targets) }
}

function situation(row: Unsettled, statusSince: Date): Situation {
  return {
    status: row.status,
    statusSince,
    ownerId: row.owner_id,
    workedAt: row.worked_at,
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

/** A new due date starts its alarms anew; the same one keeps those already raised. */
function columnsOf(row: Unsettled, next: NextAction | null, targets: TargetState[]) {
  const sameDate = next !== null && row.alarmed_due_at?.getTime() === next.dueAt.getTime()
  const raised = sameDate ? row.alarm_level : 0
  const solution = targets.find((target) => target.kind === 'solution')
  return {
    worked_at: row.worked_at,
    estimated_at: row.promised_at ?? solution?.dueAt ?? null,
    estimate_on_hold: !row.promised_at && (solution?.onHold ?? false),
    next_kind: next?.kind ?? null,
    next_due_at: next?.dueAt ?? null,
    next_who: next?.who ?? null,
    alarmed_due_at: sameDate ? row.alarmed_due_at : null,
    alarm_level: raised,
    sweep_at: sweepAt(next?.dueAt ?? null, raised),
  }
}
