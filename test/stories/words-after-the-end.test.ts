import { beforeEach, expect, test } from 'vitest'
import { close, complete, edit, items, later, look, MARIA, mariaSays, ok, open, say } from '../acts.ts'
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
  const { messageId: later } = await sent(world, hers.id, TOMAS.email)
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
  const more = await send(world, { from: `Tomás <${TOMAS.email}>`, answers: later, text: 'Otra cosa' })
  expect(more.ticketId).toBe(got.ticketId)
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

test('S7: however often María writes after the end, one ticket follows; once that has ended too, another', async () => {
  const { id } = await registered(MARIA)
  const { messageId } = await sent(world, id)
  await close(world, id)
  const says = (text: string) => send(world, { answers: messageId, text })
  const [first, { ticket: byPortal }] = await Promise.all([
    says('Volvió a fallar'),
    mariaSays(world.ada, id, 'Por el portal también'),
  ])
  expect(first.ticketId).not.toBe(id)
  expect(byPortal.id).toBe(first.ticketId)
  expect((await says('Y además suena')).ticketId).toBe(first.ticketId)
  expect(await following(id)).toMatchObject([{ ticket: { id: first.ticketId } }])
  await close(world, first.ticketId)
  const third = await says('Otra vez')
  expect([id, first.ticketId]).not.toContain(third.ticketId)
  expect((await says('Y otra')).ticketId).toBe(third.ticketId)
  await close(world, third.ticketId)
})

test('S7: what was parted from the ticket before it ended is another matter', async () => {
  const { id } = await registered(MARIA)
  const { interaction } = await mariaSays(world.ada, id, 'Además, el horno no enciende')
  const parted = ok(await world.ada.call('POST', `/api/tickets/${id}/split`, { interactionIds: [interaction.id] }))
  await world.at(later(world.now(), { minutes: 5 }))
  await close(world, id)
  const { ticket } = await mariaSays(world.ada, id, 'La caja volvió a fallar')
  expect([id, parted.id]).not.toContain(ticket.id)
  await close(world, ticket.id)
})

test('S7: María’s thanks after the end stay where they are: nothing opens, rings or is confirmed', async () => {
  const ticket = await registered(MARIA)
  await edit(world.ben, ticket.id, { ownerId: world.ben.id })
  const { messageId } = await sent(world, ticket.id)
  await close(world, ticket.id)
  await rounds(60)
  mail.peer.received.length = 0
  const bell = (await items(world.ben, '/api/alerts')).length
  const got = await send(world, { answers: messageId, text: '¡Muchas gracias!' })
  expect([got.outcome, got.ticketId]).toEqual(['follow_up', ticket.id])
  await rounds(60)
  expect(await look(world.ben, ticket.id)).toMatchObject({ status: 'closed', newInteraction: false })
  expect((await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).at(-1)).toMatchObject({
    ...{ visibleText: '¡Muchas gracias!', party: 'customer', autoReply: false, doubted: false },
  })
  expect([told(), (await items(world.ben, '/api/alerts')).length, await following(ticket.id)]).toEqual([[], bell, []])
})

test('S10: Tomás, whose ticket was merged into María’s, writes on: the answer is his, not hers', async () => {
  const { id } = await open(world.ben)
  await arrives(world, id, {})
  const tomas = await open(world.ben, { customer: TOMAS })
  await arrives(world, tomas.id, { from: ['Tomás', TOMAS.email] })
  ok(await world.ada.call('POST', `/api/tickets/${tomas.id}/merge`, { intoId: id }))
  const addressed = async (mode: string) => {
    const { to, cc } = ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft?mode=${mode}`))
    return [...to, ...cc].map(({ address }: { address: string }) => address)
  }
  expect(await addressed('reply')).toEqual([MARIA.email])
  await arrives(world, id, { from: ['Tomás', TOMAS.email], text: '¿Y el horno?' })
  expect([await addressed('reply'), await addressed('reply_all')]).toEqual([[TOMAS.email], [TOMAS.email]])
  const { interaction } = await say(world.ben, id, { kind: 'email', text: 'Mañana.' })
  expect([interaction.party, interaction.to]).toMatchObject(['customer', [{ address: TOMAS.email }]])
  await arrives(world, id, {})
  expect(await addressed('reply')).toEqual([MARIA.email])
})
