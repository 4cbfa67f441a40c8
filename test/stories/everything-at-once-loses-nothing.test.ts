import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { edit, items, look, MARIA, open, refusal, say } from '../acts.ts'
import { until } from '../until.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()
const NEW = { description: 'No imprime', customer: MARIA, channel: 'api' }
const post = (who: Person, key: string, body: object = NEW, url = '/api/tickets') =>
  who.call('POST', url, body, { 'idempotency-key': key })

test('twenty answers at once to one ticket: none is lost, none deadlocks, and they are in one order', async () => {
  const { id } = await open(world.ben)
  const people = [world.ben, world.ada, world.raiz, world.olga]
  const said = await Promise.all(
    Array.from({ length: 20 }, (_, i) => {
      const incoming = i % 2 || people[i % 4] === world.olga
      return say(people[i % 4]!, id, { kind: 'portal', direction: incoming ? 'in' : 'out', text: `Palabras ${i}` })
    }),
  )
  const shown = await items(world.ben, `/api/tickets/${id}/interactions`)
  expect(shown.map(({ text }) => text).sort()).toEqual(
    ['No imprime facturas', ...said.map(({ interaction }) => interaction.text)].sort(),
  )
  const times = shown.map(({ at }) => at)
  expect(times).toEqual([...times].sort())
})

test('two agents move at once: one does, the other gets the ticket as it now stands', async () => {
  const { id, version } = await open(world.ben)
  const move = (who: Person, status: string) => who.call('PATCH', `/api/tickets/${id}`, { version, status })
  const answers = await Promise.all([move(world.ben, 'in_progress'), move(world.ada, 'customer_action')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const won = answers.find(({ status }) => status === 200)!
  const lost = answers.find(({ status }) => status === 409)!
  expect([lost.body.code, lost.body.ticket.status]).toEqual(['stale', won.body.status])
})

test('two tickets merged into each other at once: one way wins', async () => {
  const [a, b] = [await open(world.ben), await open(world.ben)]
  const merge = (from: number, into: number) => world.ada.call('POST', `/api/tickets/${from}/merge`, { intoId: into })
  const statuses = (await Promise.all([merge(a.id, b.id), merge(b.id, a.id)])).map(({ status }) => status)
  expect(statuses.filter((status) => status === 200).length).toBe(1)
})

test('thirty sign-ins at once are all answered', async () => {
  const signIn = () =>
    world.nobody.call('POST', '/api/session', { email: 'nadie@desk.example', password: 'no es esta' })
  const answers = await Promise.all(Array.from({ length: 30 }, signIn))
  expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true)
  expect(answers.filter(({ status }) => status === 401).length).toBe(10)
})

test('the same request twice is carried out once, and answered the same', async () => {
  const first = await post(world.ben, 'llamada-1')
  const second = await post(world.ben, 'llamada-1')
  expect([second.status, second.body]).toEqual([201, first.body])
})

test('twins at the same moment wait for each other', async () => {
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post(world.ben, 'gemelas')))
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
})

test('a key used for something else is refused; another person’s key is theirs', async () => {
  await post(world.ben, 'una-clave')
  expect(refusal(await post(world.ben, 'una-clave', { ...NEW, description: 'Otra' }))).toEqual([422, 'key_reused'])
  const { id } = await open(world.ben)
  const elsewhere = await post(world.ben, 'una-clave', { kind: 'note', text: 'x' }, `/api/tickets/${id}/interactions`)
  expect(refusal(elsewhere)).toEqual([422, 'key_reused'])
  expect((await post(world.ada, 'una-clave', { ...NEW, description: 'Otra' })).status).toBe(201)
})

test('a refusal is not kept: corrected, the same key goes through', async () => {
  expect((await post(world.ben, 'corregida', { ...NEW, groupId: 999_999 })).status).toBe(404)
  expect((await post(world.ben, 'corregida')).status).toBe(201)
})

test('an answer is kept for a day', async () => {
  const { body } = await post(world.ben, 'de-ayer')
  await world.at('2026-03-03T13:00:00Z')
  const { forgetOldAnswers } = await import('../../server/platform/idempotency.ts')
  await world.asSystem(forgetOldAnswers)
  expect((await post(world.ben, 'de-ayer')).body.id).not.toBe(body.id)
})

test('a file sent twice with one key is one file', async () => {
  const store = () =>
    world.ben.call('POST', '/api/files?name=a.txt', 'abc', {
      'content-type': 'text/plain',
      'idempotency-key': 'archivo',
    })
  expect((await store()).body.fileId).toBe((await store()).body.fileId)
})

test('what fails halfway leaves nothing behind', async () => {
  const { id, version } = await open(world.ben)
  await world.desk.db.pool.query(`create function fall() returns trigger language plpgsql as $$ begin raise 'A disk on fire'; end $$;
    create trigger fall before insert on status_rows for each row execute function fall()`)
  const failed = await world.ben.call('POST', `/api/tickets/${id}/interactions`, {
    ...{ kind: 'portal', text: 'Lo miro', version, status: 'in_progress' },
  })
  await world.desk.db.pool.query('drop trigger fall on status_rows; drop function fall')
  expect([failed.status, failed.body.code]).toEqual([500, 'unexpected'])
  expect(JSON.stringify(failed.body)).not.toContain('fire')
  expect((await look(world.ben, id)).version).toBe(version)
  expect((await items(world.ben, `/api/tickets/${id}/interactions`)).length).toBe(1)
  expect((await items(world.ben, `/api/tickets/${id}/changes`)).every(({ fact }) => fact === 'ticket.opened')).toBe(
    true,
  )
})

test('a change is heard at once by those who may see it, and by nobody else', async () => {
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const [ben, eva, leo] = await Promise.all([listen(world.ben), listen(world.eva), listen(world.leo)])
  const { id } = await open(world.ada)
  await edit(world.ada, id, { ownerId: world.ben.id })
  await ben.heard(`"ticketId":${id}`)
  await leo.heard(`"ticketId":${id}`)
  await ben.heard('"topic":"alert"')
  expect(leo.all()).not.toContain('alert')
  expect(eva.all()).not.toContain(String(id))
  await edit(world.ada, id, { groupId: world.sales })
  await eva.heard(`"ticketId":${id}`)
  for (const ear of [ben, eva, leo]) ear.close()
})

test('what is committed wakes the processes that listen', async () => {
  const ear = await world.desk.db.pool.connect()
  let woken = false
  ear.once('notification', () => {
    woken = true
  })
  await ear.query('listen live')
  try {
    await Promise.all(Array.from({ length: 5 }, () => open(world.ada)))
    await until(async () => woken, 5)
  } finally {
    ear.release(true)
  }
})

test('after a gap a browser hears what it missed; after too long it is told to fetch anew', async () => {
  const first = await listen(world.ben)
  const { id } = await open(world.ada)
  await first.heard(`"ticketId":${id}`)
  const last = [...first.all().matchAll(/^id: (.+)$/gm)].at(-1)![1]!
  first.close()
  const missed = await open(world.ada)
  const second = await listen(world.ben, { 'last-event-id': last })
  await second.heard(`"ticketId":${missed.id}`)
  second.close()
  const stale = await listen(world.ben, { 'last-event-id': '1-1' })
  await stale.heard('event: refetch')
  stale.close()
})

/** A browser's ear, which hears from when it is answered on: what came over /api/live so far. */
async function listen(who: Person, headers: Record<string, string> = {}) {
  const { port } = world.app.server.address() as AddressInfo
  let text = ''
  const request = get({ port, path: '/api/live', headers: { authorization: `Bearer ${who.token}`, ...headers } })
  const [reply] = (await once(request, 'response')) as [IncomingMessage]
  request.on('error', () => {})
  reply.on('data', (chunk: Buffer) => {
    text += chunk
  })
  return {
    all: () => text,
    close: () => request.destroy(),
    heard: (part: string) => until(async () => text.includes(part)),
  }
}
