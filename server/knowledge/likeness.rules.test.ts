import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asked, type Candidate, expected, question, rank, type Term, tellingTerms } from './likeness.rules.ts'

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
      const put = question(tellingTerms(found.map((each) => ({ word: 'x', query: 'x', share: each }))), entries)
      if (!put) return
      expect(expected(put) * entries).toBeLessThanOrEqual(800)
      const read = put.terms.slice(0, put.anchors).reduce((sum, term) => sum + term.share * entries, 0)
      expect(read).toBeLessThanOrEqual(2000)
    }),
  )
})

test('names and slips, seen nowhere, do not take the place of the rare words in what the index is asked', () => {
  const unseen = ['Huenchumán', 'Wendolín', 'imprsora'].map((word) => ({ word, query: word, share: 0 }))
  const put = question(tellingTerms([...terms, ...unseen]), 1000)
  expect(put?.terms.map(({ word }) => word)).toEqual(expect.arrayContaining(['atascado', 'impresora', 'caja']))
})

test('the index is asked for so many of the words, a rare one among them, however the choices are written', () => {
  const letters = ['a', 'b', 'c', 'd', 'e']
  const words = letters.map((query) => ({ word: query, query, share: 0 }))
  fc.assert(
    fc.property(
      fc.subarray(letters),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      (text, anchors, atLeast) => {
        const written = asked({ terms: words, anchors, atLeast })
        const meets = evaluated(written, text)
        const anchored = letters.slice(0, anchors).some((letter) => text.includes(letter))
        expect([written, meets]).toEqual([written, anchored && text.length >= atLeast])
      },
    ),
  )
})

/** A tsquery of letters as the database reads it: & binds before |. */
const evaluated = (query: string, text: string[]): boolean =>
  new Function(
    'text',
    `return ${query.replace(/[a-e]/g, "text.includes('$&')").replaceAll('&', '&&').replaceAll('|', '||')}`,
  )(text)

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
