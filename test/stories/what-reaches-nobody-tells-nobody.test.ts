import { beforeEach, expect, test } from 'vitest'
import { items, later, look, MARIA, ok, open, refusal, say } from '../acts.ts'
import { send as arrives, bounceOf, fate } from '../mails.ts'
import { newMailDesk, send } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// E5, Z11: a mail that reached none of the customer's addresses told them nothing, until it does reach them.

const world = newWorld()
const mail = newMailDesk(world)
const ACCOUNTANT = 'contadora@estudio.example'
beforeEach(async () => {
  mail.peer.behave({})
  mail.peer.received.length = 0
  await world.at(later(world.now(), { days: 1 }).toISOString().replace(/T.*/, 'T13:00:00Z'))
})

/** María's matter, told on the phone; an hour later Ben answers by mail, with her accountant in copy. */
async function answered(cc: string[] = [ACCOUNTANT]) {
  const { id } = await open(world.ben, { ownerId: world.ben.id })
  const before = await told(id)
  await world.at(later(world.now(), { hours: 1 }))
  const { interaction } = await say(world.ben, id, { kind: 'email', text: 'Ya vamos.', to: [MARIA.email], cc })
  return { id, before, interactionId: interaction.id, outgoingId: interaction.delivery.id }
}
/** By when María is to hear of us again, and when she was first answered. */
async function told(id: number) {
  const { targets } = await look(world.ben, id)
  const of = (name: string) => targets.find(({ kind }: any) => kind === name)
  return [of('next_update').dueAt, of('first_response').metAt]
}
const card = async (id: number, interactionId: number) =>
  (await items(world.ben, `/api/tickets/${id}/interactions`)).find((each) => each.id === interactionId)
const messageId = async (to = MARIA.email) => (await mail.peer.newest(to)).mail.messageId!

test('E5: refused for her accountant and given back for María, it told María nothing; sent again, it does, and reaches them both', async () => {
  mail.peer.behave({ rcpt: (address) => (address === ACCOUNTANT ? 550 : undefined) })
  const { id, before, interactionId, outgoingId } = await answered()
  await send(world)
  const then = await told(id)
  expect(then).not.toEqual(before)
  const first = await messageId()
  fate(await arrives(world, bounceOf(first, MARIA.email, '5.2.2')), 'bounce', 'returned')
  expect(await told(id)).toEqual(before)
  expect((await card(id, interactionId)).bounce).toBe('returned')
  mail.peer.behave({})
  ok(await world.ben.call('POST', `/api/outgoing-mails/${outgoingId}/retry`))
  await send(world, 0)
  expect(mail.peer.received.map(({ to }) => to)).toEqual([[MARIA.email], [ACCOUNTANT, MARIA.email]])
  expect(await messageId()).toBe(first)
  expect(await told(id)).toEqual(then)
  expect(await card(id, interactionId)).toMatchObject({
    bounce: null,
    failedRecipients: [],
    delivery: { state: 'sent' },
  })
  expect(refusal(await world.ben.call('POST', `/api/outgoing-mails/${outgoingId}/retry`))).toEqual([
    422,
    'mail_settled',
  ])
})

test('E5: refused for María and taken for her accountant, it told María nothing', async () => {
  mail.peer.behave({ rcpt: (address) => (address === MARIA.email ? 550 : undefined) })
  const { id, before } = await answered()
  await send(world)
  expect(await told(id)).toEqual(before)
})

test('E5: what came back from her accountant alone has told María all the same', async () => {
  const { id, before } = await answered()
  await send(world)
  const then = await told(id)
  await arrives(world, bounceOf(await messageId(ACCOUNTANT), ACCOUNTANT))
  expect([await told(id), then[0] === before[0]]).toEqual([then, false])
})

test('E5: to an address that she only wrote from this time it counts as well, until it comes back', async () => {
  const { id, before } = await answered([])
  await send(world)
  await world.at(later(world.now(), { hours: 1 }))
  await say(world.ben, id, { kind: 'email', text: 'Otra vez.', to: ['otra@correo.example'], party: 'customer' })
  await send(world)
  const then = await told(id)
  await arrives(world, bounceOf(await messageId('otra@correo.example'), 'otra@correo.example'))
  const back = await told(id)
  expect([then[0] > back[0], back[0] > before[0]]).toEqual([true, true])
})

test('E5: what came back for good is not sent again', async () => {
  const { outgoingId } = await answered([])
  await send(world)
  await arrives(world, bounceOf(await messageId(), MARIA.email))
  expect(refusal(await world.ben.call('POST', `/api/outgoing-mails/${outgoingId}/retry`))).toEqual([
    422,
    'mail_settled',
  ])
})

const retry = (outgoingId: number) => world.ben.call('POST', `/api/outgoing-mails/${outgoingId}/retry`)
const failing = async (id: number, interactionId: number) =>
  (await card(id, interactionId)).delivery.recipients.flatMap((one: any) => (one.state === 'sent' ? [] : [one.address]))

test('E5: whoever is refused again while others are reached is sent it once more, alone, until nobody is left', async () => {
  mail.peer.behave({ rcpt: () => 550 })
  const { id, interactionId, outgoingId } = await answered()
  await send(world)
  expect(await failing(id, interactionId)).toEqual([MARIA.email, ACCOUNTANT])
  mail.peer.behave({ rcpt: (address) => (address === ACCOUNTANT ? 550 : undefined) })
  ok(await retry(outgoingId))
  await send(world, 0)
  expect(await failing(id, interactionId)).toEqual([ACCOUNTANT])
  mail.peer.behave({})
  ok(await retry(outgoingId))
  await send(world, 0)
  expect(await failing(id, interactionId)).toEqual([])
  expect(mail.peer.received.map(({ to }) => to)).toEqual([[MARIA.email], [ACCOUNTANT]])
  expect(refusal(await retry(outgoingId))).toEqual([422, 'mail_settled'])
})

test('E5: asked for twice before it leaves, it is sent again once', async () => {
  mail.peer.behave({ rcpt: (address) => (address === ACCOUNTANT ? 550 : undefined) })
  const { id, outgoingId } = await answered()
  await send(world)
  mail.peer.behave({})
  for (let n = 0; n < 2; n++) expect(ok(await retry(outgoingId)).state).toBe('queued')
  const asked = await world.asSystem(({ db }) =>
    db.selectFrom('facts').select('id').where('ticket_id', '=', id).where('type', '=', 'mail.retried').execute(),
  )
  expect(asked.length).toBe(1)
  await send(world, 0)
  expect(mail.peer.received.map(({ to }) => to)).toEqual([[MARIA.email], [ACCOUNTANT]])
})
