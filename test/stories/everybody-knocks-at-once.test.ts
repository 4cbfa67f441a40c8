import { expect, test } from 'vitest'
import { deskForRounds } from '../../server/desk.ts'
import { browser, ok, refusal } from '../acts.ts'
import { newWorld, PASSWORD } from '../world.ts'

// More at once than the desk has connections: whoever counts attempts must not hold one while waiting for another.

const world = newWorld()
const CROWD = 40

test('however many things Eva tries at once, the desk goes on for Raíz', { timeout: 20_000 }, async () => {
  const eva = await browser(world, 'eva@desk.example', PASSWORD)
  const { id } = ok(await eva.call('POST', '/api/me/totp'), 201)
  const tries = [
    () => eva.call('POST', '/api/me/password', { current: 'no es esta', next: 'una-clave-mucho-mejor' }),
    () => eva.call('POST', '/api/session/confirm', { password: 'no es esta' }),
    () => eva.call('POST', `/api/me/totp/${id}/confirm`, { code: '000000' }),
    () => eva.call('POST', '/api/me/identities', { providerId: 1, purpose: 'link' }),
    () => world.nobody.call('POST', '/api/session', { email: 'eva@desk.example', password: PASSWORD }),
  ]
  for (const attempt of tries) {
    const crowd = await Promise.all(Array.from({ length: CROWD }, attempt))
    expect(crowd.some(({ status }) => status === 429)).toBe(true)
    expect(crowd.filter(({ status }) => status >= 500)).toEqual([])
    expect(ok(await world.raiz.call('GET', '/api/me')).name).toBe('Raíz')
  }
})

test('fifty mailboxes with all their hands keep no request waiting', async () => {
  const { db } = deskForRounds(world.desk)
  const hands = Promise.all(Array.from({ length: 80 }, () => db.pool.query('select pg_sleep(0.05)')))
  expect(ok(await world.raiz.call('GET', '/api/me')).name).toBe('Raíz')
  expect(db.pool.waitingCount).toBeGreaterThan(0)
  await hands
  await db.destroy()
})

test('when every connection is taken, one is told so instead of waiting for ever', async () => {
  const { pool } = world.desk.db
  expect(pool.options.connectionTimeoutMillis).toBe(10_000)
  pool.options.connectionTimeoutMillis = 200
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  expect(refusal(await world.raiz.call('GET', '/api/me'))).toEqual([503, 'unavailable'])
  for (const connection of taken) connection.release()
  expect(ok(await world.raiz.call('GET', '/api/me')).name).toBe('Raíz')
})
