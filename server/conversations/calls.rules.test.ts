import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reordered, wouldLoop } from '../tickets/catalogue.rules.ts'
import { WRAP_UP_OUTCOMES } from './calls.contract.ts'
import { faultOfEnding, lacksTicket } from './ending-calls.rules.ts'
import { partOfDay, scriptFor, spokenNumber } from './scripts.rules.ts'

const now = new Date('2026-03-02T12:00:00Z')
const ending = { callbackAt: null, now, hasTicket: false, reachable: true, callRecordOnly: false }

test.each([
  ['10482', '1 0 4 8 2'],
  ['104821', '10 48 21'],
  ['1048213', '1 0 4 8 2 1 3'],
  ['482', '4 8 2'],
  ['7', '7'],
])('T8: %s is dictated as «%s»', (number, spoken) => expect(spokenNumber(number)).toBe(spoken))

test('T8: dictating loses no digit and no part is longer than another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), (number) => {
      const spoken = spokenNumber(String(number))
      expect(spoken.replaceAll(' ', '')).toBe(String(number))
      expect(new Set(spoken.split(' ').map((part) => part.length)).size).toBe(1)
    }),
  )
})

test('T2: good morning until noon, good afternoon until eight, then good night', () => {
  expect([4, 5, 11, 12, 19, 20].map(partOfDay)).toEqual([
    'night',
    'morning',
    'morning',
    'afternoon',
    'afternoon',
    'night',
  ])
})

test('T2: a script in another language is none', () => {
  const scripts = [
    { groupId: 7, language: 'en' },
    { groupId: null, language: 'es' },
  ]
  expect(scriptFor(scripts, 7, 'es')).toBe(scripts[1])
  expect(scriptFor(scripts, null, 'en')).toBeUndefined()
})

test('what speaks of a ticket needs one; the rest does not', () => {
  expect(WRAP_UP_OUTCOMES.filter((outcome) => lacksTicket({ ...ending, outcome }))).toEqual([
    'solved',
    'ticket_created',
    'added',
  ])
  expect(lacksTicket({ ...ending, outcome: 'solved', callRecordOnly: true })).toBe(false)
})

test('only a call back takes a date, and that one to come, with somebody to call', () => {
  const at = new Date('2026-03-02T13:00:00Z')
  for (const outcome of WRAP_UP_OUTCOMES.filter((one) => one !== 'callback')) {
    expect(faultOfEnding({ ...ending, outcome })).toBeNull()
    expect(faultOfEnding({ ...ending, outcome, callbackAt: at })).toHaveProperty('callbackAt')
  }
  expect(faultOfEnding({ ...ending, outcome: 'callback', callbackAt: at })).toBeNull()
  expect(faultOfEnding({ ...ending, outcome: 'callback', callbackAt: now })).toHaveProperty('callbackAt')
  expect(faultOfEnding({ ...ending, outcome: 'callback', callbackAt: at, reachable: false })).toHaveProperty('number')
})

test('T5: whatever is dragged where, every category still hangs from the root', () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.option(fc.integer({ min: 1, max: 6 }))), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(moves, (wanted) => {
      const tree = [1, 2, 3, 4, 5, 6].map((id) => ({ id, parentId: null as number | null }))
      for (const [id, parentId] of wanted) if (!wouldLoop(tree, id, parentId)) tree[id - 1]!.parentId = parentId
      for (const start of tree) {
        let above: number | null = start.id
        for (let steps = 0; above !== null; steps++) {
          expect(steps).toBeLessThan(7)
          above = tree[above - 1]!.parentId
        }
      }
    }),
  )
})

test('a new order has everybody once, and the moved one at its place', () => {
  expect(reordered([1, 2, 3], 3, 0)).toEqual([3, 1, 2])
  expect(reordered([1, 2, 3], 1, 99)).toEqual([2, 3, 1])
  expect(reordered([1, 2], 7, 1)).toEqual([1, 7, 2])
})
