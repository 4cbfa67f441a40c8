import { expect, test } from 'vitest'
import { browser, complete, edit, later, ok, open, refusal } from '../acts.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld()
const team = async (who = world.ada) => ok(await who.call('GET', '/api/reports/team'))

test('Ada sees who has what, what nobody has, what is overdue and who waits longest, of her groups alone', async () => {
  for (let n = 0; n < 3; n++) await open(world.ben, { ownerId: world.ben.id })
  const oldest = await open(world.ben)
  await open(world.eva, { groupId: world.sales, ownerId: world.eva.id })
  const done = await open(world.ben, { ownerId: world.ada.id })
  await complete(world.ada, done.id)
  const waiting = await open(world.ben, { ownerId: world.ben.id })
  await edit(world.ben, waiting.id, { status: 'customer_action' })
  const now = await team()
  expect(now.groups.map(({ name }: any) => name)).toEqual(['Bandeja', 'Soporte'])
  expect(now).toMatchObject({ open: 5, unassigned: 1, overdue: 0, unattended: 0, completedToday: 1, more: false })
  expect(now.openedByHour[9]).toBe(6)
  expect(now.agents.find(({ agent }: any) => agent.name === 'Ben')).toMatchObject({ open: 4, waiting: 1, overdue: 0 })
  expect(now.agents.some(({ agent }: any) => agent.name === 'Eva')).toBe(false)
  expect(now.oldest.map(({ id }: any) => id)).toContain(oldest.id)
  await world.at(later(world.now(), { days: 4 }))
  await world.sweep()
  expect((await team()).overdue).toBeGreaterThan(3)
})

test('who is on shift: Ben’s browser makes him present, he says himself that he takes no work just now', async () => {
  const ben = await browser(world, 'ben@desk.example', PASSWORD)
  ok(await ben.call('PUT', '/api/me/availability', { available: false }))
  const seen = (await team()).agents.find(({ agent }: any) => agent.name === 'Ben')
  expect(seen).toMatchObject({ online: true, available: false, since: world.now().toISOString() })
  expect((await team()).agents.find(({ agent }: any) => agent.name === 'Olga').online).toBe(false)
})

test('Ben leads nobody, and Eva does not lead Soporte', async () => {
  expect(refusal(await world.ben.call('GET', '/api/reports/team'))).toEqual([403, 'forbidden'])
  expect((await world.eva.call('GET', `/api/reports/team?groupId=${world.support}`)).status).toBe(404)
  expect(ok(await world.eva.call('GET', '/api/reports/team')).groups.map(({ name }: any) => name)).toEqual(['Ventas'])
})
