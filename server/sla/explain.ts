import type { NextAction, NextActionKind } from './next-action.rules.ts'
import type { TargetBasis, TargetKind, TargetState } from './targets.rules.ts'
import {
  clock,
  dateOn,
  length,
  listed,
  momentOn,
  momentPlain,
  plainLength,
  type Reader,
  sameDay,
  workingLength,
} from './wording.ts'

/** Holidays named one by one; more are only counted. */
const NAMED_HOLIDAYS = 3

/** domain.md §2: every deadline can explain itself, in one sentence. */
export function explainTarget(target: TargetState, reader: Reader): string {
  const { kind, dueAt, metAt, basis } = target
  const { say, now } = reader
  if (!dueAt) return say(`sla.due.none.${basis.none}`)
  const why = reasons(basis, dueAt, reader)
  const moment = momentOn(dueAt, reader)
  if (metAt) {
    const parts = { done: say(`sla.done.${kind}`), met: momentOn(metAt, reader), moment, why }
    if (metAt <= dueAt) return say('sla.due.met', parts)
    return say('sla.due.metLate', { ...parts, late: length(secondsBetween(dueAt, metAt), reader) })
  }
  if (basis.hold)
    return say(`sla.due.hold.${basis.hold.side}`, {
      since: momentPlain(new Date(basis.hold.since), reader),
      left: workingLength(basis.hold.leftSeconds, reader),
      moment: momentPlain(dueAt, reader),
      why,
    })
  if (dueAt >= now) return say('sla.due.ahead', { moment, why })
  return say('sla.due.late', { moment, ago: length(secondsBetween(dueAt, now), reader), why })
}

const TARGET_BEHIND: Partial<Record<NextActionKind, TargetKind>> = {
  first_response: 'first_response',
  customer_update: 'next_update',
  solution: 'solution',
}
/** What must be done by a date, as opposed to on it. */
const DEADLINES: NextActionKind[] = ['promise', 'first_response', 'customer_update', 'solution']

/** What comes next, until when and why then; says so when nobody in particular is to do it, and what the customer `accepted` (E7). */
export function explainNextAction(
  action: NextAction,
  targets: TargetState[],
  reader: Reader,
  accepted = false,
): string {
  const target = targets.find(({ kind }) => kind === TARGET_BEHIND[action.kind])
  // A snoozed date is no longer the target's, so the target does not explain it.
  const why = target?.dueAt && +target.dueAt === +action.dueAt ? `: ${reasons(target.basis, target.dueAt, reader)}` : ''
  const who = action.who === 'group' ? `; ${reader.say('sla.next.group')}` : ''
  return `${head(action, reader, accepted)}${why}${who}.`
}

function head({ kind, dueAt }: NextAction, reader: Reader, accepted: boolean): string {
  const { say, now } = reader
  const late = dueAt < now
  if (kind === 'auto_close')
    return late
      ? say('sla.next.closingNow')
      : say(accepted ? 'sla.next.closingAccepted' : 'sla.next.closing', { moment: momentOn(dueAt, reader) })
  const task = say(`sla.task.${kind}`)
  if (late)
    return say('sla.next.late', {
      task,
      moment: momentPlain(dueAt, reader),
      ago: length(secondsBetween(dueAt, now), reader),
    })
  return DEADLINES.includes(kind)
    ? say('sla.next.by', { task, moment: momentPlain(dueAt, reader) })
    : say('sla.next.on', { task, moment: momentOn(dueAt, reader) })
}

/** «4 h hábiles desde las 09:10, más 1 h 20 min que estuvo del lado del cliente, feriado el lunes (…)» */
function reasons(basis: TargetBasis, dueAt: Date, reader: Reader): string {
  const pauses = (['customer', 'third_party', 'completed'] as const)
    .filter((side) => basis.paused[side] >= 30)
    .map((side) => reader.say(`sla.why.${side}`, { length: plainLength(basis.paused[side], reader) }))
  return [counted(basis, dueAt, reader), ...pauses, ...holidays(basis, reader)].join(', ')
}

function counted(basis: TargetBasis, dueAt: Date, reader: Reader): string {
  const { amount, unit, since } = basis
  const from = new Date(basis.from)
  const sayAmount =
    unit === 'day'
      ? reader.say('sla.length.workingDays', { count: amount })
      : workingLength(amount * (unit === 'hour' ? 3600 : 60), reader)
  if (since === 'creation' && sameDay(from, dueAt, reader))
    return reader.say('sla.why.creationSameDay', { amount: sayAmount, clock: clock(from, reader) })
  return reader.say(`sla.why.${since}`, { amount: sayAmount, moment: momentPlain(from, reader) })
}

function holidays({ holidays }: TargetBasis, reader: Reader): string[] {
  const [first] = holidays
  if (!first) return []
  if (holidays.length === 1)
    return [reader.say('sla.why.holiday', { day: dateOn(first.date, reader), name: first.name })]
  if (holidays.length > NAMED_HOLIDAYS) return [reader.say('sla.why.holidayCount', { count: holidays.length })]
  const days = holidays.map(({ date }) => dateOn(date, reader))
  return [reader.say('sla.why.holidays', { days: listed(days, reader) })]
}

const secondsBetween = (from: Date, to: Date) => (+to - +from) / 1000
