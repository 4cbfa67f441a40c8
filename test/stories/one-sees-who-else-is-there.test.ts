import { expect, test } from 'vitest'
import { items, later, ok, open } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()
const be = async (who: Person, id: number, state: string, tab = 'pestaña-uno') =>
  ok(await who.call('PUT', `/api/tickets/${id}/presence`, { tab, state })).items

test('Ben sees that Ada looks at the ticket, and that she writes; when she leaves, or falls silent, she is gone', async () => {
  const { id } = await open(world.ben)
  await be(world.ada, id, 'viewing')
  expect(await be(world.ben, id, 'viewing')).toEqual([
    { ticketId: id, agent: { id: world.ada.id, name: 'Ada' }, state: 'viewing' },
  ])
  await be(world.ada, id, 'writing', 'pestaña-dos')
  expect((await be(world.ben, id, 'viewing'))[0].state).toBe('writing')
  await be(world.ada, id, 'gone', 'pestaña-dos')
  expect((await be(world.ben, id, 'viewing'))[0].state).toBe('viewing')
  await world.at(later(world.now(), { seconds: 41 }))
  expect(await be(world.ben, id, 'viewing')).toEqual([])
})

test('a heartbeat wakes nobody; coming, writing and leaving do', async () => {
  const { id } = await open(world.ben)
  const told = async () =>
    world.asSystem(async (ctx) =>
      Number(
        (await ctx.db
          .selectFrom('live_events')
          .select(({ fn }) => fn.countAll().as('n'))
          .where('topic', '=', 'presence')
          .executeTakeFirst())!.n,
      ),
    )
  const before = await told()
  for (const state of ['viewing', 'viewing', 'viewing', 'writing', 'writing', 'gone'])
    await be(world.ben, id, state, 'otra-pestaña')
  expect((await told()) - before).toBe(3)
})

test('Eva learns nothing of who is where in Soporte', async () => {
  const { id } = await open(world.ben)
  await be(world.ben, id, 'viewing')
  expect(
    (await world.eva.call('PUT', `/api/tickets/${id}/presence`, { tab: 'pestaña-uno', state: 'viewing' })).status,
  ).toBe(404)
  expect(await items(world.eva, '/api/presence')).toEqual([])
  expect((await items(world.ada, '/api/presence')).some(({ ticketId }) => ticketId === id)).toBe(true)
})

test('what is set up reaches every console, once: people, groups, categories, the company, statuses, the library', async () => {
  const told = async () =>
    (await world.desk.db.pool.query(`select count(*)::int as n from live_events where topic = 'settings'`)).rows[0].n
  const statuses = ok(await world.raiz.call('GET', '/api/statuses')).items.map(({ id }: { id: number }) => id)
  for (const [method, url, body] of [
    ['PATCH', `/api/agents/${world.olga.id}`, { name: 'Olga' }],
    ['PATCH', `/api/groups/${world.sales}`, { followUpDays: 4 }],
    ['POST', '/api/categories', { name: 'Impresoras' }],
    ['PATCH', '/api/settings/company', { name: 'Mesa Sur' }],
    ['PUT', '/api/statuses/order', { ids: statuses.toReversed() }],
  ] as const) {
    const before = await told()
    expect((await world.raiz.call(method, url, body)).status).toBeLessThan(300)
    expect([url, await told()]).toEqual([url, before + 1])
  }
  const { fileId } = ok(
    await world.raiz.call('POST', '/api/files?name=precios.txt', Buffer.from('1'), { 'content-type': 'text/plain' }),
    201,
  )
  const before = await told()
  const { id } = ok(await world.raiz.call('POST', '/api/library', { fileId, title: 'Precios', groupId: null }), 201)
  expect((await world.raiz.call('DELETE', `/api/library/${id}`)).status).toBeLessThan(300)
  expect(await told()).toBe(before + 2)
})
