import type { Side, TicketStatus } from '../tickets/contract.ts'
import type { Holiday } from './opening-hours.rules.ts'
import {
  addWorkingDaysIfAny,
  addWorkingIfAny,
  type Calendar,
  dateAt,
  holidaysBetween,
  workingSeconds,
} from './working-time.rules.ts'

/** A stretch of a ticket's life in one status; `to` is null while it lasts. */
export type Segment = { status: TicketStatus; side: Side | null; from: Date; to: Date | null }
export type TargetKind = 'first_response' | 'next_update' | 'solution'
/** Minutes and hours consume working time; days move the date over working days and keep the clock time. */
export type TargetSpec = { kind: TargetKind; amount: number; unit: 'minute' | 'hour' | 'day' }

/** Everything a sentence about a due date needs, as JSON. Seconds are working time; moments are ISO texts. */
export type TargetBasis = {
  amount: number
  unit: TargetSpec['unit']
  from: string
  /** What happened at `from`: the ticket was created, the customer was told something, or the ticket came back to us. */
  since: 'creation' | 'update' | 'return'
  /** Working seconds the due date was pushed by, per reason. */
  paused: { customer: number; third_party: number; completed: number }
  holidays: Holiday[]
  hold: { side: Exclude<Side, 'agent'>; since: string; leftSeconds: number } | null
  /** Why there is no due date, or null where there is one. */
  none: 'status' | 'closed' | 'no_hours' | null
}

export type TargetState = {
  kind: TargetKind
  dueAt: Date | null
  metAt: Date | null
  onHold: boolean
  basis: TargetBasis
}

export type TargetHistory = {
  calendar: Calendar
  specs: TargetSpec[]
  createdAt: Date
  segments: Segment[]
  firstResponseAt: Date | null
  lastUpdateToCustomerAt: Date | null
  resolvedAt: Date | null
  pauseOnThirdParty: boolean
  /** The targets as last settled. */
  previous: Partial<Record<TargetKind, SettledTarget>>
}
export type SettledTarget = Pick<TargetState, 'dueAt' | 'metAt' | 'basis'>

const UPDATES_ARE_OWED: ReadonlySet<TicketStatus> = new Set<TicketStatus>([
  'pending',
  'in_progress',
  'third_party_action',
])

/**
 * domain.md §2: where each promised time of a ticket stands. Depends on what happened, not on the moment of asking.
 * A ticket closed without ever being resolved (merged, discarded) owes nothing that was not met by then.
 */
export function targetStates(history: TargetHistory): TargetState[] {
  const abandoned = history.segments.at(-1)?.status === 'closed' && !history.resolvedAt
  return history.specs.map((spec) => {
    const state = standing(history.previous[spec.kind], stateOf[spec.kind](spec, history))
    return abandoned && !state.metAt ? without('closed', state) : state
  })
}

/** domain.md §2: met = actual ≤ due; actual missing → compare with now; no due date is no target. A target on hold waits. */
export function breached(target: Pick<TargetState, 'dueAt' | 'metAt' | 'onHold'>, now: Date): boolean {
  if (!target.dueAt || (target.onHold && !target.metAt)) return false
  return (target.metAt ?? now) > target.dueAt
}

/**
 * What was settled stands while the target is met, and while it is on hold: a priority, policy or calendar changed in the
 * meantime neither rewrites a verdict nor moves a date that waits. Reopening or resuming works it out anew.
 */
function standing(settled: SettledTarget | undefined, computed: TargetState): TargetState {
  if (!settled?.dueAt) return computed
  const sameVerdict = settled.metAt && computed.metAt && +settled.metAt === +computed.metAt
  const sameHold = settled.basis.hold && settled.basis.hold.since === computed.basis.hold?.since
  return sameVerdict || sameHold ? { ...computed, dueAt: settled.dueAt, basis: settled.basis } : computed
}

type Start = { at: Date; since: TargetBasis['since'] }

const stateOf: Record<TargetKind, (spec: TargetSpec, history: TargetHistory) => TargetState> = {
  /** Counts from creation without pauses, until an agent first communicates. */
  first_response(spec, { calendar, createdAt, firstResponseAt }) {
    return counted(calendar, spec, createdAt, 'creation', firstResponseAt)
  },

  /**
   * E5: owed while we have the ticket. Counts from our last words to the customer or, when later, from the moment the ticket
   * came back to us: a customer who answers after three days does not find us late at once.
   */
  next_update(spec, { calendar, createdAt, segments, lastUpdateToCustomerAt }) {
    const owed = segments.findLastIndex(({ status }) => !UPDATES_ARE_OWED.has(status)) + 1
    const starts: Start[] = [{ at: createdAt, since: 'creation' }]
    if (owed > 0 && segments[owed]) starts.push({ at: segments[owed].from, since: 'return' })
    if (lastUpdateToCustomerAt) starts.push({ at: lastUpdateToCustomerAt, since: 'update' })
    const { at, since } = starts.reduce((latest, start) => (start.at >= latest.at ? start : latest))
    const state = counted(calendar, spec, at, since, null)
    return segments[owed] ? state : without('status', state)
  },

  /**
   * The clock runs on the agent's side (and, unless the policy pauses it, on third parties'), pauses on the customer's, and does
   * not count completed time that a reopening ended. Due is when the time on running sides reaches the amount: each pause that
   * begins before the due date pushes it by the pause's working time. For days: start + N working days at the same clock time,
   * then pushed in the same way. While paused, the last value stands, on hold, and is worked out anew on resuming.
   */
  solution(spec, history) {
    const { calendar, createdAt, resolvedAt } = history
    const base = counted(calendar, spec, createdAt, 'creation', resolvedAt)
    const paused = { ...base.basis.paused }
    const tail = stillStanding(history)
    let due = base.dueAt
    for (const segment of history.segments.slice(0, tail)) {
      if (!due || segment.from >= due) break
      if (runs(segment, history) || !segment.to) continue
      const seconds = workingSeconds(calendar, segment.from, segment.to)
      paused[reasonOf(segment)] += seconds
      due = addWorkingIfAny(calendar, due, seconds)
    }
    if (!due) return without('no_hours', base)
    return dated(calendar, base, due, { paused, hold: holdIn(history, tail, due) })
  },
}

function counted(
  calendar: Calendar,
  spec: TargetSpec,
  from: Date,
  since: TargetBasis['since'],
  metAt: Date | null,
): TargetState {
  const { kind, amount, unit } = spec
  const paused = { customer: 0, third_party: 0, completed: 0 }
  const basis: TargetBasis = {
    amount,
    unit,
    from: from.toISOString(),
    since,
    paused,
    holidays: [],
    hold: null,
    none: null,
  }
  const state: TargetState = { kind, dueAt: null, metAt, onHold: false, basis }
  const dueAt =
    unit === 'day'
      ? addWorkingDaysIfAny(calendar, from, amount)
      : addWorkingIfAny(calendar, from, amount * (unit === 'hour' ? 3600 : 60))
  return dueAt ? dated(calendar, state, dueAt, {}) : without('no_hours', state)
}

function dated(calendar: Calendar, state: TargetState, dueAt: Date, more: Partial<TargetBasis>): TargetState {
  const basis = { ...state.basis, ...more }
  const from = new Date(basis.from)
  const lost = holidaysBetween(calendar, from, dueAt)
  // Days are counted from the next date on, so a holiday on the first one costs nothing.
  basis.holidays = basis.unit === 'day' ? lost.filter(({ date }) => date > dateAt(calendar, from)) : lost
  return { ...state, dueAt, onHold: basis.hold !== null, basis }
}

function without(none: NonNullable<TargetBasis['none']>, state: TargetState): TargetState {
  return { ...state, dueAt: null, onHold: false, basis: { ...state.basis, holidays: [], hold: null, none } }
}

/**
 * Where the pause begins that still lasts: it does not push the due date yet. After completion only the completed time is left out;
 * a pause that the completion ended counts.
 */
function stillStanding(history: TargetHistory): number {
  const finished = history.segments.at(-1)?.side === null
  return history.segments.findLastIndex((segment) => (finished ? segment.side !== null : runs(segment, history))) + 1
}

function holdIn({ calendar, segments }: TargetHistory, tail: number, due: Date): TargetBasis['hold'] {
  const side = segments.at(-1)?.side
  const pause = segments[tail]
  if (!side || side === 'agent' || !pause || pause.from >= due) return null
  const since = segments[segments.findLastIndex((segment) => segment.side !== side) + 1]!.from
  return { side, since: since.toISOString(), leftSeconds: workingSeconds(calendar, pause.from, due) }
}

function runs({ side }: Segment, { pauseOnThirdParty }: TargetHistory): boolean {
  return side === 'agent' || (side === 'third_party' && !pauseOnThirdParty)
}

const reasonOf = ({ side }: Segment) => (side === 'customer' ? 'customer' : side === null ? 'completed' : 'third_party')
