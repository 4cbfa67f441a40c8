import { expect, test } from 'vitest'
import { edit, items, later, look, ok, open, refusal } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

const start = async (who: Person, body: object = {}) => ok(await who.call('POST', '/api/calls', body), 201)
const see = async (who: Person, id: number) => ok(await who.call('GET', `/api/calls/${id}`))
const write = (who: Person, call: any, notes: string, form: object = {}) =>
  who.call('PATCH', `/api/calls/${call.id}`, { draft: { notes, form, version: call.draft.version } })
const end = (who: Person, id: number, body: object) => who.call('POST', `/api/calls/${id}/end`, body)
const customer = async (name: string, ...phones: string[]) =>
  ok(await world.ben.call('POST', '/api/customers', { name, phones }), 201)

test('T5: the record is there before anybody has said who they are, with group, agent and hour', async () => {
  const call = await start(world.olga, { number: '+56 9 1111 2222' })
  expect(call).toMatchObject({
    ...{
      direction: 'in',
      result: 'answered',
      outcome: null,
      underWay: true,
      number: '+56 9 1111 2222',
      ticketId: null,
    },
    ...{ group: { name: 'Soporte' }, agent: { name: 'Olga' }, customer: null, callers: [] },
    startedAt: world.now().toISOString(),
  })
})

test('T3: the number one customer has says who calls; a switchboard names nobody and shows them all', async () => {
  const rosa = await customer('Rosa Díaz', '+56 9 6123 4567')
  expect((await start(world.olga, { number: '9 6123 4567' })).customer).toEqual({ id: rosa.id, name: 'Rosa Díaz' })
  await customer('Pedro Soto', '+56 2 2345 6789')
  await customer('Ana Núñez', '+56 2 2345 6789')
  const call = await start(world.olga, { number: '+56223456789' })
  expect([call.customer, call.callers.map(({ name }: any) => name).sort()]).toEqual([null, ['Ana Núñez', 'Pedro Soto']])
  const known = await world.olga.call('PATCH', `/api/calls/${call.id}`, { customerId: rosa.id })
  expect(ok(known)).toMatchObject({ customer: { name: 'Rosa Díaz' }, callers: [] })
})

test('T5: what is noted is kept with the call and found again wherever one signs in', async () => {
  const call = await start(world.olga)
  const kept = ok(await write(world.olga, call, 'Dice que la impresora', { severity: 2 }))
  ok(await write(world.olga, kept, 'Dice que la impresora no imprime', { severity: 2 }))
  expect((await see(world.olga, call.id)).draft).toMatchObject({
    ...{ notes: 'Dice que la impresora no imprime', form: { severity: 2 } },
  })
  const [unfinished] = await items(world.olga, '/api/calls?list=unfinished')
  expect(unfinished).toMatchObject({ id: call.id, excerpt: 'Dice que la impresora no imprime' })
})

test('T5: a window left open elsewhere overwrites nothing: it is shown what was written since', async () => {
  const call = await start(world.olga)
  ok(await write(world.olga, call, 'Desde el computador nuevo'))
  const late = await write(world.olga, call, 'Desde la ventana vieja')
  expect([...refusal(late), late.body.call.draft.notes]).toEqual([409, 'stale', 'Desde el computador nuevo'])
  expect((await see(world.olga, call.id)).draft.notes).toBe('Desde el computador nuevo')
})

test('T5: two calls at once by the same agent keep their notes apart', async () => {
  const [first, second] = [await start(world.ben), await start(world.ben)]
  ok(await write(world.ben, first, 'La primera'))
  ok(await write(world.ben, second, 'La segunda'))
  expect((await see(world.ben, first.id)).draft.notes).toBe('La primera')
  expect((await items(world.ben, '/api/calls?list=mine')).filter(({ underWay }) => underWay)).toHaveLength(2)
  for (const { id } of [first, second]) ok(await end(world.ben, id, { outcome: 'transferred' }))
})

test('T7, T8: the ticket made of it has the call, its notes stay, and the number can be read out until the call ends', async () => {
  const rosa = await customer('Rosa Paz', '+56 9 7123 4567')
  const call = await start(world.olga, { number: '+56971234567' })
  ok(await write(world.olga, call, 'No abre la caja'))
  await world.at(later(world.now(), { minutes: 3 }))
  const body = { description: 'No abre la caja', customerId: rosa.id, channel: 'phone', callId: call.id }
  const ticket = await open(world.olga, { ...body, customer: undefined })
  const bound = await see(world.olga, call.id)
  expect(bound).toMatchObject({
    underWay: true,
    ticketId: ticket.id,
    outcome: 'ticket_created',
    notes: 'No abre la caja',
  })
  expect(bound.draft).toMatchObject({ notes: '', form: {} })
  const script = ok(await world.olga.call('GET', `/api/calls/${call.id}/script`))
  expect(script.readOut).toMatchObject({
    number: ticket.number,
    spoken: [...ticket.number].join(' '),
  })
  expect(script.readOut.estimate).toMatch(/^el \S+ \d+ de marzo, a las \d+:\d\d$/)
  const done = ok(await end(world.olga, call.id, { outcome: 'ticket_created' }))
  expect(done).toMatchObject({ underWay: false, seconds: 180 })
  expect(await items(world.ben, `/api/calls?customerId=${rosa.id}`)).toHaveLength(1)
  const [said] = await items(world.ben, `/api/tickets/${ticket.id}/interactions`)
  expect(said).toMatchObject({
    kind: 'call',
    text: 'No abre la caja',
    call: { id: call.id, outcome: 'ticket_created' },
  })
})

test('T5: what was noted after the ticket was made goes to the ticket as a note', async () => {
  const call = await start(world.olga)
  const ticket = await open(world.olga, { callId: call.id })
  ok(await write(world.olga, await see(world.olga, call.id), 'Agrega que pasa solo por las mañanas'))
  ok(await end(world.olga, call.id, { outcome: 'ticket_created' }))
  const said = await items(world.ben, `/api/tickets/${ticket.id}/interactions`)
  expect(said.at(-1)).toMatchObject({ kind: 'note', internal: true, text: 'Agrega que pasa solo por las mañanas' })
})

test('L2: María adds to a ticket she has open: her words and the call land on it, and it is one call', async () => {
  const ticket = await open(world.ben, { description: 'La balanza no pesa' })
  const call = await start(world.olga)
  const said = ok(
    await world.olga.call('POST', `/api/tickets/${ticket.id}/interactions`, {
      ...{ kind: 'call', direction: 'in', text: 'Ahora tampoco enciende' },
      call: { id: call.id, result: 'answered', outcome: 'added' },
    }),
    201,
  )
  expect(said.interaction.call).toMatchObject({ id: call.id, outcome: 'added' })
  const bound = await see(world.olga, call.id)
  expect(bound).toMatchObject({ ticketId: ticket.id, underWay: true, customer: { name: ticket.customer.name } })
  ok(await end(world.olga, call.id, { outcome: 'added' }))
  expect((await items(world.ben, '/api/calls')).filter(({ id }) => id === call.id)).toHaveLength(1)
})

test('T6: solved on the call is a completed ticket, counted as solved at first contact until it comes back', async () => {
  const figures = async () =>
    (await items(world.ada, '/api/stats/calls')).find(({ agent }: any) => agent?.name === 'Ben') ?? { firstContact: 0 }
  const before = (await figures()).firstContact
  const call = await start(world.ben)
  expect(refusal(await end(world.ben, call.id, { outcome: 'solved' }))).toEqual([422, 'call_needs_ticket'])
  const ticket = await open(world.ben, { callId: call.id, resolved: { solution: 'Faltaba papel' } })
  ok(await end(world.ben, call.id, { outcome: 'solved' }))
  expect((await look(world.ben, ticket.id)).status).toBe('completed')
  expect((await figures()).firstContact).toBe(before + 1)
  await edit(world.ben, ticket.id, { status: 'in_progress' })
  expect((await figures()).firstContact).toBe(before)
})

test('T6: a group may keep such calls as calls alone', async () => {
  await world.raiz.call('PATCH', `/api/groups/${world.support}`, { callRecordOnly: true })
  const call = await start(world.ben, { groupId: world.support })
  ok(await write(world.ben, call, 'Preguntó el horario'))
  const done = ok(await end(world.ben, call.id, { outcome: 'solved' }))
  await world.raiz.call('PATCH', `/api/groups/${world.support}`, { callRecordOnly: false })
  expect(done).toMatchObject({ ticketId: null, outcome: 'solved', notes: 'Preguntó el horario' })
})

test('a call ends with one outcome, which may be corrected; what is noted afterwards is refused, not lost unseen', async () => {
  const call = await start(world.olga)
  expect((await end(world.olga, call.id, {})).status).toBe(400)
  const kept = ok(await write(world.olga, call, 'Se equivocó de número'))
  ok(await end(world.olga, call.id, { outcome: 'spam' }))
  expect(refusal(await write(world.olga, kept, 'y más'))).toEqual([422, 'call_ended'])
  const corrected = ok(await end(world.olga, call.id, { outcome: 'wrong_number' }))
  expect(corrected).toMatchObject({ outcome: 'wrong_number', notes: 'Se equivocó de número' })
})

test('Z11: to call back takes a date to come and somebody to call; when it is due the bell rings, once', async () => {
  const call = await start(world.ben)
  expect((await end(world.ben, call.id, { outcome: 'callback' })).body.fields).toHaveProperty('callbackAt')
  const callbackAt = later(world.now(), { hours: 2 }).toISOString()
  expect((await end(world.ben, call.id, { outcome: 'callback', callbackAt })).body.fields).toHaveProperty('number')
  ok(await world.ben.call('PATCH', `/api/calls/${call.id}`, { number: '+56 9 5555 6666' }))
  ok(await end(world.ben, call.id, { outcome: 'callback', callbackAt }))
  const due = async () => (await items(world.ben, '/api/calls?list=callbacks')).some(({ id }) => id === call.id)
  expect(await due()).toBe(true)
  const { ringCallbacks } = await import('../../server/conversations/callbacks.ts')
  const rung = async () =>
    (await items(world.ben, '/api/alerts')).filter(({ kind }: { kind: string }) => kind === 'callback_due').length
  await world.asSystem(ringCallbacks)
  expect(await rung()).toBe(0)
  await world.at(later(world.now(), { hours: 2, minutes: 1 }))
  await world.asSystem(ringCallbacks)
  await world.asSystem(ringCallbacks)
  expect(await rung()).toBe(1)
  const outgoing = await start(world.ben, { direction: 'out', number: '+56955556666' })
  ok(await end(world.ben, outgoing.id, { outcome: 'transferred' }))
  expect(await due()).toBe(false)
})

test('with a ticket, the call back is its next action', async () => {
  const call = await start(world.ben)
  const ticket = await open(world.ben, { callId: call.id })
  const callbackAt = later(world.now(), { minutes: 20 }).toISOString()
  ok(await end(world.ben, call.id, { outcome: 'callback', callbackAt }))
  expect((await look(world.ben, ticket.id)).nextAction).toMatchObject({ kind: 'callback', dueAt: callbackAt })
})

test('missed calls are one matter per caller, and are settled by an answer or a word', async () => {
  const missed = async () =>
    (await items(world.olga, '/api/calls/missed')).map(({ number, count }: any) => [number, count])
  for (let n = 0; n < 3; n++) await start(world.olga, { number: '+56 9 4444 0001', result: 'no_answer' })
  const other = await start(world.olga, { number: '+56 9 4444 0002', result: 'voicemail' })
  expect((await missed()).sort()).toEqual([
    ['+56 9 4444 0001', 3],
    ['+56 9 4444 0002', 1],
  ])
  await start(world.olga, { direction: 'out', number: '+56944440001' })
  ok(await end(world.olga, other.id, { outcome: 'spam' }))
  expect(await missed()).toEqual([])
})

test('T1: two who withhold their number are two; who rings from an extension is one, and numbers are read as they are dialled here', async () => {
  const list = () => items(world.olga, '/api/calls/missed')
  for (const number of ['anonymous', 'anonymous', '204', '204', '+34 612 345 678'])
    await start(world.olga, { number, result: 'no_answer' })
  const callers = await list()
  expect(callers.map((each: any) => [each.shownNumber, each.withheld, each.count])).toEqual([
    ['+34 612 34 56 78', false, 1],
    ['204', false, 2],
    [null, true, 1],
    [null, true, 1],
  ])
  expect(callers[0].agent.name).toBe('Olga')
  for (const { callId } of callers.slice(0, 3)) ok(await end(world.olga, callId, { outcome: 'spam' }))
  expect((await list()).map((each: any) => each.withheld)).toEqual([true])
  ok(await end(world.olga, callers[3].callId, { outcome: 'spam' }))
  expect(await see(world.olga, (await start(world.olga, { number: '+56 9 4444 0003' })).id)).toMatchObject({
    shownNumber: '9 4444 0003',
  })
})

test('Eva sees nothing of a call in Soporte, may not touch it, and finds no list that shows it', async () => {
  const call = await start(world.olga, { number: '+56 9 3333 0001' })
  ok(await write(world.olga, call, 'zanahoria-morada'))
  const missed = await start(world.olga, { number: '+56 9 3333 0002', result: 'no_answer' })
  for (const [method, url, body] of [
    ['GET', `/api/calls/${call.id}`, undefined],
    ['GET', `/api/calls/${call.id}/script`, undefined],
    ['PATCH', `/api/calls/${call.id}`, { customerId: null }],
    ['POST', `/api/calls/${call.id}/end`, { outcome: 'spam' }],
  ] as const)
    expect([url, (await world.eva.call(method, url, body)).status]).toEqual([url, 404])
  const opened = await world.eva.call('POST', '/api/tickets', {
    ...{ description: 'x', customer: { name: 'Eva' }, channel: 'phone', groupId: world.sales, callId: call.id },
  })
  expect(opened.status).toBe(404)
  for (const list of ['', '?list=unfinished', '?list=mine', '/missed'])
    expect(JSON.stringify(await items(world.eva, `/api/calls${list}`))).not.toMatch(/zanahoria|3333/)
  expect(await items(world.eva, '/api/stats/calls')).toEqual([])
  expect((await see(world.olga, missed.id)).outcome).toBeNull()
})

test('a colleague who works in the group may finish a call left open; who only reads there may not', async () => {
  const call = await start(world.olga)
  expect((await see(world.leo, call.id)).id).toBe(call.id)
  expect(refusal(await end(world.leo, call.id, { outcome: 'spam' }))).toEqual([403, 'forbidden'])
  expect(ok(await end(world.ben, call.id, { outcome: 'spam' })).agent.name).toBe('Olga')
  expect(refusal(await world.leo.call('POST', '/api/calls', {}))).toEqual([403, 'forbidden'])
})

test('whoever took a call sees it to its end, also when its ticket has left their sight', async () => {
  const call = await start(world.ben)
  const ticket = await open(world.ben, { callId: call.id })
  await edit(world.ben, ticket.id, { groupId: world.sales })
  expect((await see(world.ben, call.id)).ticketId).toBe(ticket.id)
  const done = await end(world.ben, call.id, { outcome: 'transferred' })
  expect(done.status).toBe(200)
  expect((await world.ben.call('GET', `/api/calls/${call.id}`)).status).toBe(404)
})
