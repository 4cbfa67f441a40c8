import { beforeEach, expect, test } from 'vitest'
import { close, complete, edit, items, later, look, MARIA, ok, open } from '../acts.ts'
import { send, sent } from '../mails.ts'
import { arrives, mailRounds, newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// S7, E3: whatever is written to us after the end is one matter more, of who wrote it, and nobody else reads it from us.

const world = newWorld()
const mail = newMailDesk(world)
// Each story has an hour of its own: brakes count by the hour.
beforeEach(async () => {
  mail.peer.received.length = 0
  await world.at(later(world.now(), { minutes: 65 }))
})

const TOMAS = { name: 'Tomás', email: 'tomas@correo.example' }
const COLLEAGUE = 'jefa@panaderia.example'
const rounds = (seconds = 10) => mailRounds(world, seconds)
/** What the desk wrote by itself, to whom, and the words it tells again. */
const told = () =>
  mail.peer.received.map((got) => [got.to.join(), /secreto[^\n]*/i.exec(got.mail.text ?? '')?.[0] ?? null])
const outcomes = async (ticketId: number) =>
  world.asSystem(async ({ db }) => {
    const rows = db.selectFrom('mail_notices').select(['kind', 'outcome']).where('ticket_id', '=', ticketId)
    return (await rows.orderBy('id').execute()).map(({ kind, outcome }) => `${kind}: ${outcome}`)
  })
/** A ticket somebody registered for a program: nobody was confirmed anything. */
const registered = (customer: object, description = 'No imprime') =>
  open(world.ada, { channel: 'api', customer, description })
const following = async (id: number) =>
  (await items(world.ada, `/api/tickets/${id}/relations`)).filter(({ kind }) => kind === 'following')

test('E3, S7: Tomás, whose ticket was merged into María’s and ended with it, alone reads that his words arrived', async () => {
  const hers = await registered(MARIA, 'La caja de María')
  const his = await registered(TOMAS, 'El horno de Tomás')
  const { messageId } = await sent(world, his.id, TOMAS.email)
  ok(await world.ada.call('POST', `/api/tickets/${his.id}/merge`, { intoId: hers.id }))
  await close(world, hers.id)
  await rounds(60)
  mail.peer.received.length = 0
  const got = await send(world, { from: `Tomás <${TOMAS.email}>`, answers: messageId, text: 'Secreto de Tomás' })
  expect(await look(world.ada, got.ticketId)).toMatchObject({
    ...{ customer: { name: 'Tomás' }, contact: { email: TOMAS.email }, subject: 'El horno de Tomás' },
  })
  await rounds(0)
  expect(told()).toEqual([[TOMAS.email, 'Secreto de Tomás']])
  expect(mail.peer.received[0]!.raw).not.toContain('La caja')
  expect(await following(hers.id)).toMatchObject([{ ticket: { id: got.ticketId } }])
})

test('E3: what somebody in copy, or with a forwarded mail in hand, writes after the end is confirmed to nobody', async () => {
  for (const from of [COLLEAGUE, 'fulano@otra.example']) {
    const { id } = await registered(MARIA)
    const { messageId } = await sent(world, id, [MARIA.email, COLLEAGUE])
    await close(world, id)
    await rounds(60)
    mail.peer.received.length = 0
    const got = await send(world, { from, answers: messageId, text: 'Secreto de otro' })
    expect(await look(world.ada, got.ticketId)).toMatchObject({ customer: { name: MARIA.name } })
    await rounds(0)
    expect([told(), await outcomes(got.ticketId)]).toEqual([[], ['confirmation: another_wrote']])
    await close(world, got.ticketId)
  }
})

test('E3: no text of ours tells María what somebody else wrote, whatever it says of her problem', async () => {
  const url = '/api/mail-templates/solved/es'
  ok(await world.raiz.call('PUT', url, { subject: 'Listo', html: '<p>Usted contó: {{ ticket.problem }}</p>' }))
  const { id } = await registered(MARIA)
  const { messageId } = await sent(world, id, [MARIA.email, COLLEAGUE])
  await close(world, id)
  const got = await send(world, { from: COLLEAGUE, answers: messageId, text: 'Secreto de otro' })
  await rounds(60)
  mail.peer.received.length = 0
  await complete(world.ben, got.ticketId)
  await rounds(60)
  expect(told()).toEqual([[MARIA.email, null]])
  ok(await world.raiz.call('DELETE', url))
  await edit(world.ada, got.ticketId, { status: 'closed' })
})

test('E3: whoever reports for María is the one who reads that her own words arrived', async () => {
  const { id: reporterId } = ok(
    await world.ben.call('POST', '/api/customers', { name: 'Rosa', emails: ['rosa@panaderia.example'] }),
    201,
  )
  const { id } = await open(world.ada, { channel: 'api', reporterId })
  const { messageId } = await sent(world, id, 'rosa@panaderia.example')
  await close(world, id)
  await rounds(60)
  mail.peer.received.length = 0
  const got = await send(world, { from: 'rosa@panaderia.example', answers: messageId, text: 'Secreto de Rosa' })
  expect(await look(world.ada, got.ticketId)).toMatchObject({ customer: { name: MARIA.name } })
  await rounds(0)
  expect(told()).toEqual([['rosa@panaderia.example', 'Secreto de Rosa']])
  await close(world, got.ticketId)
})

test('E6: an absence that answers our first mail does not keep from María that her problem is solved', async () => {
  const { id } = await open(world.ben, { channel: 'email' })
  await rounds(0)
  const first = await arrives(world, id, { text: 'Estoy fuera hasta el lunes.' })
  await world.asSystem(({ db }) =>
    db.updateTable('interactions').set({ auto_reply: true }).where('id', '=', first).execute(),
  )
  await complete(world.ben, id)
  await rounds(60)
  expect(await outcomes(id)).toEqual(['confirmation: written', 'solved: written'])
})
