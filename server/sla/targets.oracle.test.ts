import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, history, type Move, PROMISED, sideOf } from '../../test/oracle/pasts.ts'
import { always, type Scene, scenes } from '../../test/oracle/scenes.ts'
import { slowAddWorkingDays, slowSolutionDue } from '../../test/oracle/working-time.oracle.ts'
import type { TicketStatus } from '../tickets/contract.ts'
import { segmentsOf } from './clocks.rules.ts'
import { type TargetHistory, type TargetSpec, targetStates } from './targets.rules.ts'
import { addWorking, workingSeconds } from './working-time.rules.ts'

describe('against the slow oracle', () => {
  const OPEN = ['in_progress', 'customer_action', 'third_party_action', 'completed'] as const
  const moves = fc.array(
    fc.record({ status: fc.constantFrom(...OPEN), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { maxLength: 8 },
  )
  const lived = (
    { calendar, from, to }: Scene,
    moves: { status: TicketStatus; part: number }[],
    running: boolean,
  ): TargetHistory => {
    const later = moves
      .map(({ status, part }) => ({ status, from: new Date(Math.round(+from + part * (+to - +from))) }))
      .sort((a, b) => +a.from - +b.from)
    const rows = [{ status: 'pending' as TicketStatus, from }, ...later]
    if (running) rows.push({ status: 'in_progress', from: to })
    const segments = segmentsOf(rows.map((row) => ({ ...row, side: sideOf(row.status) })))
    return { ...history([['pending', '01T00:00']]), calendar, createdAt: from, segments }
  }
  const solution = (past: TargetHistory, spec: TargetSpec) => targetStates({ ...past, specs: [spec] })[0]!
  const minutes = fc
    .integer({ min: 1, max: 40 * 60 })
    .map((amount): TargetSpec => ({ kind: 'solution', amount, unit: 'minute' }))

  test('1500 tickets are due when the time on running sides, counted minute by minute, reaches the amount', () => {
    let compared = 0
    always(1500, [scenes, moves, minutes, fc.boolean()], (scene, moves, spec, pauseOnThirdParty) => {
      const past = { ...lived(scene, moves, true), pauseOnThirdParty }
      const slow = slowSolutionDue(scene.calendar, scene.from, spec.amount * 60, past.segments, pauseOnThirdParty)
      if (slow && ++compared) expect(solution(past, spec).dueAt).toEqual(slow)
    })
    expect(compared).toBeGreaterThan(1400)
  })

  test('500 tickets whose calendar is changed midway are due by the new one once they run', () => {
    let compared = 0
    always(500, [scenes, scenes, moves, minutes], (scene, other, moves, spec) => {
      const before = solution(lived(scene, moves, false), spec)
      const calendar = { ...other.calendar, zone: scene.calendar.zone }
      const past = { ...lived(scene, moves, true), calendar, previous: { solution: before } }
      const slow = slowSolutionDue(calendar, scene.from, spec.amount * 60, past.segments, false)
      if (slow && ++compared) expect(solution(past, spec).dueAt).toEqual(slow)
    })
    expect(compared).toBeGreaterThan(450)
  })

  test('500 tickets promised in days are due so many dates later, when nothing paused them', () => {
    always(500, [scenes, fc.integer({ min: 1, max: 10 })], (scene, amount) => {
      const slow = slowAddWorkingDays(scene.calendar, scene.from, amount)
      const state = solution(lived(scene, [], true), { kind: 'solution', amount, unit: 'day' })
      if (slow) expect(state.dueAt).toEqual(slow)
    })
  })

  test('on hold, what is left is what remains to be worked after resuming', () => {
    let held = 0
    always(1000, [scenes, moves, minutes], (scene, moves, spec) => {
      const past = lived(scene, moves, false)
      const { basis } = solution(past, spec)
      if (!basis.hold) return
      held++
      const resumed = segmentsOf([...past.segments, { status: 'in_progress', side: 'agent', from: scene.to }])
      const due = solution({ ...past, segments: resumed }, spec).dueAt!
      expect(due).toEqual(addWorking(scene.calendar, scene.to, basis.hold.leftSeconds))
      expect(workingSeconds(scene.calendar, scene.to, due)).toBe(basis.hold.leftSeconds)
    })
    expect(held).toBeGreaterThan(100)
  })
})

test('settling takes well under 0.2 ms: a ticket of a week with nine moves and three targets', () => {
  const status = (i: number): TicketStatus =>
    (['in_progress', 'customer_action', 'third_party_action'] as const)[i % 3]!
  const moves = Array.from(
    { length: 9 },
    (_, i): Move => [i ? status(i) : 'pending', `${String(i + 1).padStart(2, '0')}T10:00`],
  )
  const past = history(moves, {
    lastUpdateToCustomerAt: at('05T12:00'),
    specs: [...PROMISED.slice(0, 2), { kind: 'solution', amount: 20, unit: 'hour' }],
  })
  const rounds = Array.from({ length: 20 }, () => {
    const start = performance.now()
    for (let i = 0; i < 100; i++) targetStates(past)
    return ((performance.now() - start) / 100) * 1000
  })
  // The round that was disturbed least: whatever else runs on the machine only makes it longer.
  const quickest = Math.min(...rounds)
  console.log(`targetStates: ${quickest.toFixed(1)} µs`)
  expect(quickest).toBeLessThan(200)
})
