import { expect, test } from 'vitest'
import { items, look, MARIA, ok, open, refusal, tryEdit } from '../acts.ts'
import { newWorld } from '../world.ts'

const world = newWorld()

test('T4: a caller nobody knows gets a profile in the same save as the ticket', async () => {
  const ticket = await open(world.ben, {
    customer: { name: 'Tomás Rojas', email: 'Tomas@Panaderia.example', phone: '9 8765 4321' },
  })
  const tomas = ok(await world.ben.call('GET', `/api/customers/${ticket.customer.id}`))
  expect(tomas).toMatchObject({ name: 'Tomás Rojas', emails: ['tomas@panaderia.example'], openTickets: 1 })
  expect(tomas.phones[0]).toMatchObject({ e164: '+56987654321', valid: 'valid' })
})

test('T4: the same address is the same person, whatever name was typed', async () => {
  const first = await open(world.ben)
  const second = await open(world.ben, { customer: { name: 'Maria G.', email: 'MARIA@panaderia.example' } })
  expect(second.customer).toEqual(first.customer)
})

test('T4: the same phone and name, accents aside, are the same person; the phone of a switchboard alone is not', async () => {
  const phone = '+56 2 2345 6789'
  const ana = await open(world.ben, { customer: { name: 'Ana Núñez', phone } })
  const again = await open(world.ben, { customer: { name: 'ana nunez', phone } })
  const other = await open(world.ben, { customer: { name: 'Pedro Soto', phone } })
  expect(again.customer.id).toBe(ana.customer.id)
  expect(other.customer.id).not.toBe(ana.customer.id)
  const pedro = ok(await world.ben.call('GET', `/api/customers/${other.customer.id}`))
  expect(pedro.possibleDuplicateOf).toBe(ana.customer.id)
})

test('T4: two calls at once from somebody new make one profile', async () => {
  const customer = { name: 'Lucía Paz', email: 'lucia@sur.example' }
  const tickets = await Promise.all([1, 2, 3, 4].map(() => open(world.ben, { customer })))
  expect(new Set(tickets.map((ticket) => ticket.customer.id)).size).toBe(1)
})

test('T7: a new ticket is Pendiente, with customer, problem and priority', async () => {
  const ticket = await open(world.ben, { severity: 1, reach: 1 })
  expect(ticket).toMatchObject({
    status: 'pending',
    description: 'No imprime facturas',
    subject: 'No imprime facturas',
    priority: 'immediate',
    customer: { name: MARIA.name },
    contact: { email: MARIA.email },
    group: { name: 'Soporte' },
  })
})

test('T7: a ticket takes exactly one of customer and customerId', async () => {
  const neither = await world.ben.call('POST', '/api/tickets', { description: 'x', channel: 'api' })
  expect([neither.status, Object.keys(neither.body.fields)]).toEqual([400, ['customer']])
  const both = await world.ben.call('POST', '/api/tickets', {
    description: 'x',
    channel: 'api',
    customerId: 1,
    customer: MARIA,
  })
  expect(Object.keys(both.body.fields)).toEqual(['customer'])
})

test('L3: every ticket has a priority, normal when nobody says anything', async () => {
  expect((await open(world.ben)).priority).toBe('normal')
  expect((await open(world.ben, { severity: 4, reach: 4 })).priority).toBe('low')
  expect((await open(world.ben, { severity: 4, reach: 4, priority: 'high' })).priority).toBe('high')
})

test('T8: number and estimated time can be read out at once, and the estimate explains itself', async () => {
  const ticket = await open(world.ben, { priority: 'high' })
  expect(ticket.number).toBe(String(ticket.id))
  expect(ticket.id).toBeGreaterThan(10000)
  // 8 working hours from Monday 09:00 in Santiago: 17:00 the same day.
  expect(ticket.estimatedResolutionAt).toBe('2026-03-02T20:00:00.000Z')
  const solution = ticket.targets.find(({ kind }: { kind: string }) => kind === 'solution')
  expect(solution.explanation).toContain('8 h')
})

test('T8: opened on a call, the first response is met at once; from the portal it is owed', async () => {
  const first = (ticket: any) => ticket.targets.find(({ kind }: { kind: string }) => kind === 'first_response')
  expect(first(await open(world.ben)).metAt).not.toBeNull()
  expect(first(await open(world.ben, { channel: 'portal' })).metAt).toBeNull()
})

test('T6: solved on the call, the ticket is recorded and completed in one step', async () => {
  const ticket = await open(world.olga, { resolved: { solution: 'Faltaba papel' } })
  expect(ticket).toMatchObject({ status: 'completed', solution: 'Faltaba papel', resolvedAt: ticket.createdAt })
  const changes = await items(world.ben, `/api/tickets/${ticket.id}/changes?field=status`)
  expect(changes.filter(({ table }) => table === 'tickets').map((change) => change.new)).toEqual([
    'pending',
    'completed',
  ])
  const [call] = await items(world.ben, `/api/calls?customerId=${ticket.customer.id}`)
  expect(call).toMatchObject({ ticketId: ticket.id, result: 'answered', outcome: 'solved' })
})

test('T6: where the group asks for a verification, nothing is solved on the call without one', async () => {
  await world.raiz.call('PATCH', `/api/groups/${world.support}`, { needsVerification: true })
  const refused = await world.ben.call('POST', '/api/tickets', {
    ...{ description: 'x', customer: MARIA, channel: 'phone', resolved: { solution: 'listo' } },
  })
  await world.raiz.call('PATCH', `/api/groups/${world.support}`, { needsVerification: false })
  expect(refusal(refused)).toEqual([422, 'verification_required'])
})

test('L2: what María adds in a later call lands on the same ticket', async () => {
  const ticket = await open(world.ben)
  const call = { result: 'answered', outcome: 'added', objectives: ['obtain_details'] }
  const added = ok(
    await world.olga.call('POST', `/api/tickets/${ticket.id}/interactions`, {
      ...{ kind: 'call', direction: 'in', text: 'También falla el comedor', call },
    }),
    201,
  )
  expect(added.ticket.id).toBe(ticket.id)
  const said = await items(world.ben, `/api/tickets/${ticket.id}/interactions`)
  expect(said.map(({ text }) => text)).toEqual(['No imprime facturas', 'También falla el comedor'])
  expect(said[1].call).toMatchObject({ result: 'answered', outcome: 'added', objectives: ['obtain_details'] })
})

test('S2: without a default group a ticket without group is refused', async () => {
  await world.asSystem((ctx) =>
    ctx.db.updateTable('groups').set({ is_default: false }).where('id', '=', world.support).execute(),
  )
  const refused = await world.raiz.call('POST', '/api/tickets', { description: 'x', customer: MARIA, channel: 'api' })
  await world.asSystem((ctx) =>
    ctx.db.updateTable('groups').set({ is_default: true }).where('id', '=', world.support).execute(),
  )
  expect(refusal(refused)).toEqual([422, 'group_required'])
})

test('S2: a ticket in a tray cannot be worked until it is in a real group', async () => {
  const ticket = await open(world.ben, { groupId: world.tray })
  for (const status of ['in_progress', 'completed'])
    expect(refusal(await tryEdit(world.ben, ticket.id, { status, solution: 'x' }))).toEqual([422, 'group_required'])
  expect((await look(world.ben, ticket.id)).can.in_progress).toBe('primero elija el grupo que lo atenderá.')
  const moved = ok(await tryEdit(world.ben, ticket.id, { status: 'in_progress', groupId: world.support }))
  expect(moved).toMatchObject({ status: 'in_progress', group: { id: world.support } })
  expect(refusal(await tryEdit(world.ben, ticket.id, { groupId: world.tray }))).toEqual([422, 'group_required'])
})

test('S2: nothing is solved on the call in a tray either', async () => {
  const refused = await world.ben.call('POST', '/api/tickets', {
    ...{ description: 'x', customer: MARIA, channel: 'phone', groupId: world.tray, resolved: { solution: 'listo' } },
  })
  expect(refusal(refused)).toEqual([422, 'group_required'])
})
