import { expect, test } from 'vitest'
import type { Interaction } from './data.ts'
import { movedByKey } from './moved-by-key.ts'

const said = (id: number, more: Partial<Interaction> = {}) =>
  ({
    id,
    direction: 'in',
    internal: false,
    automatic: false,
    autoReply: false,
    bounce: null,
    delivery: null,
    ...more,
  }) as Interaction
const maria = said(1)
const notice = said(2, { direction: 'out', automatic: true })
const absence = said(3, { autoReply: true })
const bens = said(4, { direction: 'out' })
const takenBack = said(5, { direction: 'out', delivery: { state: 'cancelled' } as Interaction['delivery'] })
const note = said(6, { direction: 'out', internal: true })
const all = [maria, notice, absence, bens, takenBack, note]

test('S7: the key begins with María’s words, whether on nothing, on the desk’s notice or on what was taken back', () => {
  for (const focused of [Number.NaN, notice.id, takenBack.id]) expect(movedByKey(all, focused)).toBe(maria)
})

test('S7: what somebody has under the keyboard is meant: an absence, an answer of ours, a note', () => {
  for (const one of [absence, bens, note, maria]) expect(movedByKey(all, one.id)).toBe(one)
})

test('S7: where only programs wrote, what came in last; where nothing came in, nothing', () => {
  expect(movedByKey([notice, absence], Number.NaN)).toBe(absence)
  expect(movedByKey([notice], notice.id)).toBeUndefined()
})
