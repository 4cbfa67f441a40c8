import { expect, test } from 'vitest'
import {
  answer,
  close,
  complete,
  edit,
  items,
  later,
  look,
  mariaSays,
  ok,
  open,
  refusal,
  say,
  tryEdit,
} from '../acts.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const target = (ticket: any, wanted: string) => ticket.targets.find(({ kind }: { kind: string }) => kind === wanted)

test('Z4: everything said and done is kept, per ticket and per customer', async () => {
  const ticket = await open(world.ben)
  await answer(world.ben, ticket.id, '¿Está encendida?')
  await mariaSays(world.ben, ticket.id, 'Sí, con luz verde')
  await say(world.ben, ticket.id, { kind: 'note', text: 'Revisar la red' })
  const said = await items(world.ada, `/api/tickets/${ticket.id}/interactions`)
  expect(said.map(({ text, direction, internal }) => [text, direction, internal])).toEqual([
    ['No imprime facturas', 'in', false],
    ['¿Está encendida?', 'out', false],
    ['Sí, con luz verde', 'in', false],
    ['Revisar la red', 'out', true],
  ])
  const tomas = await open(world.ben, { customer: { name: 'Tomás', email: 'tomas@ferreteria.example' } })
  const hers = await items(world.ada, `/api/tickets?customerId=${ticket.customer.id}`)
  expect(hers.map(({ id }) => id)).toContain(ticket.id)
  expect(hers.map(({ id }) => id)).not.toContain(tomas.id)
})

test('thanks alone do not reopen; a question, a "pero" or a photo do', async () => {
  const reopened = async (text: string, more: object = {}) => {
    const ticket = await open(world.ben)
    await complete(world.ben, ticket.id)
    return (await mariaSays(world.ben, ticket.id, text, more)).ticket
  }
  expect(await reopened('¡Muchas gracias!')).toMatchObject({
    status: 'completed',
    acceptedAt: null,
    newInteraction: true,
  })
  expect(await reopened('Gracias, pero sigue fallando')).toMatchObject({ status: 'in_progress' })
  expect(await reopened('Gracias, ¿y la otra?')).toMatchObject({ status: 'in_progress' })
  const { fileId } = ok(
    await world.ben.call('POST', '/api/files?name=a.png', 'x', { 'content-type': 'image/png' }),
    201,
  )
  expect(await reopened('Gracias', { attachments: [{ fileId }] })).toMatchObject({ status: 'in_progress' })
})

test('S7: María confirms, and the ticket closes a day later as confirmed', async () => {
  await world.at('2026-03-10T12:00:00Z')
  const ticket = await open(world.ben)
  await complete(world.ben, ticket.id)
  const { ticket: accepted } = await mariaSays(world.ben, ticket.id, 'Confirmo, solucionado. Gracias')
  expect(accepted).toMatchObject({
    acceptedAt: '2026-03-10T12:00:00.000Z',
    nextAction: { kind: 'auto_close', dueAt: '2026-03-11T12:00:00.000Z' },
  })
  await world.at('2026-03-11T12:00:01Z')
  await world.sweep()
  expect(await look(world.ben, ticket.id)).toMatchObject({ status: 'closed', closedReason: 'confirmed' })
})

test('E7: who has confirmed leaves nothing new to review, and the ticket says so; what lay there before still waits', async () => {
  await world.at('2026-03-10T12:00:00Z')
  const ticket = await open(world.ben)
  const done = await complete(world.ben, ticket.id)
  expect(done.nextAction.explanation).toContain('si el cliente no responde')
  const { ticket: accepted } = await mariaSays(world.ben, ticket.id, 'Confirmo')
  expect(accepted.newInteraction).toBe(false)
  expect(accepted.nextAction.explanation).toBe(
    'El cliente confirmó la solución; se cerrará automáticamente mañana a las 09:00.',
  )
  const { id } = await open(world.ben)
  await complete(world.ben, id)
  await mariaSays(world.ben, id, 'Gracias')
  expect((await mariaSays(world.ben, id, 'Confirmo')).ticket).toMatchObject({
    newInteraction: true,
    acceptedAt: '2026-03-10T12:00:00.000Z',
  })
})

test('S7: confirmed on the phone, whoever called, the ticket is accepted and not reopened', async () => {
  const call = { result: 'answered', outcome: 'solved', objectives: ['confirm_resolution'] }
  for (const direction of ['in', 'out']) {
    const ticket = await open(world.ben)
    await complete(world.ben, ticket.id)
    const { ticket: confirmed } = await say(world.ben, ticket.id, {
      kind: 'call',
      direction,
      text: 'Dice que ya imprime bien',
      call,
    })
    expect(confirmed).toMatchObject({ status: 'completed', acceptedAt: world.now().toISOString() })
  }
})

test('S6: where the group takes SAP to the letter, thanks reopen too', async () => {
  ok(await world.ada.call('PATCH', `/api/groups/${world.support}`, { thanksReopens: true }))
  const ticket = await open(world.ben)
  await complete(world.ben, ticket.id)
  const { ticket: back } = await mariaSays(world.ben, ticket.id, 'Gracias')
  ok(await world.ada.call('PATCH', `/api/groups/${world.support}`, { thanksReopens: false }))
  expect(back.status).toBe('in_progress')
})

test('Z8: each call is on the ticket with its result; one that reached María is a first response, trying is not', async () => {
  const call = (id: number, direction: string, result: string, more: object = {}) =>
    say(world.ben, id, { kind: 'call', direction, call: { result, ...more } }).then(
      ({ ticket }) => target(ticket, 'first_response').metAt,
    )
  const met = world.now().toISOString()
  const fresh = async () => (await open(world.ben, { channel: 'portal' })).id
  for (const result of ['no_answer', 'busy', 'wrong_number'])
    expect([result, await call(await fresh(), 'out', result)]).toEqual([result, null])
  for (const result of ['answered', 'voicemail'])
    expect([result, await call(await fresh(), 'out', result)]).toEqual([result, met])
  expect(await call(await fresh(), 'in', 'answered')).toBe(met)
  expect(await call(await fresh(), 'in', 'voicemail')).toBeNull()
})

test('Z8: a call with the supplier tells María nothing, and keeps no callback we owe her', async () => {
  const ticket = await open(world.ben, { channel: 'portal' })
  const callbackAt = later(world.now(), { hours: 1 }).toISOString()
  await say(world.ben, ticket.id, { kind: 'call', direction: 'in', call: { result: 'callback_agreed', callbackAt } })
  const owed = await open(world.ben, { channel: 'portal' })
  const { ticket: after } = await say(world.ben, owed.id, {
    kind: 'call',
    party: 'third_party',
    call: { result: 'answered' },
  })
  expect(target(after, 'first_response').metAt).toBeNull()
  const { ticket: still } = await say(world.ben, ticket.id, {
    kind: 'call',
    party: 'third_party',
    call: { result: 'answered' },
  })
  expect(still.nextAction).toMatchObject({ kind: 'callback', dueAt: callbackAt })
})

test('Z8: a missed call of María’s is a record: it neither answers her nor hides her message', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'customer_action' })
  const before = await look(world.ben, ticket.id)
  await world.at(later(world.now(), { minutes: 3 }))
  const { ticket: after } = await say(world.ben, ticket.id, {
    kind: 'call',
    direction: 'in',
    call: { result: 'no_answer' },
  })
  expect(after).toMatchObject({ status: 'customer_action', nextAction: { dueAt: before.nextAction.dueAt } })
  await mariaSays(world.ben, ticket.id, '¿Hola?')
  expect(
    (await say(world.ben, ticket.id, { kind: 'call', direction: 'in', call: { result: 'busy' } })).ticket
      .newInteraction,
  ).toBe(true)
})

test('Z7: a callback agreed needs its time, is the next action, and is done when María is reached', async () => {
  const ticket = await open(world.ben)
  const callback = { kind: 'call', direction: 'out', call: { result: 'callback_agreed' } }
  const url = `/api/tickets/${ticket.id}/interactions`
  expect((await world.ben.call('POST', url, callback)).body.fields).toHaveProperty('call.callbackAt')
  const past = { ...callback, call: { ...callback.call, callbackAt: '2026-01-01T00:00:00Z' } }
  expect((await world.ben.call('POST', url, past)).body.fields).toHaveProperty('call.callbackAt')
  const callbackAt = later(world.now(), { minutes: 30 }).toISOString()
  const agreed = await say(world.ben, ticket.id, { ...callback, call: { ...callback.call, callbackAt } })
  expect(agreed.ticket.nextAction).toMatchObject({ kind: 'callback', dueAt: callbackAt })
  await say(world.ben, ticket.id, { kind: 'call', call: { result: 'no_answer' } })
  expect((await look(world.ben, ticket.id)).nextAction.kind).toBe('callback')
  expect(
    (await say(world.ben, ticket.id, { kind: 'call', call: { result: 'answered' } })).ticket.nextAction.kind,
  ).not.toBe('callback')
})

test('an e-mail is refused while no mailbox exists, and nothing is kept of it', async () => {
  const ticket = await open(world.ben)
  const refused = await world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, {
    kind: 'email',
    text: 'Hola',
  })
  expect(refusal(refused)).toEqual([422, 'no_channel'])
  expect((await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).length).toBe(1)
})

test('S9: who has not seen María’s newest words is shown them instead of answering past her', async () => {
  const ticket = await open(world.ben)
  const [first] = await items(world.ben, `/api/tickets/${ticket.id}/interactions`)
  const { interaction: newest } = await mariaSays(world.ada, ticket.id, 'Ya se arregló sola')
  const body = { kind: 'portal', text: '¿Qué modelo es?', seenInteractionId: first.id }
  const refused = await world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, body)
  expect([...refusal(refused), refused.body.interaction.id]).toEqual([409, 'newer_interaction', newest.id])
  expect(
    ok(
      await world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, { ...body, seenInteractionId: newest.id }),
      201,
    ),
  ).toBeTruthy()
})

test('S9: nor past what she wrote to a ticket that was merged into this one', async () => {
  const [ticket, moved] = [await open(world.ben), await open(world.ben)]
  const seen = (await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).at(-1)
  const { interaction: newest } = await mariaSays(world.ada, moved.id, 'Es la del segundo piso')
  ok(await world.ada.call('POST', `/api/tickets/${moved.id}/merge`, { intoId: ticket.id }))
  const body = { kind: 'portal', text: '¿Cuál es?', seenInteractionId: Math.max(seen.id, newest.id - 1) }
  const refused = await world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, body)
  expect([...refusal(refused), refused.body.interaction.id]).toEqual([409, 'newer_interaction', newest.id])
})

test('S9: fields need the version they were written against; a stale one gets the current ticket', async () => {
  const ticket = await open(world.ben)
  const url = `/api/tickets/${ticket.id}/interactions`
  const without = await world.ben.call('POST', url, { kind: 'note', text: 'x', priority: 'high' })
  expect(without.body.fields).toHaveProperty('version')
  await edit(world.ada, ticket.id, { subject: 'Impresora' })
  const stale = await world.ben.call('POST', url, {
    kind: 'note',
    text: 'x',
    priority: 'high',
    version: ticket.version,
  })
  expect([...refusal(stale), stale.body.ticket.subject]).toEqual([409, 'stale', 'Impresora'])
})

test('the version grows with what a person edits, not with what is said or time that passes', async () => {
  const ticket = await open(world.ben)
  await mariaSays(world.ben, ticket.id, 'Hola')
  await say(world.ben, ticket.id, { kind: 'note', text: 'Nota' })
  await world.at(later(world.now(), { days: 30 }))
  await world.sweep()
  expect((await look(world.ben, ticket.id)).version).toBe(ticket.version)
  expect((await edit(world.ben, ticket.id, { summary: 'Resumen' })).version).toBe(ticket.version + 1)
  expect((await edit(world.ben, ticket.id, { summary: 'Resumen' })).version).toBe(ticket.version + 1)
})

test('T8: what a person promised is the estimate, and only a person moves it', async () => {
  await world.at('2026-04-06T13:00:00Z')
  const ticket = await open(world.ben, { priority: 'high' })
  const promisedAt = '2026-04-06T16:00:00.000Z'
  const promised = await edit(world.ben, ticket.id, { promisedAt })
  expect(promised).toMatchObject({
    estimatedResolutionAt: promisedAt,
    nextAction: { kind: 'promise', dueAt: promisedAt },
  })
  expect(await edit(world.ben, ticket.id, { status: 'customer_action' })).toMatchObject({
    estimatedResolutionAt: promisedAt,
    estimateOnHold: false,
  })
  expect((await tryEdit(world.ben, ticket.id, { promisedAt: '2026-04-06T12:00:00Z' })).body.fields).toHaveProperty(
    'promisedAt',
  )
  expect((await edit(world.ben, ticket.id, { promisedAt: null })).estimateOnHold).toBe(true)
  await complete(world.ben, ticket.id)
  expect(refusal(await tryEdit(world.ben, ticket.id, { promisedAt: '2026-05-01T00:00:00Z' }))).toEqual([
    422,
    'move_refused',
  ])
})

test('Z11: a snooze puts our own reminders off, never past the solution target, never a promise', async () => {
  await world.at('2026-04-07T13:00:00Z')
  const ticket = await open(world.ben, { channel: 'portal', priority: 'normal' })
  const snooze = (until: string) =>
    world.ben.call('POST', `/api/tickets/${ticket.id}/snooze`, { until, reason: 'Feria' })
  const put = ok(await snooze('2026-04-08T15:00:00Z'))
  expect(put).toMatchObject({
    snoozedUntil: '2026-04-08T15:00:00.000Z',
    nextAction: { kind: 'first_response', dueAt: '2026-04-08T15:00:00.000Z' },
  })
  expect((await snooze('2026-05-08T15:00:00Z')).body.fields).toHaveProperty('until')
  expect((await snooze('2026-04-07T12:00:00Z')).body.fields).toHaveProperty('until')
  const promisedAt = '2026-04-07T20:00:00.000Z'
  expect((await edit(world.ben, ticket.id, { promisedAt })).nextAction).toMatchObject({
    kind: 'promise',
    dueAt: promisedAt,
  })
  await close(world, ticket.id)
  expect(refusal(await snooze('2026-04-08T15:00:00Z'))).toEqual([422, 'move_refused'])
})
