import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, expected, question, rank, type Term, tellingTerms } from './likeness.rules.ts'

const terms: Term[] = [
  { word: 'atascado', query: "'atasc':A", share: 0.001 },
  { word: 'impresora', query: "'impresor':A", share: 0.1 },
  { word: 'caja', query: "'caj':A", share: 0.3 },
]
const solved = (more: Partial<Candidate>): Candidate => ({
  ...{ ticketId: 1, number: '1', subject: 's', cause: null, solution: 'Retirar el papel', accepted: false },
  ...{ reopened: false, sameCategory: false, solvedAt: new Date('2026-03-02'), met: [0, 1] },
  ...more,
})

test('the rarest words say what it is about', () => {
  expect(tellingTerms([terms[2]!, terms[0]!, terms[1]!]).map(({ word }) => word)).toEqual([
    'atascado',
    'impresora',
    'caja',
  ])
})

test('common words alone are no likeness; the rare one with another is', () => {
  const found = rank(terms, [solved({ ticketId: 1, met: [1, 2] }), solved({ ticketId: 2, met: [0, 2] })], 5)
  expect(found.map(({ ticketId }) => ticketId)).toEqual([2])
})

test('accepted counts for a way of solving, reopened against it', () => {
  const order = rank(
    terms,
    [
      solved({ ticketId: 1, solution: 'a', reopened: true }),
      solved({ ticketId: 2, solution: 'b' }),
      solved({ ticketId: 3, solution: 'c', accepted: true }),
    ],
    5,
  ).map(({ ticketId }) => ticketId)
  expect(order).toEqual([3, 2, 1])
})

test('never more than some hundreds are expected, nor long lists read, however common the words and however large the desk', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const shares = fc.array(share, { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(shares, fc.integer({ min: 1, max: 30_000_000 }), (found, entries) => {
      const asked = question(tellingTerms(found.map((each) => ({ word: 'x', query: 'x', share: each }))), entries)
      if (!asked) return
      expect(expected(asked.terms, asked.atLeast) * entries).toBeLessThanOrEqual(800)
      for (const term of asked.terms) expect(term.share * entries).toBeLessThanOrEqual(20_000)
    }),
  )
})

test('a word nobody ever used does not hide what the others find', () => {
  const typed = [{ word: 'Huenchumán', query: 'x', share: 0 }, ...terms]
  expect(rank(typed, [solved({ met: [1, 2, 3] })], 5)).toHaveLength(1)
})

test('each way of solving is shown once, never more than asked for, the likeliest first', () => {
  const candidate = fc.record({
    solution: fc.constantFrom('a', 'A.', 'b', 'c'),
    met: fc.subarray([0, 1, 2]),
    reopened: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 30 }), (found) => {
      const shown = rank(
        terms,
        found.map((one, ticketId) => solved({ ...one, ticketId })),
        2,
      )
      expect(shown.length).toBeLessThanOrEqual(2)
      expect(new Set(shown.map(({ solution }) => solution.toLowerCase().replace('.', ''))).size).toBe(shown.length)
      for (const one of shown) expect(one.similarity).toBeGreaterThanOrEqual(0.4)
    }),
  )
})
