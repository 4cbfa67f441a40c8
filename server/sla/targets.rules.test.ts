import { describe, expect, test } from 'vitest'
import { at, history, type Move, PROMISED, raiz, target } from '../../test/oracle/pasts.ts'
import {
  breached,
  type SettledTarget,
  type TargetHistory,
  type TargetKind,
  type TargetSpec,
  targetStates,
} from './targets.rules.ts'

describe('first response', () => {
  test('María is promised an answer within a working hour of writing', () => {
    expect(target('first_response', history([['pending', '01T17:30']])).dueAt).toEqual(at('02T09:30'))
  })

  test('it is met when Ben first answers', () => {
    const state = target('first_response', history([['pending', '01T10:00']], { firstResponseAt: at('01T10:40') }))
    expect(state).toMatchObject({ dueAt: at('01T11:00'), metAt: at('01T10:40') })
  })

  test('waiting for the customer does not pause it', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '01T10:10'],
      ['in_progress', '01T15:00'],
    ]
    expect(target('first_response', history(moves)).dueAt).toEqual(at('01T11:00'))
  })

  test('minutes are minutes', () => {
    const specs: TargetSpec[] = [{ kind: 'first_response', amount: 30, unit: 'minute' }]
    expect(target('first_response', history([['pending', '01T10:00']], { specs })).dueAt).toEqual(at('01T10:30'))
  })
})

describe('next update', () => {
  test('it counts from creation while María has heard nothing', () => {
    expect(target('next_update', history([['pending', '01T10:00']]))).toMatchObject({
      dueAt: at('01T14:00'),
      basis: { since: 'creation' },
    })
  })

  test('it counts from Ben’s last words to her', () => {
    const past = history([['pending', '01T10:00']], { lastUpdateToCustomerAt: at('01T12:00') })
    expect(target('next_update', past)).toMatchObject({ dueAt: at('01T16:00'), basis: { since: 'update' } })
  })

  test.each(['customer_action', 'completed', 'closed'] as const)('nothing is owed in %s', (status) => {
    const past = history(
      [
        ['pending', '01T10:00'],
        [status, '01T11:00'],
      ],
      { resolvedAt: at('01T11:00') },
    )
    expect(target('next_update', past)).toMatchObject({ dueAt: null, basis: { none: 'status' } })
  })

  test('waiting for a third party, María is still told how things stand', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['third_party_action', '01T11:00'],
    ]
    expect(target('next_update', history(moves)).dueAt).toEqual(at('01T14:00'))
  })

  test('María answering after three days does not find Ben late at once', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '01T11:00'],
      ['in_progress', '04T11:00'],
    ]
    const past = history(moves, { lastUpdateToCustomerAt: at('01T11:00') })
    expect(target('next_update', past)).toMatchObject({ dueAt: at('04T15:00'), basis: { since: 'return' } })
  })
})

describe('what was settled', () => {
  const settled = (past: TargetHistory): Partial<Record<TargetKind, SettledTarget>> =>
    Object.fromEntries(targetStates(past).map((state) => [state.kind, JSON.parse(JSON.stringify(state), revived)]))
  const revived = (key: string, value: unknown) => (key.endsWith('At') && value ? new Date(value as string) : value)
  const urgent: TargetSpec[] = [
    { kind: 'first_response', amount: 5, unit: 'minute' },
    { kind: 'solution', amount: 1, unit: 'hour' },
  ]

  test('a due date on hold stays when the priority changes', () => {
    const past = history([
      ['pending', '01T10:00'],
      ['customer_action', '01T10:30'],
    ])
    expect(target('solution', { ...past, specs: urgent, previous: settled(past) }).dueAt).toEqual(at('01T18:00'))
  })

  test('it is worked out anew when María answers', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '01T10:30'],
    ]
    const before = settled(history(moves))
    const after = history([...moves, ['in_progress', '01T12:00']], { specs: urgent, previous: before })
    expect(target('solution', after)).toMatchObject({ dueAt: at('01T12:30'), onHold: false })
  })

  test('a second pause within one save starts from the first one’s end', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['customer_action', '01T11:00'],
    ]
    const before = settled(history(moves))
    const after = history([...moves, ['in_progress', '01T15:00'], ['customer_action', '01T15:00']], {
      previous: before,
    })
    expect(target('solution', after)).toMatchObject({ dueAt: at('02T13:00'), onHold: true })
  })

  test('an answer given in time is not made late by a higher priority afterwards', () => {
    const past = history([['pending', '01T10:00']], { firstResponseAt: at('01T10:40') })
    const state = target('first_response', { ...past, specs: urgent, previous: settled(past) })
    expect(breached(state, at('30T00:00'))).toBe(false)
  })

  test('a late answer is not excused by a lower priority afterwards', () => {
    const past = history([['pending', '01T10:00']], { specs: urgent, firstResponseAt: at('01T10:40') })
    const state = target('first_response', { ...past, specs: PROMISED, previous: settled(past) })
    expect(breached(state, at('30T00:00'))).toBe(true)
  })

  test('an open target follows the priority at once', () => {
    const past = history([['pending', '01T10:00']])
    expect(target('solution', { ...past, specs: urgent, previous: settled(past) }).dueAt).toEqual(at('01T11:00'))
  })

  test('the basis survives being stored as JSON', () => {
    const state = target(
      'solution',
      history([
        ['pending', '01T10:00'],
        ['customer_action', '01T16:00'],
      ]),
    )
    expect(JSON.parse(JSON.stringify(state.basis))).toEqual(state.basis)
  })
})

describe('no target', () => {
  test('a ticket merged or discarded owes nothing that was open', () => {
    for (const state of targetStates(
      history([
        ['pending', '01T10:00'],
        ['closed', '01T11:00'],
      ]),
    ))
      expect(state).toMatchObject({ dueAt: null, basis: { none: 'closed' } })
  })

  test('what had been met when a ticket was merged stays met', () => {
    const past = history(
      [
        ['pending', '01T10:00'],
        ['closed', '01T11:00'],
      ],
      { firstResponseAt: at('01T10:20') },
    )
    expect(target('first_response', past)).toMatchObject({ dueAt: at('01T11:00'), metAt: at('01T10:20') })
  })

  test('closing without ever answering does not erase the missing first response', () => {
    const moves: Move[] = [
      ['pending', '01T10:00'],
      ['completed', '01T10:30'],
      ['closed', '08T10:30'],
    ]
    expect(breached(target('first_response', history(moves, { resolvedAt: at('01T10:30') })), at('09T00:00'))).toBe(
      true,
    )
  })

  test('a calendar without hours gives no due date instead of refusing the ticket', () => {
    for (const state of targetStates(history([['pending', '01T10:00']], { calendar: { ...raiz, hours: [] } })))
      expect(state).toMatchObject({ dueAt: null, basis: { none: 'no_hours' } })
  })

  test('a policy without targets has none', () => {
    expect(targetStates(history([['pending', '01T10:00']], { specs: [] }))).toEqual([])
  })
})

describe('breached', () => {
  const due = { dueAt: at('01T18:00'), metAt: null, onHold: false }

  test('at the very moment it is due, a target is still in time', () => {
    expect(breached(due, at('01T18:00'))).toBe(false)
    expect(breached({ ...due, metAt: at('01T18:00') }, at('30T00:00'))).toBe(false)
  })

  test('a moment later it is not', () => {
    expect(breached(due, new Date(+at('01T18:00') + 1))).toBe(true)
    expect(breached({ ...due, metAt: new Date(+at('01T18:00') + 1) }, at('01T00:00'))).toBe(true)
  })

  test('no due date is never breached', () => {
    expect(breached({ ...due, dueAt: null }, at('30T00:00'))).toBe(false)
  })

  test('a clock that stands still breaches nothing', () => {
    expect(breached({ ...due, onHold: true }, at('30T00:00'))).toBe(false)
  })
})
