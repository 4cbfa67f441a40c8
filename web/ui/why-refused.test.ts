import { expect, test } from 'vitest'
import es from '../texts/es.json' with { type: 'json' }
import { whyRefused } from './why-refused.ts'

test('what a server says in its code is told in words', () => {
  expect(whyRefused('550 5.1.1 The email account that you tried to reach does not exist')).toBe('address')
  expect(whyRefused('552 5.2.2 Mailbox full')).toBe('full')
  expect(whyRefused('550-5.7.26 Unauthenticated email from alerce.example is not accepted')).toBe('unproven')
  expect(whyRefused('451 4.7.1 Greylisting in action')).toBe('later')
  expect(whyRefused('Host or domain name not found (5.4.4)')).toBe('domain')
})

test('without a code, or by one that says nothing, nothing is made up', () => {
  for (const said of ['550 No such user', '554 5.0.0 Service unavailable', 'sent by 10.5.1.1', ''])
    expect(whyRefused(said)).toBe(null)
})

test('each reason has its text', () => {
  const codes = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((part) =>
    Array.from({ length: 31 }, (_, n) => [`5.${part}.${n}`, `4.${part}.${n}`]).flat(),
  )
  const named = new Set(codes.flatMap((code) => whyRefused(code) ?? []))
  expect([...named].sort()).toEqual(Object.keys(es.refusedMail).sort())
})
