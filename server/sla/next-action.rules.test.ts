import fc from 'fast-check'
import { expect, test } from 'vitest'
import { always } from '../../test/oracle/scenes.ts'
import { type Candidates, type NextActionKind, nextAction, snoozeLimit, snoozeRefusal } from './next-action.rules.ts'

const day = (n: number) => new Date(Date.UTC(2026, 5, n))
const BEN = 7

/** domain.md, "Next action", written down a second time: what applies where, in the order for equal dates. */
const BOOK: Record<string, string> = {
  pending: 'callback promise first_response customer_update solution',
  in_progress: 'callback promise first_response customer_update solution',
  customer_action: 'callback promise follow_up_call',
  third_party_action: 'chase_third_party customer_update',
  completed: 'request_confirmation auto_close',
}
const KINDS =
  'callback promise first_response chase_third_party follow_up_call customer_update solution request_confirmation auto_close review'.split(
    ' ',
  ) as NextActionKind[]
const open = fc.constantFrom(...(Object.keys(BOOK) as 'pending'[]))
const maybeDay = fc.option(fc.integer({ min: 1, max: 5 }).map(day))
const candidates = fc
  .record(Object.fromEntries(KINDS.map((kind) => [kind, maybeDay])), { requiredKeys: [] })
  .chain((some) => fc.integer({ min: 1, max: 5 }).map((n): Candidates => ({ ...some, review: day(n) })))

test('an open ticket always has a next action', () => {
  always(1000, [open, candidates], (status, candidates) =>
    expect(nextAction({ status, ownerId: BEN, candidates })).not.toBeNull(),
  )
})

test('the next action is the earliest that applies, on equal dates the first in the book’s order, and a review only where nothing does', () => {
  always(2000, [open, candidates], (status, candidates) => {
    const applicable = BOOK[status]!.split(' ').filter((kind) => candidates[kind as NextActionKind]) as NextActionKind[]
    const asked = candidates.auto_close ? applicable.filter((kind) => kind !== 'request_confirmation') : applicable
    const earliest = asked.length ? Math.min(...asked.map((kind) => +candidates[kind]!)) : +candidates.review
    const expected = asked.find((kind) => +candidates[kind]! === earliest) ?? 'review'
    expect(nextAction({ status, ownerId: BEN, candidates })).toMatchObject({
      kind: expected,
      dueAt: new Date(earliest),
    })
  })
})

test('on equal dates María’s callback comes before everything', () => {
  const all = Object.fromEntries(KINDS.map((kind) => [kind, day(1)])) as Candidates
  expect(nextAction({ status: 'in_progress', ownerId: BEN, candidates: all })?.kind).toBe('callback')
  expect(nextAction({ status: 'completed', ownerId: BEN, candidates: all })?.kind).toBe('auto_close')
})

test('a closed ticket has none', () => {
  expect(nextAction({ status: 'closed', ownerId: BEN, candidates: { review: day(1) } })).toBeNull()
})

test('a ticket with nothing else to do is reviewed, by its owner', () => {
  expect(nextAction({ status: 'customer_action', ownerId: BEN, candidates: { review: day(3) } })).toEqual({
    kind: 'review',
    dueAt: day(3),
    who: 'agent',
  })
})

test('without an owner the group must act', () => {
  expect(nextAction({ status: 'pending', ownerId: null, candidates: { review: day(3) } })?.who).toBe('group')
})

test('closing by time is the system’s, whoever owns the ticket', () => {
  const candidates = { auto_close: day(2), review: day(3) }
  expect(nextAction({ status: 'completed', ownerId: BEN, candidates })?.who).toBe('system')
})

test('while María has the ball, neither solution nor first response is due', () => {
  const candidates = { solution: day(1), first_response: day(1), follow_up_call: day(2), review: day(3) }
  expect(nextAction({ status: 'customer_action', ownerId: BEN, candidates })?.kind).toBe('follow_up_call')
})

test('where tickets close by time, nobody asks for confirmation', () => {
  const candidates = { auto_close: day(4), request_confirmation: day(2), review: day(9) }
  expect(nextAction({ status: 'completed', ownerId: BEN, candidates })?.kind).toBe('auto_close')
})

test('where tickets never close by time, confirmation is asked for', () => {
  const candidates = { auto_close: null, request_confirmation: day(2), review: day(9) }
  expect(nextAction({ status: 'completed', ownerId: BEN, candidates })?.kind).toBe('request_confirmation')
})

test('Ben may let a ticket sleep up to the solution target', () => {
  const limit = snoozeLimit({ dueAt: day(5), metAt: null, onHold: false })
  expect(snoozeRefusal(day(5), day(1), limit)).toBeNull()
})

test('Ben may not let a ticket sleep past the solution target', () => {
  const limit = snoozeLimit({ dueAt: day(5), metAt: null, onHold: false })
  expect(snoozeRefusal(new Date(+day(5) + 1), day(1), limit)).toBe('past_solution')
})

test('a ticket already late may not sleep at all', () => {
  const limit = snoozeLimit({ dueAt: day(5), metAt: null, onHold: false })
  expect(snoozeRefusal(day(7), day(6), limit)).toBe('past_solution')
})

test('no solution target, one that is met and one on hold set no limit', () => {
  expect(snoozeLimit(undefined)).toBeNull()
  expect(snoozeLimit({ dueAt: null, metAt: null, onHold: false })).toBeNull()
  expect(snoozeLimit({ dueAt: day(5), metAt: day(4), onHold: false })).toBeNull()
  expect(snoozeLimit({ dueAt: day(5), metAt: null, onHold: true })).toBeNull()
})

test('nobody can let a ticket sleep until yesterday, or until now', () => {
  expect(snoozeRefusal(day(1), day(2), null)).toBe('in_the_past')
  expect(snoozeRefusal(day(2), day(2), null)).toBe('in_the_past')
})
