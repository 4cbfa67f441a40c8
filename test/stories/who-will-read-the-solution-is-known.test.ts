import { beforeEach, expect, test } from 'vitest'
import { complete, later, MARIA, ok, open } from '../acts.ts'
import { mailRounds, newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// E6: before Ben writes the solution he is told whether María will read it, and only what is true.

const world = newWorld()
const mail = newMailDesk(world)
beforeEach(async () => {
  mail.peer.received.length = 0
  await world.at(later(world.now(), { hours: 2 }))
})

const foreseen = async (id: number) => ok(await world.ben.call('GET', `/api/tickets/${id}/solved-notice`))
const group = async (fields: object) => ok(await world.ada.call('PATCH', `/api/groups/${world.support}`, fields))
const opening = async (query: Record<string, string>) =>
  ok(
    await world.ben.call(
      'GET',
      `/api/opening-notice?${new URLSearchParams({ groupId: `${world.support}`, ...query })}`,
    ),
  )
const NOBODY = { to: null, tells: false }

test('E6: what is foreseen is what happens: María is told, with the words of the solution', async () => {
  const { id } = await open(world.ben, { channel: 'api' })
  expect(await foreseen(id)).toEqual({ to: MARIA.email, tells: true })
  await complete(world.ben, id, 'Se cambió el tóner')
  await mailRounds(world, 10)
  expect(mail.peer.received.map(({ to }) => to)).toEqual([[MARIA.email]])
  expect(mail.peer.received[0]!.mail.text).toContain('Se cambió el tóner')
})

test('T8, E6: before a ticket is registered, whom its confirmation goes to is foreseen, for who is known and for who is written down', async () => {
  const carla = { name: 'Carla Soto', email: 'carla@cliente.example' }
  expect(await opening({ channel: 'phone', ...carla })).toEqual({ to: carla.email })
  expect(await opening({ channel: 'phone', name: 'Sin Correo' })).toEqual({ to: null })
  const { customer } = await open(world.ben, { channel: 'phone', customer: carla })
  await mailRounds(world, 10)
  expect(mail.peer.received.map(({ to }) => to)).toEqual([[carla.email]])
  const known = { customerId: `${customer.id}` }
  expect(await opening({ channel: 'phone', ...known })).toEqual({ to: carla.email })
  expect(await opening({ channel: 'chat', ...known })).toEqual({ to: null })
  await group({ tellsSolved: false })
  expect(await opening({ channel: 'phone', resolved: 'true', ...known })).toEqual({ to: null })
  await group({ tellsSolved: true })
  expect(await opening({ channel: 'chat', resolved: 'true', ...known })).toEqual({ to: carla.email })
  const eva = await world.eva.call(
    'GET',
    `/api/opening-notice?groupId=${world.support}&channel=phone&customerId=${customer.id}`,
  )
  expect(eva.status).toBe(404)
})

test('T8: who was merged into another is confirmed to at the other’s address, as the ticket will be', async () => {
  const pedro = { name: 'Pedro Rojas', email: 'pedro@cliente.example' }
  const alone = await open(world.ben, { channel: 'api', customer: { name: 'Pedro R.' } })
  const { customer } = await open(world.ben, { channel: 'api', customer: pedro })
  const twin = { channel: 'phone', customerId: `${alone.customer.id}` }
  expect(await opening(twin)).toEqual({ to: null })
  ok(await world.raiz.call('POST', `/api/customers/${alone.customer.id}/merge`, { intoId: customer.id }))
  expect(await opening(twin)).toEqual({ to: pedro.email })
  const born = { description: 'No imprime', customerId: alone.customer.id, channel: 'phone' }
  ok(await world.ben.call('POST', '/api/tickets', born), 201)
  await mailRounds(world, 10)
  expect(mail.peer.received.map(({ to }) => to)).toEqual([[pedro.email]])
})

test('E6: nobody is told where the group does not, nor a customer without an address', async () => {
  const { id } = await open(world.ben, { channel: 'api' })
  await group({ tellsSolved: false })
  expect(await foreseen(id)).toEqual(NOBODY)
  await group({ tellsSolved: true })
  const { id: mute } = await open(world.ben, { channel: 'api', customer: { name: 'Sin Correo' } })
  expect(await foreseen(mute)).toEqual(NOBODY)
})

test('E6: where the company’s own text leaves the solution out, she is told, and not in these words', async () => {
  const { id } = await open(world.ben, { channel: 'api' })
  const url = '/api/mail-templates/solved/es'
  const own = {
    subject: 'Resuelta {{ ticket.number }}',
    html: '<p>Quedó resuelta{% if ticket.solution_told %}.{% endif %}</p>',
  }
  ok(await world.raiz.call('PUT', url, own))
  expect(await foreseen(id)).toEqual({ to: MARIA.email, tells: false })
  ok(await world.raiz.call('DELETE', url))
})

test('E6: Eva, who sees none of it, is not told who María is', async () => {
  const { id } = await open(world.ben, { channel: 'api' })
  expect((await world.eva.call('GET', `/api/tickets/${id}/solved-notice`)).status).toBe(404)
})
