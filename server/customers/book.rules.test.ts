import { expect, test } from 'vitest'
import { fold, nameWords } from './names.rules.ts'
import { digitsOf, readPhone } from './phones.rules.ts'

test('T3: names are words without accents and particles, each once', () => {
  expect(nameWords('María de la Luz  González-González')).toEqual(['maria', 'luz', 'gonzalez'])
  expect(nameWords('Núñez')).toEqual(['nunez'])
  expect(nameWords('De La')).toEqual(['de', 'la'])
  expect(fold('ÁÉÍÓÚ Ñandú Çelik')).toBe('aeiou nandu celik')
})

test.each([
  ['9 8765 4321', 'CL', '+56987654321', 'valid'],
  ['+56 9 8765 4321', 'ES', '+56987654321', 'valid'],
  ['09 8765 4321', 'CL', '+56987654321', 'valid'],
  ['(2) 2345 6789', 'CL', '+56223456789', 'valid'],
  ['612 345 678', 'ES', '+34612345678', 'valid'],
  ['+52 1 55 1234 5678', 'MX', '+525512345678', 'valid'],
  ['044 55 1234 5678', 'MX', '+525512345678', 'valid'],
])('Z7: %s, typed in %s, is %s', (typed, country, e164, valid) => {
  expect(readPhone(typed, country)).toMatchObject({ number: typed, e164, valid })
})

test.each(['123', 'mañana', '+999 12', '000000000000000000'])('Z7: %s is no number one could dial outside', (typed) => {
  expect(readPhone(typed, 'CL').e164).toBeNull()
})

test('Z7: extensions are kept apart', () => {
  expect(readPhone('+56 2 2345 6789 anexo 12', 'CL')).toMatchObject({ e164: '+56223456789', extension: '12' })
  expect(readPhone('204', 'CL')).toMatchObject({ e164: null, extension: '204', kind: 'extension' })
  expect(readPhone('anonymous', 'CL')).toMatchObject({ kind: 'withheld', valid: 'invalid' })
})

test('T3: a fragment is searched by its digits', () => {
  expect(digitsOf('+56 (9) 8765-4321')).toBe('56987654321')
})
