import { expect, test } from 'vitest'
import type { Customer } from './data.ts'
import { bodyOf, linesOf } from './merge.form.ts'

const person = (fields: Partial<Customer>) =>
  ({ answers: [], notes: '', address: '', ...fields }) as unknown as Customer
const answer = (value: string) => [{ questionId: 7, question: '¿Qué balanza tiene?', value }]
const one = person({ name: 'Elena', taxId: '1-9', notes: 'Tarde', answers: answer('Toledo') })
const other = person({ name: 'ELENA', address: 'Los Olmos 4', notes: 'Mañana', answers: answer('Dina') })
const lines = linesOf(one, other)

test('T4: whichever profile stays, only what is chosen from the other is told; what one alone says needs no choice', () => {
  expect(lines.map(({ key }) => key)).toEqual(['name', 'taxId', 'address', 'answer:7', 'notes'])
  expect(bodyOf(lines, {}, 'one')).toEqual({ take: [], takeAnswers: [], joinNotes: false })
  expect(bodyOf(lines, {}, 'other')).toEqual({ take: [], takeAnswers: [], joinNotes: false })
  const picks = { name: 'other', 'answer:7': 'other', notes: 'both', taxId: 'other' } as const
  expect(bodyOf(lines, picks, 'one')).toEqual({ take: ['name'], takeAnswers: [7], joinNotes: true })
  expect(bodyOf(lines, picks, 'other')).toEqual({ take: [], takeAnswers: [], joinNotes: true })
})
