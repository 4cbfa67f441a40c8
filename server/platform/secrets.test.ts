import { expect, test } from 'vitest'
import { seal, unseal } from './secrets.ts'

const KEY = 'k'.repeat(40)

test('a mailbox’s password comes back whole, accents and all', () => {
  expect(unseal(KEY, 'mailbox:1:incoming', seal(KEY, 'mailbox:1:incoming', 'contraseña 🗝'))).toBe('contraseña 🗝')
})

test('it does not open with another key, under another name, or with a bit turned', () => {
  const sealed = seal(KEY, 'mailbox:1:incoming', 'secreto')
  expect(() => unseal('x'.repeat(40), 'mailbox:1:incoming', sealed)).toThrow(/SECRET_KEY/)
  expect(() => unseal(KEY, 'mailbox:2:incoming', sealed)).toThrow(/SECRET_KEY/)
  const bent = Buffer.from(sealed)
  bent[20]! ^= 1
  expect(() => unseal(KEY, 'mailbox:1:incoming', bent)).toThrow(/SECRET_KEY/)
})

test('the same secret never looks the same twice', () => {
  expect(seal(KEY, 'a', 'secreto').equals(seal(KEY, 'a', 'secreto'))).toBe(false)
})
