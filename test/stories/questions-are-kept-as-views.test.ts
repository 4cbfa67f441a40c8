import { beforeAll, expect, test } from 'vitest'
import { complete, edit, items, later, ok, open, refusal } from '../acts.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const tickets: Record<string, number> = {}

beforeAll(async () => {
  const kinds: [string, object][] = [
    ['printer', { tags: ['impresora', 'urgente'], priority: 'high' }],
    ['router', { tags: ['red'], priority: 'low', channel: 'email' }],
    ['done', { tags: ['impresora'] }],
    ['sales', { groupId: world.sales, tags: ['impago'] }],
  ]
  for (const [name, more] of kinds)
    tickets[name] = (await open(name === 'sales' ? world.eva : world.ben, { description: name, ...more })).id
  await complete(world.ben, tickets.done!)
})

const find = async (question: object, who = world.ben) => {
  const { id } = ok(await who.call('POST', '/api/views', { name: 'Prueba', question }), 201)
  return (await items(who, `/api/tickets?viewId=${id}`)).map((card) => card.subject)
}

test.each<[string, object, string[]]>([
  ['what is not closed', {}, ['printer', 'router', 'done']],
  ['a tag', { tags: ['impresora'] }, ['printer', 'done']],
  ['a tag and a priority', { tags: ['impresora'], priorities: ['high', 'immediate'] }, ['printer']],
  ['two tags at once', { tags: ['impresora', 'urgente'] }, ['printer']],
  ['a state', { statuses: ['completed'] }, ['done']],
  ['a channel', { channels: ['email'] }, ['router']],
  ['nobody’s', { owner: 'nobody', statuses: ['pending'] }, ['printer', 'router']],
  ['another group’s, which finds nothing', { groupIds: [1_000_000] }, []],
])('Z2: Ben asks for %s', async (_, question, found) => {
  expect((await find(question)).sort()).toEqual([...found].sort())
})

test('dates: what was opened long ago, what has been quiet, what falls due soon', async () => {
  await world.at(later(world.now(), { days: 10 }))
  const fresh = await open(world.ben, { description: 'fresh' })
  expect(await find({ createdWithinDays: 2 })).toEqual(['fresh'])
  expect(await find({ olderThanDays: 5, priorities: ['high'] })).toEqual(['printer'])
  expect(await find({ quietForDays: 5, channels: ['email'] })).toEqual(['router'])
  expect(await find({ dueWithinDays: 30, createdWithinDays: 2 })).toEqual(['fresh'])
  await complete(world.ben, fresh.id)
})

test('a view is its owner’s alone until a lead shares it with the group; only leads change it then', async () => {
  const mine = ok(
    await world.ada.call('POST', '/api/views', { name: 'Impresoras', question: { tags: ['impresora'] } }),
    201,
  )
  const url = `/api/views/${mine.id}`
  expect((await world.ben.call('GET', `/api/tickets?viewId=${mine.id}`)).status).toBe(404)
  ok(await world.ada.call('PATCH', url, { version: 1, groupId: world.support }))
  const seen = (await items(world.ben, '/api/views')).find(({ id }) => id === mine.id)
  expect(seen).toMatchObject({ name: 'Impresoras', group: { id: world.support } })
  expect(seen.can.edit).toBe('es de un grupo: la cambian quienes lo lideran.')
  expect(refusal(await world.ben.call('PATCH', url, { version: 2, name: 'Mías' }))).toEqual([403, 'forbidden'])
  expect((await world.eva.call('PATCH', url, { version: 2, name: 'Mías' })).status).toBe(404)
  expect(refusal(await world.ada.call('PATCH', url, { version: 1, name: 'Otra' }))).toEqual([409, 'stale'])
  expect(
    refusal(await world.ben.call('POST', '/api/views', { name: 'x', question: {}, groupId: world.support })),
  ).toEqual([403, 'forbidden'])
  expect((await items(world.ada, '/api/views/counts')).find(({ id }) => id === mine.id)).toMatchObject({
    count: 2,
    more: false,
  })
  ok(await world.ada.call('DELETE', url), 204)
  expect((await items(world.ben, '/api/views')).some(({ id }) => id === mine.id)).toBe(false)
})

test('tags are suggested from what one sees, by their beginning, and follow the ticket to another group', async () => {
  const like = async (q: string, who = world.ben) => ok(await who.call('GET', `/api/tags?q=${q}`)).items
  expect([await like('imp'), await like('imp', world.eva)]).toEqual([['impresora'], ['impago']])
  expect(await like('')).toEqual(['impresora', 'red', 'urgente'])
  await edit(world.ben, tickets.router!, { tags: ['fibra'] })
  expect([await like('red'), await like('fi')]).toEqual([[], ['fibra']])
  await edit(world.ben, tickets.router!, { groupId: world.sales })
  expect([await like('fi'), await like('fi', world.eva)]).toEqual([[], ['fibra']])
})

test('a long list is gone through page by page, however few of it answer', async () => {
  for (let n = 0; n < 7; n++) await open(world.ben, { description: `p${n}`, priority: n % 2 ? 'immediate' : 'normal' })
  const found: string[] = []
  let cursor = ''
  do {
    const page = ok(await world.ben.call('GET', `/api/tickets?view=open&priority=immediate&limit=2${cursor}`))
    found.push(...page.items.map((card: any) => card.subject))
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
  } while (cursor)
  expect(found.sort()).toEqual(['p1', 'p3', 'p5'])
})

test('T10: what has waited too long stands in the follow-up queue until somebody takes it up', async () => {
  const ticket = await open(world.ben, { description: 'espera' })
  await edit(world.ben, ticket.id, { status: 'customer_action' })
  const queue = async () => (await items(world.ben, '/api/tickets?view=follow_up')).map((card) => card.subject)
  expect(await queue()).not.toContain('espera')
  await world.at(later(world.now(), { days: 6 }))
  expect(await queue()).toContain('espera')
  expect(ok(await world.ben.call('GET', `/api/tickets/${ticket.id}`)).nextAction.kind).toBe('follow_up_call')
  await world.ben.call('POST', `/api/tickets/${ticket.id}/snooze`, {
    until: later(world.now(), { days: 1 }),
    reason: 'Lo llamo mañana',
  })
  expect(await queue()).not.toContain('espera')
})

test.each(['', '   '])('a name of %o is missing, whatever its form', async (name) => {
  const { status, body } = await world.ben.call('POST', '/api/views', { name, question: {} })
  expect([status, body.fields]).toEqual([400, { name: 'Falta este dato.' }])
})
