import { expect, test } from 'vitest'
import { whyNotUndo } from './undoing.rules.ts'

const AT = new Date('2026-03-02T12:00:00Z')
const BEN = 3
const SLIP = {
  ...{ actorId: BEN, doneBy: BEN, doneAt: AT, now: AT, touchedSince: false },
  ...{ alreadyUndone: false, opened: false, nothing: false },
}
const after = (seconds: number) => ({ ...SLIP, now: new Date(+AT + seconds * 1000) })

test('Ben takes his own slip back, up to ten seconds later', () => {
  expect(whyNotUndo(SLIP)).toBeNull()
  expect(whyNotUndo(after(10))).toBeNull()
  expect(whyNotUndo(after(10.001))).toBe('undo_too_late')
})

test('nobody takes back what another did, nor does the desk', () => {
  expect(whyNotUndo({ ...SLIP, actorId: 4 })).toBe('undo_not_yours')
  expect(whyNotUndo({ ...SLIP, actorId: null, doneBy: null })).toBe('undo_not_yours')
})

test('each obstacle has its own reason', () => {
  expect(whyNotUndo({ ...SLIP, alreadyUndone: true })).toBe('undo_done_already')
  expect(whyNotUndo({ ...SLIP, opened: true })).toBe('undo_opening')
  expect(whyNotUndo({ ...SLIP, touchedSince: true })).toBe('undo_touched')
  expect(whyNotUndo({ ...SLIP, nothing: true })).toBe('undo_nothing')
})
