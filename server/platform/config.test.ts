import fastify from 'fastify'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const config = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY, SECRET_KEY: 'x'.repeat(32) })

/** Who a request comes from that went through two hands and, before that, through whatever its sender made up. */
async function seenFrom(trusted: string) {
  const app = fastify({ trustProxy: config(trusted).trustProxy })
  app.get('/', async ({ ip }) => ip)
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.2' }
  return (await app.inject({ url: '/', remoteAddress: '10.0.0.1', headers })).body
}

test.each([
  ['', '10.0.0.1'],
  ['0', '10.0.0.1'],
  ['1', '10.0.0.2'],
  ['yes', '10.0.0.2'],
  ['2', '203.0.113.9'],
  ['10.0.0.0/8', '203.0.113.9'],
  ['10.0.0.1, 10.0.0.2', '203.0.113.9'],
])('with TRUST_PROXY=%s a caller is %s: nobody chooses their own address', async (trusted, address) => {
  expect(await seenFrom(trusted)).toBe(address)
})

test('what is neither a number nor addresses is refused in a sentence', () => {
  expect(() => config('all')).toThrow('TRUST_PROXY must be')
})

test('a company lives in a place: an offset, which changes twice a year, is refused in a sentence', () => {
  expect(() => readConfig({ COMPANY_ZONE: '-03:00', SECRET_KEY: 'x'.repeat(32) })).toThrow('COMPANY_ZONE')
})
