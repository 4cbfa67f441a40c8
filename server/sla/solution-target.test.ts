import { describe, expect, test } from 'vitest'
import { at, HOUR, history, type Move, raiz, target } from '../../test/oracle/pasts.ts'
import { breached, type TargetSpec } from './targets.rules.ts'

const days = (amount: number): TargetSpec[] => [{ kind: 'solution', amount, unit: 'day' }]

describe('solution in working hours', () => {
  test('it is due after eight working hours on our side', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['in_progress', '01T12:00'],
    ]
    expect(target('solution', history(moves)).dueAt).toEqual(at('01T18:00'))
  })

  test('the time María took is added, in working hours', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '01T16:00'],
      ['in_progress', '02T10:30'],
    ]
    expect(target('solution', history(moves))).toMatchObject({
      dueAt: at('02T12:30'),
      onHold: false,
      basis: { paused: { customer: 3.5 * HOUR, third_party: 0, completed: 0 }, hold: null },
    })
  })

  test('while María has it, the last value stands on hold, with what is left', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '01T16:00'],
    ]
    expect(target('solution', history(moves))).toMatchObject({
      dueAt: at('01T18:00'),
      onHold: true,
      basis: { hold: { side: 'customer', since: at('01T16:00').toISOString(), leftSeconds: 2 * HOUR } },
    })
  })

  test('it goes on at third parties unless the policy pauses it there', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['third_party_action', '01T12:00'],
      ['in_progress', '01T14:00'],
    ]
    expect(target('solution', history(moves)).dueAt).toEqual(at('01T18:00'))
    const paused = target('solution', history(moves, { pauseOnThirdParty: true }))
    expect(paused).toMatchObject({ dueAt: at('02T11:00'), basis: { paused: { third_party: 2 * HOUR } } })
  })

  test('a pause that begins when the time is already up moves nothing', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '01T19:00'],
      ['in_progress', '05T10:00'],
    ]
    expect(target('solution', history(moves)).dueAt).toEqual(at('01T18:00'))
  })

  test('a target already missed is not excused by handing the ball to María', () => {
    const missed = target(
      'solution',
      history([
        ['pending', '01T10:00'],
        ['customer_action', '02T10:00'],
      ]),
    )
    expect(missed.onHold).toBe(false)
    expect(breached(missed, at('02T10:00'))).toBe(true)
  })

  test('a ticket completed straight out of María’s hands is not late for the time she took', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '01T16:00'],
      ['completed', '03T16:00'],
    ]
    const state = target('solution', history(moves, { resolvedAt: at('03T16:00') }))
    expect(state).toMatchObject({ dueAt: at('03T18:00'), onHold: false })
    expect(breached(state, at('30T00:00'))).toBe(false)
  })

  test('completed time does not count when the ticket is reopened', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['completed', '01T12:00'],
      ['in_progress', '03T12:00'],
    ]
    expect(target('solution', history(moves))).toMatchObject({
      dueAt: at('03T18:00'),
      metAt: null,
      basis: { paused: { completed: 18 * HOUR } },
    })
  })

  test('closing a completed ticket leaves the due date where it was', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['completed', '01T12:00'],
      ['closed', '08T12:00'],
    ]
    expect(target('solution', history(moves, { resolvedAt: at('01T12:00') })).dueAt).toEqual(at('01T18:00'))
  })

  test('holidays on the way are named', () => {
    const state = target('solution', history([['pending', '26T14:00']]))
    expect(state).toMatchObject({ dueAt: at('30T13:00'), basis: { holidays: raiz.holidays } })
  })
})

describe('solution in working days', () => {
  test('the date moves over working days and the clock time stays', () => {
    const state = target('solution', history([['pending', '26T19:40']], { specs: days(2) }))
    expect(state).toMatchObject({ dueAt: new Date('2026-07-01T19:40-04:00'), basis: { holidays: raiz.holidays } })
  })

  test('María’s working time pushes it', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '02T10:00'],
      ['in_progress', '02T13:00'],
    ]
    expect(target('solution', history(moves, { specs: days(2) })).dueAt).toEqual(at('03T13:00'))
  })

  test('a holiday on the day of creation costs nothing, since days count from the next one', () => {
    const state = target('solution', history([['pending', '29T08:00']], { specs: days(1) }))
    expect(state).toMatchObject({ dueAt: at('30T08:00'), basis: { holidays: [] } })
  })
})
