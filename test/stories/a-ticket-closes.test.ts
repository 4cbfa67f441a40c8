import { expect, test } from 'vitest'
import { reindexSome } from '../../server/tickets/reindexing.ts'
import { close, complete, edit, items, look, mariaSays, ok, open, refusal, say, tryEdit } from '../acts.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const sides = async (id: number) => ok(await world.ben.call('GET', `/api/tickets/${id}/clocks`))

test('S7: a completed ticket closes by itself after the group’s days', async () => {
  await world.at('2026-03-09T12:00:00Z')
  const ticket = await open(world.ben)
  const done = await complete(world.ben, ticket.id)
  expect(done.nextAction).toMatchObject({
    kind: 'auto_close',
    dueAt: '2026-03-16T12:00:00.000Z',
    who: { kind: 'system' },
  })
  await world.at('2026-03-16T11:59:00Z')
  await world.sweep()
  expect((await look(world.ben, ticket.id)).status).toBe('completed')
  await world.at('2026-03-16T12:00:01Z')
  await world.sweep()
  expect(await look(world.ben, ticket.id)).toMatchObject({
    status: 'closed',
    closedReason: 'expired',
    nextAction: null,
  })
})

test('E9: what was kept by an older way of parting words is found again once it has been read anew', async () => {
  const { id } = await open(world.ben, { description: 'Dice «todavía»…' })
  await say(world.ben, id, { kind: 'note', text: 'Dijo «chisporrotea»…' })
  const found = async (q: string) => (await items(world.ben, `/api/tickets?q=${q}`)).map((each) => each.id)
  await world.desk.db.pool.query(
    `update search_entries e set words = search_vector(coalesce((select text from interactions where e.source = 'interaction:' || id), 'Dice «todavía»…'))
      where ticket_id = ${id}`,
  )
  expect([await found('todavía'), await found('chisporrotea')]).toEqual([[], []])
  await world.desk.db.pool.query('insert into search_rewrites select max(id) + 1 from search_entries')
  await world.asSystem(reindexSome)
  await world.asSystem(reindexSome)
  expect([await found('todavía'), await found('chisporrotea')]).toEqual([[id], [id]])
  expect((await world.desk.db.pool.query('select from search_rewrites')).rowCount).toBe(0)
})

test('E9: what it was, what was done about it and what solved it are found again when it is closed', async () => {
  const ticket = await open(world.ben, { description: 'El horno no enciende' })
  await edit(world.ben, ticket.id, { summary: 'Voltaje medido: oscila', cause: '¿Termocupla gastada…?' })
  await complete(world.ben, ticket.id, 'Se cambió el «quemador»')
  await edit(world.ada, ticket.id, { status: 'closed' })
  for (const q of ['enciende', 'oscila', 'termocupla', 'quemador'])
    expect((await items(world.ben, `/api/tickets?view=history&q=${q}`)).map(({ id }) => id)).toEqual([ticket.id])
})

test('S7: a group that never closes by time keeps asking for confirmation, also for tickets completed before', async () => {
  await world.at('2026-03-09T12:00:00Z')
  const ticket = await open(world.ben)
  await complete(world.ben, ticket.id)
  ok(await world.raiz.call('PATCH', `/api/groups/${world.support}`, { autoCloseDays: null }))
  await world.at('2026-03-20T12:00:00Z')
  await world.sweep()
  const asked = await look(world.ben, ticket.id)
  ok(await world.raiz.call('PATCH', `/api/groups/${world.support}`, { autoCloseDays: 7 }))
  await world.sweep()
  expect(asked).toMatchObject({ status: 'completed', nextAction: { kind: 'request_confirmation' } })
})

test('S7: what María says on a closed ticket opens a new one, related to it, and its owner is told', async () => {
  await world.at('2026-03-21T12:00:00Z')
  const ticket = await open(world.ben, { ownerId: world.ben.id })
  await close(world, ticket.id)
  const { ticket: next } = await mariaSays(world.ada, ticket.id, 'Volvió a fallar')
  expect(next).toMatchObject({
    status: 'pending',
    customer: ticket.customer,
    owner: { name: 'Ben' },
    newInteraction: true,
  })
  expect(next.id).not.toBe(ticket.id)
  expect((await items(world.ben, `/api/tickets/${next.id}/relations`))[0]).toMatchObject({
    kind: 'preceding',
    ticket: { id: ticket.id },
  })
  expect((await items(world.ben, `/api/tickets/${ticket.id}/relations`))[0]).toMatchObject({
    kind: 'following',
    ticket: { id: next.id },
  })
  expect((await items(world.ben, `/api/tickets/${next.id}/interactions`)).map(({ text }) => text)).toEqual([
    'Volvió a fallar',
  ])
  expect((await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).length).toBe(1)
  const bell = await items(world.ben, '/api/alerts')
  expect(bell.some(({ kind, ticket: about }) => kind === 'follow_up_opened' && about?.id === next.id)).toBe(true)
})

test('S7: María’s words on a closed ticket are taken even after its group and category were switched off', async () => {
  const { id: groupId } = ok(await world.raiz.call('POST', '/api/groups', { name: 'Temporada' }), 201)
  const { id: categoryId } = ok(await world.raiz.call('POST', '/api/categories', { name: 'Hornos' }), 201)
  const ticket = await open(world.raiz, { groupId, categoryId })
  await complete(world.raiz, ticket.id)
  await edit(world.raiz, ticket.id, { status: 'closed' })
  ok(await world.raiz.call('PATCH', `/api/groups/${groupId}`, { active: false }))
  await world.asSystem((ctx) =>
    ctx.db.updateTable('categories').set({ active: false }).where('id', '=', categoryId).execute(),
  )
  const { ticket: next } = await mariaSays(world.raiz, ticket.id, '¿Hola?')
  expect(next).toMatchObject({ group: { name: 'Soporte' }, category: null })
})

test('S7: words for a closed ticket take no fields along: refused, not dropped', async () => {
  const ticket = await open(world.ben)
  const { version } = await close(world, ticket.id)
  const refused = await world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, {
    ...{ kind: 'portal', direction: 'in', text: 'Otra vez', version, priority: 'high' },
  })
  expect(refusal(refused)).toEqual([422, 'move_refused'])
})

test('S7: nobody answers on a closed ticket, but notes stay on it, and cause and category may be completed', async () => {
  const ticket = await open(world.ben)
  await close(world, ticket.id)
  const refused = await world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, {
    kind: 'portal',
    text: 'Hola',
  })
  expect(refusal(refused)).toEqual([422, 'move_refused'])
  expect((await look(world.ben, ticket.id)).can.answer).toContain('cerrado')
  const noted = await say(world.ben, ticket.id, { kind: 'note', direction: 'in', text: 'Era el cable' })
  expect(noted).toMatchObject({
    ticket: { id: ticket.id, status: 'closed' },
    interaction: { internal: true, direction: 'out' },
  })
  expect((await edit(world.ben, ticket.id, { cause: 'Cable roto' })).cause).toBe('Cable roto')
  for (const frozen of [
    { priority: 'high' },
    { status: 'in_progress' },
    { ownerId: null },
    { promisedAt: '2027-01-01T00:00:00Z' },
  ])
    expect(refusal(await tryEdit(world.ben, ticket.id, frozen))).toEqual([422, 'move_refused'])
  expect(refusal(await tryEdit(world.ben, ticket.id, { solution: '' }))).toEqual([422, 'solution_required'])
})

test('S7: a call María’s shop made that nobody took is a record on the closed ticket, and opens nothing', async () => {
  const ticket = await open(world.ben)
  await close(world, ticket.id)
  const { ticket: same } = await say(world.ben, ticket.id, {
    kind: 'call',
    direction: 'in',
    call: { result: 'no_answer' },
  })
  expect(same).toMatchObject({ id: ticket.id, status: 'closed' })
})

test('S7: agents close only as leads, or where the group lets them, or once María confirmed', async () => {
  const ticket = await open(world.ben)
  await complete(world.ben, ticket.id)
  expect(refusal(await tryEdit(world.ben, ticket.id, { status: 'closed' }))).toEqual([403, 'forbidden'])
  ok(await world.ada.call('PATCH', `/api/groups/${world.support}`, { agentsClose: true }))
  const closed = await tryEdit(world.ben, ticket.id, { status: 'closed' })
  ok(await world.ada.call('PATCH', `/api/groups/${world.support}`, { agentsClose: false }))
  expect(ok(closed)).toMatchObject({ status: 'closed', closedReason: 'agent' })
  const confirmed = await open(world.ben)
  await complete(world.ben, confirmed.id)
  await mariaSays(world.ben, confirmed.id, 'Gracias, confirmo')
  expect(await edit(world.ben, confirmed.id, { status: 'closed' })).toMatchObject({ closedReason: 'confirmed' })
})

test('S7: Completar y cerrar is one save with both moves', async () => {
  const ticket = await open(world.ben)
  expect(refusal(await tryEdit(world.ada, ticket.id, { status: 'closed' }))).toEqual([422, 'solution_required'])
  const closed = await edit(world.ada, ticket.id, { status: 'closed', solution: 'Listo' })
  expect(closed).toMatchObject({ status: 'closed', resolvedAt: closed.closedAt, solution: 'Listo' })
  expect((await sides(ticket.id)).segments.map((segment: any) => segment.status)).toEqual([
    'pending',
    'completed',
    'closed',
  ])
})
