import { expect, test } from 'vitest'
import { raiseAlert } from '../../server/alerts/alerts.ts'
import { ringActivities } from '../../server/tickets/agenda.ts'
import { edit, items, later, look, mariaSays, ok, open, say } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

const texts = async (who: Person) => (await items(who, '/api/alerts')).map(({ text }) => text)
const attend = async (who: Person, id: number, wanted: object) =>
  ok(await who.call('PUT', `/api/tickets/${id}/attention`, wanted))

test('S1: Leo, who only reads, follows a ticket: he stands among its parties, and its news ring his bell once a save', async () => {
  const { id } = await open(world.ben)
  expect(await attend(world.leo, id, { following: true })).toEqual({ following: true, muted: false })
  expect((await look(world.leo, id)).following).toBe(true)
  const parties = await items(world.ben, `/api/tickets/${id}/parties`)
  expect(parties.filter(({ role }) => role === 'watcher').map(({ name }) => name)).toEqual(['Leo'])
  await mariaSays(world.ben, id, '¿Hay novedades?')
  await say(world.ben, id, {
    kind: 'portal',
    direction: 'out',
    text: 'Ya la llamo',
    status: 'customer_action',
    version: (await look(world.ben, id)).version,
  })
  expect(await texts(world.leo)).toEqual([
    'Se respondió al cliente, en un ticket que usted sigue',
    'El cliente escribió, en un ticket que usted sigue',
  ])
  await attend(world.leo, id, { following: false })
  await mariaSays(world.ben, id, '¿Y?')
  expect(await texts(world.leo)).toHaveLength(2)
})

test('a follower from whom the ticket was taken out of sight hears no more of it', async () => {
  const { id } = await open(world.ben)
  await attend(world.leo, id, { following: true })
  await edit(world.ben, id, { groupId: world.sales })
  const before = (await texts(world.leo)).length
  await mariaSays(world.eva, id, 'Soy yo')
  expect(await texts(world.leo)).toHaveLength(before)
  expect(
    (await world.eva.call('PUT', `/api/tickets/${(await open(world.ben)).id}/attention`, { following: true })).status,
  ).toBe(404)
})

test('Ben switches a kind of alert off, and mutes one ticket; what is overdue he hears all the same', async () => {
  const mine = await open(world.ben, { ownerId: world.ben.id })
  const other = await open(world.ben, { ownerId: world.ben.id })
  const heard = async () => (await items(world.ben, '/api/alerts')).map(({ kind, ticket }) => `${kind} ${ticket?.id}`)
  await attend(world.ben, mine.id, { muted: true })
  await mariaSays(world.ada, mine.id, 'Silencio')
  await mariaSays(world.ada, other.id, 'Hola')
  expect(await heard()).toEqual([`customer_replied ${other.id}`])
  ok(await world.ben.call('PATCH', '/api/preferences', { alerts: { customer_replied: false } }))
  await mariaSays(world.ada, other.id, 'Hola de nuevo')
  expect(await heard()).toHaveLength(1)
  await world.at(later(world.now(), { days: 3 }))
  await world.sweep()
  expect(await heard()).toContain(`overdue ${mine.id}`)
})

test('one alert is marked as read, and the others stay', async () => {
  const all = await items(world.ben, '/api/alerts')
  const unread = async () => ok(await world.ben.call('GET', '/api/alerts')).unread
  const before = await unread()
  ok(await world.ben.call('POST', '/api/alerts/read', { id: all[0].id }), 204)
  expect(await unread()).toBe(before - 1)
  ok(await world.ben.call('POST', '/api/alerts/read', {}), 204)
  expect(await unread()).toBe(0)
})

test('what left Ben’s sight neither stands under his bell nor is counted, and is back with his group', async () => {
  const { id } = await open(world.ada)
  await world.asSystem((ctx) => raiseAlert(ctx, { agentId: world.ben.id, ticketId: id, kind: 'assigned' }))
  const bell = async () => {
    const { items: all, unread } = ok(await world.ben.call('GET', '/api/alerts'))
    return [all.filter(({ ticket }: any) => ticket?.id === id).length, unread]
  }
  const move = (to: number) => world.desk.db.pool.query('update tickets set group_id = $2 where id = $1', [id, to])
  expect(await bell()).toEqual([1, 1])
  await move(world.sales)
  expect(await bell()).toEqual([0, 0])
  await move(world.support)
  expect(await bell()).toEqual([1, 1])
  ok(await world.ben.call('POST', '/api/alerts/read', {}), 204)
})

test('S14: a task rings when it is due, once; put off, it rings again; done, it does not', async () => {
  const { id } = await open(world.ben)
  const plan = { kind: 'task', title: 'Pedir el toner', dueAt: later(world.now(), { hours: 1 }), ownerId: world.ben.id }
  const task = ok(await world.ada.call('POST', `/api/tickets/${id}/activities`, plan), 201)
  const rings = async () => (await texts(world.ben)).filter((text) => text === 'Es hora: Pedir el toner').length
  const round = async () => world.asSystem(ringActivities)
  await round()
  expect(await rings()).toBe(0)
  await world.at(later(world.now(), { hours: 2 }))
  await round()
  await round()
  expect(await rings()).toBe(1)
  const moved = { version: task.version, dueAt: later(world.now(), { hours: 1 }) }
  const put = ok(await world.ben.call('PATCH', `/api/activities/${task.id}`, moved))
  await world.at(later(world.now(), { hours: 2 }))
  await round()
  expect(await rings()).toBe(2)
  ok(await world.ben.call('PATCH', `/api/activities/${task.id}`, { version: put.version, done: true }))
})

test('Z9: Ben’s agenda holds his week and what he left undone; Ada sees the group’s, Ben not', async () => {
  const { id } = await open(world.ben)
  const days = (n: number) => later(world.now(), { days: n }).toISOString()
  for (const [title, dueAt, who] of [
    ['vieja', days(-20), world.ben],
    ['mañana', days(1), world.ben],
    ['lejos', days(30), world.ben],
    ['de Ada', days(1), world.ada],
  ] as const)
    ok(await who.call('POST', `/api/tickets/${id}/activities`, { kind: 'task', title, dueAt }), 201)
  const week = async (who: Person, more = '') =>
    (await items(who, `/api/activities?from=${days(-1)}&to=${days(7)}${more}`))
      .map(({ title }) => title)
      .filter((title) => title !== 'Pedir el toner')
  expect(await week(world.ben)).toEqual(['vieja', 'mañana'])
  expect(await week(world.ada, `&groupId=${world.support}`)).toEqual(['vieja', 'mañana', 'de Ada'])
  expect(
    (await world.ben.call('GET', `/api/activities?from=${days(-1)}&to=${days(7)}&groupId=${world.support}`)).status,
  ).toBe(403)
})
