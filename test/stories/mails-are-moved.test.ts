import { beforeAll, expect, test } from 'vitest'
import { answer, items, look, ok, open, refusal, say } from '../acts.ts'
import { mailbox, send, sent } from '../mails.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()
beforeAll(async () => {
  await mailbox(world)
})

const move = (who: Person, id: number, body: object) => who.call('POST', `/api/interactions/${id}/move`, body)
const words = async (id: number) => (await items(world.raiz, `/api/tickets/${id}/interactions`)).map((said) => said.id)

test('Ben moves a mail from the wrong thread to the right one, and back again', async () => {
  const [wrong, right] = [await send(world, {}), await send(world, { messageId: '<donde-va@panaderia.example>' })]
  const { messageId } = await sent(world, wrong.ticketId)
  const mail = await send(world, {
    answers: messageId,
    messageId: '<perdido@panaderia.example>',
    text: 'Esto es de lo otro',
  })
  const moved = await move(world.ben, mail.interactionId, { ticketId: right.ticketId })
  expect(ok(moved).id).toBe(right.ticketId)
  expect(await words(right.ticketId)).toContain(mail.interactionId)
  expect(ok(await world.raiz.call('GET', `/api/mails/${mail.mailId}`)).ticketId).toBe(right.ticketId)
  const follow = await send(world, { answers: '<perdido@panaderia.example>', text: 'Y una cosa más' })
  expect(follow.ticketId).toBe(right.ticketId)
  const again = await move(world.ben, follow.interactionId, { ticketId: wrong.ticketId })
  const back = await world.ben.call('POST', `/api/undo/${again.headers['x-request-id']}`)
  expect(ok(back).id).toBe(right.ticketId)
  expect(
    [await words(right.ticketId), await words(wrong.ticketId)].map((ids) => ids.includes(follow.interactionId)),
  ).toEqual([true, false])
  expect(ok(await world.raiz.call('GET', `/api/mails/${follow.mailId}`)).ticketId).toBe(right.ticketId)
})

test('moved to a new ticket, it is its writer’s; undone, the new ticket is discarded', async () => {
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  const mail = await send(world, {
    from: 'Rosa <rosa@correo.example>',
    answers: messageId,
    text: 'Quiero un presupuesto',
  })
  const made = await move(world.ben, mail.interactionId, { new: true })
  expect(ok(made)).toMatchObject({
    customer: { name: 'Rosa' },
    description: expect.stringContaining('presupuesto'),
    status: 'pending',
  })
  const back = ok(await world.ben.call('POST', `/api/undo/${made.headers['x-request-id']}`))
  expect(back.id).toBe(ticketId)
  expect(await words(ticketId)).toContain(mail.interactionId)
  expect(await look(world.ben, made.body.id)).toMatchObject({ status: 'closed', closedReason: 'discarded' })
  expect(await items(world.ben, `/api/tickets/${ticketId}/relations`)).toEqual([])
})

test('Z3: a new ticket is called as its mail was; by its first words where it only repeats what the other ticket is called', async () => {
  const movedTo = async (mail: object) => {
    const { interactionId } = await send(world, { text: 'Buenos días:\n\nOtra cosa.', ...mail })
    return ok(await move(world.ben, interactionId, { new: true })).subject
  }
  expect(await movedTo({ subject: 'Presupuesto para el horno' })).toBe('Presupuesto para el horno')
  const { ticketId } = await send(world, { subject: 'No imprime', messageId: '<no-imprime@panaderia.example>' })
  const answers = '<no-imprime@panaderia.example>'
  expect(await movedTo({ answers, subject: `Re: No imprime [#${ticketId}]` })).toBe('Buenos días:')
  expect(await movedTo({ answers, subject: `Re: Factura [#${ticketId}]` })).toBe('Factura')
})

test('Z3: our only answer, moved, is the first response where it is now and no longer where it was', async () => {
  const [from, into] = [await open(world.ben, { channel: 'portal' }), await open(world.ben, { channel: 'portal' })]
  const { interaction } = await answer(world.ben, from.id, 'Pruebe ahora')
  const moved = await move(world.ben, interaction.id, { ticketId: into.id })
  const answered = async (id: number) =>
    (await look(world.ben, id)).targets.find(({ kind }: any) => kind === 'first_response').metAt !== null
  expect([await answered(from.id), await answered(into.id)]).toEqual([false, true])
  expect((await look(world.ben, into.id)).status).toBe('pending')
  ok(await world.ben.call('POST', `/api/undo/${moved.headers['x-request-id']}`))
  expect([await answered(from.id), await answered(into.id)]).toEqual([true, false])
})

test('nobody moves what they may not change, nor into what they do not see', async () => {
  const mail = await send(world, {})
  const { id: foreign } = await open(world.raiz, { groupId: world.sales })
  expect(refusal(await move(world.leo, mail.interactionId, { new: true }))).toEqual([403, 'forbidden'])
  expect(refusal(await move(world.eva, mail.interactionId, { ticketId: foreign }))).toEqual([404, 'not_found'])
  expect(refusal(await move(world.ben, mail.interactionId, { ticketId: foreign }))).toEqual([404, 'not_found'])
  expect(refusal(await move(world.ben, 999_999, { new: true }))).toEqual([404, 'not_found'])
  for (const body of [{}, { new: true, ticketId: mail.ticketId }])
    expect((await move(world.ben, mail.interactionId, body)).body.fields).toHaveProperty('ticketId')
})

test('E1, S13: the ticket whose only mail belonged elsewhere ends there with it, and one undo brings back both', async () => {
  for (const target of [{ new: true }, { ticketId: (await send(world, {})).ticketId }]) {
    const lost = await send(world, {})
    const before = await look(world.ada, lost.ticketId)
    const moved = await move(world.ada, lost.interactionId, { ...target, mergeEmptied: true })
    const { id: there } = ok(moved)
    expect(await look(world.ada, lost.ticketId)).toMatchObject({
      ...{ status: 'closed', closedReason: 'merged' },
      mergedInto: { id: there },
    })
    expect(await words(there)).toContain(lost.interactionId)
    expect(ok(await world.ada.call('POST', `/api/undo/${moved.headers['x-request-id']}`)).id).toBe(lost.ticketId)
    const back = await look(world.ada, lost.ticketId)
    expect(back).toMatchObject({ status: before.status, mergedInto: null, closedReason: null, closedAt: null })
    expect(back.nextAction).toEqual(before.nextAction)
    expect(await words(lost.ticketId)).toContain(lost.interactionId)
    expect(await items(world.ada, `/api/tickets/${lost.ticketId}/relations`)).toEqual([])
    expect((await look(world.ada, there)).status).toBe('new' in target ? 'closed' : 'pending')
  }
})

test('E1: a ticket where anybody said something else does not end by moving, nor by who may not merge', async () => {
  const { ticketId: into } = await send(world, {})
  const { ticketId, interactionId } = await send(world, {})
  const ends = { ticketId: into, mergeEmptied: true }
  expect(refusal(await move(world.ben, interactionId, ends))).toEqual([403, 'forbidden'])
  await say(world.ben, ticketId, { kind: 'note', text: 'Ya la llamé' })
  expect(refusal(await move(world.ada, interactionId, ends))).toEqual([422, 'not_emptied'])
  expect(await words(ticketId)).toContain(interactionId)
  expect((await look(world.ada, ticketId)).status).toBe('pending')
})
