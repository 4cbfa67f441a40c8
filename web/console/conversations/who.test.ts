import { expect, test } from 'vitest'
import { nameShown, ourName } from './who.ts'

const desk = { kind: 'system', id: null, name: 'Ventanilla' } as const
const ben = { kind: 'agent', id: 2, name: 'Ben' } as const
const from = { name: 'Soporte Panadería Sur', address: 'soporte@panaderia-sur.example' }

test('what the desk mails by itself stands under the name that María reads, and Ben’s under his', () => {
  expect(ourName({ author: desk, from })).toBe('Soporte Panadería Sur')
  expect(ourName({ author: desk, from: null })).toBe('Ventanilla')
  expect(ourName({ author: ben, from })).toBe('Ben')
})

test('a stranger who calls himself like an address of ours is shown by the one he wrote from', () => {
  expect(nameShown({ name: 'María', address: 'maria@cliente.example' })).toBe('María')
  expect(nameShown({ name: 'soporte@panaderia.example', address: 'falso@malo.example' })).toBe('falso@malo.example')
  expect(nameShown({ name: 'Soporte (soporte＠panaderia.example)', address: 'falso@malo.example' })).toBe(
    'falso@malo.example',
  )
  expect(nameShown({ name: 'María', address: null })).toBe('María')
  expect(nameShown({ name: null, address: 'maria@cliente.example' })).toBe('maria@cliente.example')
})
