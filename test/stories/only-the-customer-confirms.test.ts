import { beforeAll, beforeEach, expect, test } from 'vitest'
import { complete, edit, items, later, look, MARIA, ok, open } from '../acts.ts'
import { fate, MARIA_AT, mailbox, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

// E7: a ticket is closed after the customer confirms. Eva keeps María's books and is in copy of all she writes: what she says is heard.

const world = newWorld()
const SERVER = 'mx.panaderia-sur.example'
const EVA = 'eva@contadores.example'
const JEFA = { name: 'Rosa Díaz', email: 'rosa@panaderia.example' }

beforeAll(async () => void (await mailbox(world, { trustedServer: SERVER })))
// Each story has an hour of its own: brakes count by the hour.
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

/** Proven to be who they say, with our mail in hand. */
const says = (from: string, answers: string, text: string) =>
  send(world, {
    from,
    answers,
    text,
    headers: [`Authentication-Results: ${SERVER}; dmarc=pass header.from=${from.split('@')[1]}`],
  })

async function solved(more: object = {}) {
  const { id } = await open(world.ben, { ownerId: world.ben.id, ...more })
  await complete(world.ben, id)
  const { messageId } = await sent(world, id, [MARIA_AT, EVA])
  return { id: id as number, messageId }
}

test('E7: «Confirmo» of Eva, who is in copy, is heard and rings Ben, and confirms nothing in María’s place', async () => {
  const { id, messageId } = await solved()
  const before = await look(world.ben, id)
  const got = await says(EVA, messageId, 'Confirmo, solucionado. Gracias.')
  expect(got).toMatchObject({ outcome: 'follow_up', ticketId: id })
  expect(await look(world.ben, id)).toMatchObject({
    ...{ status: 'completed', acceptedAt: null, newInteraction: true },
    nextAction: { kind: 'auto_close', dueAt: before.nextAction.dueAt },
  })
  expect(
    (await items(world.ben, `/api/tickets/${id}/changes?limit=500`)).some(({ fact }) => fact === 'ticket.accepted'),
  ).toBe(false)
  expect(
    (await items(world.ben, '/api/alerts')).some(({ kind, ticket }) => kind === 'customer_replied' && ticket.id === id),
  ).toBe(true)
})

test('E7: a third party of the ticket, or a party in its file, confirms nothing either', async () => {
  for (const role of ['third_party', 'watcher']) {
    const { id, messageId } = await solved()
    ok(
      await world.ben.call('POST', `/api/tickets/${id}/parties`, {
        role,
        name: 'Eva',
        email: EVA,
        function: 'contadora',
      }),
      201,
    )
    await says(EVA, messageId, 'Confirmo')
    expect((await look(world.ben, id)).acceptedAt).toBeNull()
  }
})

test('E7: María’s own word, or that of Rosa who reported it for her, confirms', async () => {
  const { id: reporterId } = ok(
    await world.ben.call('POST', '/api/customers', { name: JEFA.name, emails: [JEFA.email] }),
    201,
  )
  for (const who of [MARIA.email, JEFA.email]) {
    const { id, messageId } = await solved({ reporterId })
    await says(who, messageId, 'Confirmo')
    expect((await look(world.ben, id)).acceptedAt).not.toBeNull()
  }
})

test('E7: Eva’s own matter that was merged into María’s lets her confirm no more', async () => {
  const { id: hers } = await open(world.ben, { customer: { name: 'Eva', email: EVA } })
  const { messageId } = await sent(world, hers, EVA)
  const { id } = await solved()
  ok(await world.ada.call('POST', `/api/tickets/${hers}/merge`, { intoId: id }))
  expect(await says(EVA, messageId, 'Confirmo')).toMatchObject({ ticketId: id })
  expect(await look(world.ben, id)).toMatchObject({ status: 'completed', acceptedAt: null })
})

test('E7: that it still fails reopens the ticket, whoever in copy says so', async () => {
  const { id, messageId } = await solved()
  await says(EVA, messageId, 'No confirmo: sigue sin imprimir')
  expect((await look(world.ben, id)).status).toBe('in_progress')
  await edit(world.ben, id, { status: 'completed', solution: 'Se cambió el cable' })
})

const saysByNumber = (id: number, text: string, headers: string[] = []) =>
  send(world, {
    from: `María González <${MARIA_AT}>`,
    subject: `Re: Su solicitud está resuelta [#${id}]`,
    text,
    headers,
  })
const lastOf = async (id: number) => (await items(world.ben, `/api/tickets/${id}/interactions`)).at(-1)

test('E7: María’s «Confirmo» that answers by the number alone confirms where it is proven hers', async () => {
  const { id } = await solved()
  await saysByNumber(id, 'Confirmo', [`Authentication-Results: ${SERVER}; dmarc=pass header.from=panaderia.example`])
  expect((await look(world.ben, id)).acceptedAt).not.toBeNull()
  expect(await lastOf(id)).not.toHaveProperty('confirmsNothing')
})

test('E7: where nobody vouches for it, it confirms nothing, and Ben reads so; nor do Eva’s words, and no other words say so', async () => {
  const { id, messageId } = await solved()
  fate(await saysByNumber(id, 'Confirmo'), 'follow_up')
  expect((await look(world.ben, id)).acceptedAt).toBeNull()
  expect(await lastOf(id)).toMatchObject({ confirmsNothing: true, doubted: false })
  await says(EVA, messageId, 'Confirmo')
  expect(await lastOf(id)).toMatchObject({ confirmsNothing: true })
  await saysByNumber(id, 'Gracias')
  expect(await lastOf(id)).not.toHaveProperty('confirmsNothing')
  const { id: other } = await open(world.ben)
  await saysByNumber(other, 'Confirmo')
  expect(await lastOf(other)).not.toHaveProperty('confirmsNothing')
})
