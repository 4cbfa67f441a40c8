import { expect, test } from 'vitest'
import { asBegun, changedAnswers, withAnswers } from './answers.ts'
import { overtakes } from './editing.tsx'

const saved = [
  { questionId: 1, value: 'Desde ayer' },
  { questionId: 2, value: 'HP' },
]

test('E2: only what Ben changed is saved', () => {
  const from = { 1: 'Desde ayer', 2: 'HP' }
  expect(changedAnswers({ 1: 'Desde ayer ', 2: 'Epson', 3: ' ', 4: 'no' }, from)).toEqual([
    { questionId: 2, value: 'Epson' },
    { questionId: 4, value: 'no' },
  ])
  expect(withAnswers(saved, [{ questionId: 2, value: 'Epson' }])).toEqual([saved[0], { questionId: 2, value: 'Epson' }])
})

test('E2: what Ada answered meanwhile stands in Ben’s way only where he answers the same', () => {
  const begun = (changed: typeof saved, from: Record<number, string>, now: typeof saved) =>
    overtakes({ answers: now }, { answers: asBegun(now, changed, from) })
  const mine = [{ questionId: 2, value: 'Epson' }]
  expect(begun(mine, {}, [{ questionId: 1, value: 'Desde hoy' }])).toBe(false)
  expect(begun(mine, { 2: 'HP' }, saved)).toBe(false)
  expect(begun(mine, {}, saved)).toBe(true)
  expect(begun(mine, { 2: 'Canon' }, saved)).toBe(true)
})
