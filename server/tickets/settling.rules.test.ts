import { expect, test } from 'vitest'
import type { TargetKind, TargetState } from '../sla/targets.rules.ts'
import type { Calendar } from '../sla/working-time.rules.ts'
import { nextActionOf, type Situation, sweepAt } from './settling.rules.ts'

const day = (n: number, hour = 12) => new Date(Date.UTC(2026, 2, n, hour))
const ALWAYS: Calendar = {
  ...{ zone: 'UTC', holidays: [], exceptions: [] },
  hours: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ day: weekday, from: '00:00', to: '24:00' })),
}
const NEVER: Calendar = { ...ALWAYS, hours: [] }
const NEW: Situation = {
  ...{ status: 'in_progress', statusSince: day(2), ownerId: 3, workedAt: day(2) },
  ...{ promisedAt: null, callbackAt: null, chaseAt: null, snoozedUntil: null, resolvedAt: null, acceptedAt: null },
  ...{ customerToldAt: null, contactTriedAt: null, reviewMinutes: 540, followUpDays: 3, autoCloseDays: 7 },
}
const target = (kind: TargetKind, dueAt: Date, more: object = {}) =>
  ({ kind, dueAt, metAt: null, onHold: false, ...more }) as TargetState
const next = (more: Partial<Situation>, targets: TargetState[] = [], calendar = ALWAYS) =>
  nextActionOf(calendar, { ...NEW, ...more }, targets)

test('Z11: what is due first is the next action; met and held targets are none', () => {
  expect(next({}, [target('solution', day(4)), target('next_update', day(3))])).toMatchObject({
    kind: 'customer_update',
    dueAt: day(3),
  })
  const met = target('next_update', day(3), { metAt: day(2) })
  expect(next({}, [met, target('solution', day(4))])).toMatchObject({ kind: 'solution' })
  expect(next({}, [target('solution', day(4), { onHold: true })])).toMatchObject({ kind: 'review' })
})

test('Z11: with nothing else to do a ticket is reviewed, also where no hours are kept at all', () => {
  expect(next({})).toMatchObject({ kind: 'review', dueAt: day(2, 21) })
  expect(next({}, [], NEVER)).toMatchObject({ kind: 'review', dueAt: day(2, 21) })
})

test('Z6: María is called days after the last word or attempt, whichever is latest', () => {
  const waiting = { status: 'customer_action' } as const
  expect(next(waiting)).toMatchObject({ kind: 'follow_up_call', dueAt: day(5) })
  expect(next({ ...waiting, customerToldAt: day(3) })?.dueAt).toEqual(day(6))
  expect(next({ ...waiting, customerToldAt: day(3), contactTriedAt: day(4) })?.dueAt).toEqual(day(7))
})

test('Z6, Z11: nobody calls María at night: the call is due when the desk is open, on the day it falls on or the next', () => {
  const office: Calendar = {
    ...ALWAYS,
    hours: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ day: weekday, from: '09:00', to: '18:00' })),
  }
  const due = (statusSince: Date, more: Partial<Situation> = {}) =>
    next({ status: 'customer_action', statusSince, ...more }, [], office)?.dueAt
  expect(due(day(2, 1))).toEqual(day(5, 9))
  expect(due(day(2, 20))).toEqual(day(6, 9))
  expect(due(day(3, 20))).toEqual(day(9, 9))
  expect(due(day(2, 11))).toEqual(day(5, 11))
  expect(due(day(2, 1), { status: 'completed', resolvedAt: day(2), autoCloseDays: null })).toEqual(day(5, 9))
  expect(next({ status: 'customer_action', statusSince: day(2, 1) }, [], NEVER)?.dueAt).toEqual(day(5, 1))
})

test('S7: a completed ticket closes after the group’s days, or a day after María confirmed, never later', () => {
  const done = { status: 'completed', resolvedAt: day(2) } as const
  expect(next(done)).toMatchObject({ kind: 'auto_close', dueAt: day(9), who: 'system' })
  expect(next({ ...done, acceptedAt: day(3) })?.dueAt).toEqual(day(4))
  expect(next({ ...done, acceptedAt: day(8, 20) })?.dueAt).toEqual(day(9))
})

test('S7: where the group never closes by time, confirmation is asked for; once given, the ticket closes', () => {
  const done = { status: 'completed', resolvedAt: day(2), autoCloseDays: null } as const
  expect(next(done)).toMatchObject({ kind: 'request_confirmation', dueAt: day(5) })
  expect(next({ ...done, acceptedAt: day(3) })).toMatchObject({ kind: 'auto_close', dueAt: day(4) })
})

test('Z11: a snooze moves our own reminders, up to the solution target', () => {
  const targets = [target('first_response', day(3)), target('solution', day(5))]
  expect(next({ snoozedUntil: day(4) }, targets)).toMatchObject({ kind: 'first_response', dueAt: day(4) })
  expect(next({ snoozedUntil: day(20) }, targets)?.dueAt).toEqual(day(5))
  expect(next({ snoozedUntil: day(2) }, targets)?.dueAt).toEqual(day(3))
})

test('Z11: a snooze moves no callback, no promise and no chase', () => {
  const snoozedUntil = day(8)
  expect(next({ snoozedUntil, callbackAt: day(3) })).toMatchObject({ kind: 'callback', dueAt: day(3) })
  expect(next({ snoozedUntil, promisedAt: day(3) })).toMatchObject({ kind: 'promise', dueAt: day(3) })
  const waiting = { status: 'third_party_action', chaseAt: day(3) } as const
  expect(next({ snoozedUntil, ...waiting })).toMatchObject({ kind: 'chase_third_party', dueAt: day(3) })
})

test('Z11: the desk looks at the due date, a quarter and an hour later, and then no more', () => {
  const minutes = (n: number) => new Date(+day(2) + n * 60_000)
  expect([0, 1, 2, 3].map((raised) => sweepAt(day(2), raised))).toEqual([minutes(0), minutes(15), minutes(60), null])
  expect(sweepAt(null, 0)).toBeNull()
})
