import { expect, test } from 'vitest'
import { ourName } from './who.ts'

const desk = { kind: 'system', id: null, name: 'Ventanilla' } as const
const ben = { kind: 'agent', id: 2, name: 'Ben' } as const
const from = { name: 'Soporte Panadería Sur', address: 'soporte@panaderia-sur.example' }

test('what the desk mails by itself stands under the name that María reads, and Ben’s under his', () => {
  expect(ourName({ author: desk, from })).toBe('Soporte Panadería Sur')
  expect(ourName({ author: desk, from: null })).toBe('Ventanilla')
  expect(ourName({ author: ben, from })).toBe('Ben')
})

test('a mailbox whose name is its address is shown by it', () => {
  expect(ourName({ author: desk, from: { ...from, name: null } })).toBe('soporte@panaderia-sur.example')
})
