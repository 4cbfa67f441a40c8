import { expect, test } from 'vitest'
import { edit, look, ok, open, refusal, say } from '../acts.ts'
import { newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// Z2, S3: a ticket that is nobody's is of whoever answers the customer.
const world = newWorld()
newMailDesk(world)
const TALLER = 'taller@norte.example'
const nobodys = async () => (await open(world.olga, { channel: 'email' })).id as number
const inTray = async () => (await open(world.ada, { channel: 'email', groupId: world.tray })).id as number
const owner = async (id: number) => (await look(world.ada, id)).owner?.id ?? null
const mails = (id: number, more: object = {}) => say(world.ben, id, { kind: 'email', text: 'Ya lo vemos.', ...more })

test('Z2: Ben answers María on a ticket that is nobody’s, and it is his; Ada’s stays Ada’s', async () => {
  const id = await nobodys()
  expect(await owner(id)).toBeNull()
  expect((await mails(id)).ticket.owner).toMatchObject({ id: world.ben.id })
  const adas = await nobodys()
  await edit(world.ada, adas, { ownerId: world.ada.id })
  await mails(adas)
  expect(await owner(adas)).toBe(world.ada.id)
})

test('Z2: who leaves it to nobody, to Ada or to another group in the same save means that', async () => {
  for (const [given, whose] of [
    [{ ownerId: null }, null],
    [{ ownerId: world.ada.id }, world.ada.id],
    [{ groupId: world.sales }, null],
  ] as const) {
    const id = await nobodys()
    const { version } = await look(world.ben, id)
    await mails(id, { ...given, version })
    expect([given, (await look(world.raiz, id)).owner?.id ?? null]).toEqual([given, whose])
  }
})

test('Z2, S2: who asks María for what is missing in the tray does not take it, and it is nobody’s where it is worked', async () => {
  const id = await inTray()
  await mails(id, { text: '¿Qué modelo de impresora es?' })
  expect(await owner(id)).toBeNull()
  await edit(world.ada, id, { groupId: world.support })
  expect(await owner(id)).toBeNull()
  await mails(id)
  expect(await owner(id)).toBe(world.ben.id)
})

test('Z2, Z5: handed to a group where Ben does not work, his ticket is nobody’s there, also from a tray', async () => {
  const id = await inTray()
  await edit(world.ada, id, { ownerId: world.ben.id })
  await edit(world.ada, id, { groupId: world.sales })
  const moved = await look(world.raiz, id)
  expect([moved.group.id, moved.owner]).toEqual([world.sales, null])
})

test('Z2: to write to the workshop, or a note, is not to answer María', async () => {
  const id = await nobodys()
  await mails(id, { to: [TALLER] })
  await say(world.ben, id, { kind: 'note', text: 'Preguntado al taller' })
  expect(await owner(id)).toBeNull()
})

test('Z2: Leo, who only reads, answers nobody and owns nothing', async () => {
  const id = await nobodys()
  const tried = await world.leo.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', text: 'Hola' })
  expect(refusal(tried)[0]).toBe(403)
  expect(await owner(id)).toBeNull()
})

test('Z2: an answer taken back within its ten seconds leaves the ticket as it was', async () => {
  const id = await nobodys()
  const answer = await world.ben.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', text: 'No' })
  ok(await world.ben.call('POST', `/api/undo/${answer.headers['x-request-id']}`))
  expect(await owner(id)).toBeNull()
})
