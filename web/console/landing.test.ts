import { expect, test } from 'vitest'
import { landingOf, type Me } from './landing.ts'

const raiz = { role: 'admin', rights: [] } satisfies Me
const ada = { role: 'agent', rights: [{ groupId: 1, right: 'full' }] } satisfies Me
const ben = { role: 'agent', rights: [{ groupId: 1, right: 'change' }] } satisfies Me

test('everybody with work of their own begins there', () => {
  for (const me of [raiz, ada, ben]) expect(landingOf(me, { mine: 2, open: 9 })).toBe('mine')
})

test('Raíz, who works no tickets, begins where something waits: what nobody took, else the team', () => {
  expect(landingOf(raiz, { open: 9, unassigned: 3 })).toBe('unassigned')
  expect(landingOf(raiz, { open: 9 })).toBe('team')
})

test('on a desk without tickets, and for Ben who leads nobody, the page of one’s own work teaches how to begin', () => {
  expect(landingOf(raiz, {})).toBe('mine')
  expect(landingOf(ben, { open: 9, unassigned: 3 })).toBe('mine')
})
