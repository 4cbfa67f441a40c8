import { expect, test } from 'vitest'
import { type AskedOfCustomers, readAnswer } from './answers.rules.ts'
import { combinations, fold, nameWords, partings, slipsOf } from './names.rules.ts'
import { digitsOf, isWithheld, readPhone, writtenNumber } from './phones.rules.ts'

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

test.each([
  ['anonymous', true],
  ['Restricted', true],
  ['sip:anonymous@anonymous.invalid', true],
  ['+56 9 1111 2222', false],
  ['anexo 12', false],
])('T3: %s is a withheld number: %s', (number, withheld) => expect(isWithheld(number)).toBe(withheld))

test.each([
  ['+56987654321', 'CL', '9 8765 4321'],
  ['+34612345678', 'ES', '612 34 56 78'],
  ['+34612345678', 'CL', '+34 612 34 56 78'],
])('T1: %s is read in %s as %s', (e164, country, written) => expect(writtenNumber(e164, country)).toBe(written))

test('T3: a fragment is searched by its digits', () => {
  expect(digitsOf('+56 (9) 8765-4321')).toBe('56987654321')
})

test.each([
  ['number', '1.234,5', '1234.5'],
  ['number', '1,234.50', '1234.50'],
  ['number', '12.000', '12000'],
  ['number', '-3,5', '-3.5'],
  ['number', 'varios', null],
  ['date', '2024-03-31', '2024-03-31'],
  ['date', '1/4/2024', '2024-04-01'],
  ['date', 'ayer', null],
  ['yes_no', 'SI', 'Sí'],
  ['yes_no', '0', 'No'],
  ['yes_no', 'quizás', null],
  ['choice', 'tóledo', 'Toledo'],
  ['choice', 'Otra', null],
  ['text', ' lo que sea ', 'lo que sea'],
] as const)('a cell that answers a question of %s, «%s», is read as %s', (kind, cell, answer) => {
  const choices = kind === 'yes_no' ? ['Sí', 'No'] : ['Toledo', 'Dina']
  expect(readAnswer({ id: 1, texts: [], kind, choices } satisfies AskedOfCustomers, cell)).toBe(answer)
})

test('T3: what was typed is read the likeliest way first, and no way twice', () => {
  const read = combinations([['maria', 'marta'], ['gonzalez', 'gonzalo', 'gomez'], ['soto']], 4)
  expect(read[0]).toEqual(['maria', 'gonzalez', 'soto'])
  expect(new Set(read.map(String)).size).toBe(4)
  expect(combinations([['maria'], []], 4)).toEqual([])
  expect(combinations([['ana'], ['ana']], 4)).toEqual([['ana']])
})

test('T3: of «maria panaderia» either word, or both, may be the organization’s', () => {
  expect(partings(['maria', 'panaderia'])).toEqual([
    { own: [], of_organization: ['maria', 'panaderia'] },
    { own: ['maria'], of_organization: ['panaderia'] },
    { own: ['panaderia'], of_organization: ['maria'] },
  ])
})

test('T3: letters that changed places and letters too many are slips', () => {
  expect(slipsOf('mraia')).toContain('maria')
  expect(slipsOf('annna')).toContain('anna')
  expect(slipsOf('al')).toEqual([])
})
