import { expect, test } from 'vitest'
import { later, ok, open, refusal, say } from '../acts.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const relate = (id: number, kind: string, ticketId: number) =>
  world.ben.call('POST', `/api/tickets/${id}/relations`, { kind, ticketId })

test('S13: the flow shows what came before, what follows, calls and activities, and nothing of Ventas', async () => {
  const [first, root, next] = [await open(world.ben), await open(world.ben), await open(world.ben)]
  const hidden = await open(world.raiz, { groupId: world.sales, description: 'secreto' })
  ok(await relate(root.id, 'preceding', first.id), 201)
  ok(await relate(root.id, 'following', next.id), 201)
  ok(
    await world.raiz.call('POST', `/api/tickets/${root.id}/relations`, { kind: 'duplicate', ticketId: hidden.id }),
    201,
  )
  await say(world.ben, root.id, { kind: 'call', direction: 'out', text: 'Nadie', call: { result: 'no_answer' } })
  const task = { kind: 'task', title: 'Pedir repuesto', dueAt: later(world.now(), { days: 1 }) }
  ok(await world.ben.call('POST', `/api/tickets/${root.id}/activities`, task), 201)
  const { nodes, edges } = ok(await world.ben.call('GET', `/api/tickets/${root.id}/flow`))
  const keys = nodes.map(({ key }: any) => key)
  expect(keys.slice(0, 3).sort()).toEqual([first.id, root.id, next.id].map((id) => `ticket:${id}`).sort())
  expect(nodes.filter(({ kind }: any) => kind === 'activity').map(({ title }: any) => title)).toEqual([
    'Pedir repuesto',
  ])
  expect(nodes.filter(({ kind }: any) => kind === 'call').some(({ state }: any) => state === 'No contestó')).toBe(true)
  expect(edges).toContainEqual({ from: `ticket:${first.id}`, to: `ticket:${root.id}`, kind: 'precedes' })
  expect(edges).toContainEqual({ from: `ticket:${root.id}`, to: `ticket:${next.id}`, kind: 'precedes' })
  expect(edges.every(({ from, to }: any) => keys.includes(from) && keys.includes(to))).toBe(true)
})

test('nothing becomes part of itself, however far around', async () => {
  const [a, b, c] = [await open(world.ben), await open(world.ben), await open(world.ben)]
  ok(await relate(a.id, 'parent', b.id), 201)
  ok(await relate(c.id, 'child', b.id), 201)
  expect(refusal(await relate(c.id, 'parent', a.id))).toEqual([400, 'invalid'])
  expect(refusal(await relate(a.id, 'child', c.id))).toEqual([400, 'invalid'])
  ok(await relate(a.id, 'following', c.id), 201)
})
