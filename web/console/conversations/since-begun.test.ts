import { expect, test } from 'vitest'
import type { Interaction } from './data.ts'
import { lastIn, saidSince } from './since-begun.ts'

const ben = { kind: 'agent', id: 2, name: 'Ben' }
const ada = { kind: 'agent', id: 3, name: 'Ada' }
const maria = { kind: 'customer', id: 7, name: 'María' }
const mail = (id: number, more: object) =>
  ({ id, internal: false, automatic: false, autoReply: false, bounce: null, direction: 'out', ...more }) as Interaction

test('S9: of what came since Ben began he is told what Ada and María said, not his own words, notes, a program’s or a mail taken back', () => {
  const said = [
    mail(1, { author: maria, direction: 'in' }),
    mail(2, { author: ada }),
    mail(3, { author: maria, direction: 'in' }),
    mail(4, { author: ben }),
    mail(5, { author: ada, internal: true }),
    mail(6, { author: null, automatic: true }),
    mail(7, { author: maria, direction: 'in', autoReply: true }),
    mail(8, { author: null, direction: 'in', bounce: 'permanent' }),
    mail(9, { author: ada, delivery: { state: 'cancelled' } }),
  ]
  expect(saidSince(said, 1, ben.id).map(({ id }) => id)).toEqual([2, 3])
  expect(saidSince(said, lastIn(said), ben.id)).toEqual([])
  expect(saidSince(said, undefined, ben.id)).toEqual([])
})
