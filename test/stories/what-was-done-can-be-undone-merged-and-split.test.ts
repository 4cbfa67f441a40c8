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
  SUPPLIER,
  say,
} from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

const save = async (who: Person, id: number, fields: object) => {
  const { version } = await look(who, id)
  const saved = await who.call('PATCH', `/api/tickets/${id}`, { version, ...fields })
  ok(saved)
  return String(saved.headers['x-request-id'])
}
const undo = (who: Person, request: string) => who.call('POST', `/api/undo/${request}`)

test('undo gives back fields and state, the one exception to the moves, and stays on record', async () => {
  const ticket = await open(world.ben)
  const request = await save(world.ben, ticket.id, { status: 'completed', solution: 'Listo', priority: 'high' })
  const back = ok(await undo(world.ben, request))
  expect(back).toMatchObject({ status: 'pending', priority: 'normal', solution: null, resolvedAt: null })
  const { events } = ok(await world.ben.call('GET', `/api/tickets/${ticket.id}/timeline`))
  expect(events.map(({ fact }: { fact: string }) => fact)).toContain('ticket.undone')
})

test('undo gives back whom one waits for, and what one stopped waiting for', async () => {
  const ticket = await open(world.ben)
  const waiting = await save(world.ben, ticket.id, { status: 'third_party_action', thirdParty: SUPPLIER })
  expect(ok(await undo(world.ben, waiting)).status).toBe('pending')
  const third = async () =>
    (await items(world.ben, `/api/tickets/${ticket.id}/parties`)).filter(({ role }) => role === 'third_party')
  expect(await third()).toEqual([])
  await save(world.ben, ticket.id, { status: 'third_party_action', thirdParty: SUPPLIER })
  const back = await save(world.ben, ticket.id, { status: 'in_progress' })
  expect(ok(await undo(world.ben, back)).status).toBe('third_party_action')
  expect((await third())[0]).toMatchObject({ awaited: true, chaseAt: '2026-03-05T15:00:00.000Z' })
})

test('undo gives back answers to the questions', async () => {
  const body = { name: 'Impresoras', questions: [{ text: '¿Qué modelo?' }] }
  const category = ok(await world.raiz.call('POST', '/api/categories', body), 201)
  const questionId = category.questions[0].id
  const ticket = await open(world.ben, { categoryId: category.id, answers: [{ questionId, value: 'HP' }] })
  const request = await save(world.ben, ticket.id, {
    answers: [
      { questionId, value: 'Epson' },
      { questionId, value: 'Canon' },
    ],
  })
  expect((await look(world.ben, ticket.id)).answers).toEqual([{ questionId, value: 'Canon' }])
  expect(ok(await undo(world.ben, request)).answers).toEqual([{ questionId, value: 'HP' }])
  const changes = await items(world.ben, `/api/tickets/${ticket.id}/changes?table=answers&field=value`)
  expect(changes.map(({ fieldText, newText }) => [fieldText, newText])).toContainEqual(['¿Qué modelo?', 'Canon'])
})

test('undo takes back a hand-over, though the ticket has left one’s sight', async () => {
  const ticket = await open(world.ben)
  const request = await save(world.ben, ticket.id, { groupId: world.sales })
  expect((await world.ben.call('GET', `/api/tickets/${ticket.id}`)).status).toBe(404)
  expect(ok(await undo(world.ben, request)).group.id).toBe(world.support)
})

test('undo takes back a merge, relation and all', async () => {
  const [source, target] = [await open(world.ben), await open(world.ben)]
  const merged = await world.ada.call('POST', `/api/tickets/${source.id}/merge`, { intoId: target.id })
  const back = ok(await undo(world.ada, String(merged.headers['x-request-id'])))
  expect(back).toMatchObject({ id: source.id, status: 'pending', mergedInto: null, closedAt: null, closedReason: null })
  expect(await items(world.ben, `/api/tickets/${source.id}/relations`)).toEqual([])
})

test('undo is refused with its reason: another’s, twice, too late, touched, opening, mere words', async () => {
  await world.at('2026-03-05T12:00:00Z')
  const ticket = await open(world.ben)
  const why = async (who: Person, request: string) => {
    const { status, body } = await undo(who, request)
    return [status, body.code, body.detail?.replace('No se puede deshacer: ', '')]
  }
  const refused = (reason: string) => [422, 'undo_refused', reason]
  let request = await save(world.ben, ticket.id, { priority: 'high' })
  expect(await why(world.ada, request)).toEqual(refused('lo hizo otra persona.'))
  expect(refusal(await undo(world.eva, request))).toEqual([404, 'not_found'])
  expect(refusal(await undo(world.ben, 'ninguna-solicitud-asi'))).toEqual([404, 'not_found'])
  ok(await undo(world.ben, request))
  expect(await why(world.ben, request)).toEqual(refused('ya se deshizo.'))
  request = await save(world.ben, ticket.id, { priority: 'low' })
  await world.at(later(world.now(), { seconds: 11 }))
  expect(await why(world.ben, request)).toEqual(refused('pasaron más de diez segundos.'))
  request = await save(world.ben, ticket.id, { priority: 'high' })
  await say(world.ada, ticket.id, { kind: 'note', text: 'Yo también lo miro' })
  expect(await why(world.ben, request)).toEqual(refused('después hubo otros cambios en el ticket.'))
  const opened = await world.ben.call('POST', '/api/tickets', {
    description: 'x',
    channel: 'api',
    customer: { name: 'Luis' },
  })
  expect(await why(world.ben, String(opened.headers['x-request-id']))).toEqual(
    refused('un ticket abierto no se deshace: descártelo si fue un error.'),
  )
  const noted = await world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, { kind: 'note', text: 'Nota' })
  expect(await why(world.ben, String(noted.headers['x-request-id']))).toEqual(
    refused('lo que se dijo queda dicho; no hubo cambios de datos ni de estado.'),
  )
})

test('a merged ticket closes, both are shown on the target, and later words go there', async () => {
  const [first, second, third] = [await open(world.ben), await open(world.ben), await open(world.ben)]
  await answer(world.ben, first.id, 'Desde el primero')
  const merge = (id: number, intoId: number) => world.ada.call('POST', `/api/tickets/${id}/merge`, { intoId })
  expect(ok(await merge(first.id, second.id))).toMatchObject({
    ...{ status: 'closed', closedReason: 'merged' },
    mergedInto: { id: second.id },
  })
  ok(await merge(second.id, third.id))
  const { ticket, interaction } = await mariaSays(world.ben, first.id, 'Sigo esperando')
  expect([ticket.id, interaction.ticketId]).toEqual([third.id, third.id])
  const shown = await items(world.ben, `/api/tickets/${third.id}/interactions`)
  expect(shown.map(({ text }) => text)).toContain('Desde el primero')
  expect((await say(world.ben, first.id, { kind: 'note', text: 'Queda aquí' })).ticket.id).toBe(first.id)
})

test('a ticket is not merged with itself, into a closed one, or once it is closed', async () => {
  const [ticket, gone] = [await open(world.ben), await open(world.ben)]
  await close(world, gone.id)
  const merge = (id: number, intoId: number) => world.ada.call('POST', `/api/tickets/${id}/merge`, { intoId })
  expect((await merge(ticket.id, ticket.id)).body.fields).toHaveProperty('intoId')
  expect((await merge(ticket.id, gone.id)).body.fields).toHaveProperty('intoId')
  expect(refusal(await merge(gone.id, ticket.id))).toEqual([422, 'move_refused'])
  expect(refusal(await world.ben.call('POST', `/api/tickets/${ticket.id}/merge`, { intoId: gone.id }))).toEqual([
    403,
    'forbidden',
  ])
})

test('a discarded ticket is closed with its reason, from any state, by leads only', async () => {
  const ticket = await open(world.ben)
  const discard = (who: Person) =>
    who.call('POST', `/api/tickets/${ticket.id}/discard`, { reason: ' número equivocado ' })
  expect(refusal(await discard(world.ben))).toEqual([403, 'forbidden'])
  expect(ok(await discard(world.ada))).toMatchObject({
    ...{ status: 'closed', closedReason: 'discarded' },
    discardReason: 'número equivocado',
  })
  expect(refusal(await discard(world.ada))).toEqual([422, 'move_refused'])
})

test('S13: split words move to a new, related ticket with their call, their files and their findability', async () => {
  const ticket = await open(world.ben)
  const file = ok(
    await world.ben.call('POST', '/api/files?name=foto.png', 'bytes', { 'content-type': 'image/png' }),
    201,
  )
  const said = await say(world.ben, ticket.id, {
    ...{ kind: 'call', direction: 'in', text: 'Aparte, el horno berrea', call: { result: 'answered' } },
    attachments: [{ fileId: file.fileId }],
  })
  const next = ok(
    await world.ben.call('POST', `/api/tickets/${ticket.id}/split`, { interactionIds: [said.interaction.id] }),
  )
  expect(next).toMatchObject({ status: 'pending', customer: ticket.customer, subject: 'Aparte, el horno berrea' })
  const [moved] = await items(world.ben, `/api/tickets/${next.id}/interactions`)
  expect(moved).toMatchObject({
    id: said.interaction.id,
    attachments: [{ filename: 'foto.png' }],
    call: { result: 'answered' },
  })
  expect((await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).length).toBe(1)
  expect((await items(world.ben, '/api/tickets?q=berrea')).map(({ id }) => id)).toEqual([next.id])
  const facts = async (id: number) =>
    ok(await world.ben.call('GET', `/api/tickets/${id}/timeline`)).events.map((event: any) => event.fact)
  expect(await facts(ticket.id)).toContain('ticket.split')
  expect(await facts(next.id)).toContain('ticket.received_split')
  expect((await items(world.ben, `/api/tickets/${next.id}/relations`))[0]).toMatchObject({
    kind: 'preceding',
    ticket: { id: ticket.id },
  })
})

test('S4, S6: María’s words moved to the ticket they belong to are a reply there; taken back, they never were', async () => {
  const [wrong, waiting, solved] = [await open(world.ben), await open(world.ben), await open(world.ben)]
  await edit(world.ben, waiting.id, { status: 'customer_action', ownerId: world.ada.id })
  await complete(world.ben, solved.id)
  await edit(world.ben, solved.id, { ownerId: world.ada.id })
  const move = async (text: string, intoId: number) => {
    const { interaction } = await mariaSays(world.ben, wrong.id, text)
    return world.ben.call('POST', `/api/tickets/${wrong.id}/split`, { interactionIds: [interaction.id], intoId })
  }
  const moved = await move('Todavía no imprime', waiting.id)
  expect(ok(moved)).toMatchObject({ status: 'in_progress', newInteraction: true })
  expect(ok(await move('Gracias', solved.id))).toMatchObject({ status: 'completed', acceptedAt: null })
  const again = await move('Volvió a fallar', solved.id)
  expect(ok(again)).toMatchObject({ status: 'in_progress', newInteraction: true })
  const rung = (await items(world.ada, '/api/alerts')).filter(({ kind }) => kind === 'customer_replied')
  expect(new Set(rung.map(({ ticket }) => ticket.id))).toEqual(new Set([waiting.id, solved.id]))
  ok(await undo(world.ben, String(again.headers['x-request-id'])))
  expect((await look(world.ben, solved.id)).status).toBe('completed')
})

test('S13: relations read from both sides by their own name, and can be taken off', async () => {
  const [parent, child] = [await open(world.ben), await open(world.ben)]
  const { id } = ok(
    await world.ben.call('POST', `/api/tickets/${child.id}/relations`, { kind: 'parent', ticketId: parent.id }),
    201,
  )
  expect((await items(world.ben, `/api/tickets/${parent.id}/relations`))[0]).toMatchObject({
    kind: 'child',
    ticket: { id: child.id },
  })
  ok(await world.ben.call('DELETE', `/api/tickets/${parent.id}/relations/${id}`), 204)
  expect(await items(world.ben, `/api/tickets/${child.id}/relations`)).toEqual([])
})

test('S12: everybody involved is shown with their role; strangers are refused', async () => {
  const ticket = await open(world.ben, { ownerId: world.ben.id })
  const url = `/api/tickets/${ticket.id}/parties`
  ok(await world.ben.call('POST', url, { role: 'watcher', name: 'Ada', agentId: world.ada.id }), 201)
  expect((await items(world.ben, url)).map(({ role, name }) => [role, name])).toEqual([
    ...[
      ['customer', 'María González'],
      ['agent', 'Ben'],
      ['group', 'Soporte'],
      ['watcher', 'Ada'],
    ],
  ])
  for (const stranger of [{ customerId: 999_999 }, { agentId: 999_999 }])
    expect((await world.ben.call('POST', url, { role: 'watcher', name: 'X', ...stranger })).status).toBe(400)
  await close(world, ticket.id)
  expect(refusal(await world.ben.call('POST', url, { role: 'watcher', name: 'Leo' }))).toEqual([422, 'ticket_closed'])
})

test('S12: a party still awaited is not taken off', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'third_party_action', thirdParty: SUPPLIER })
  const awaited = (await items(world.ben, `/api/tickets/${ticket.id}/parties`)).find((party) => party.awaited)
  expect(refusal(await world.ben.call('DELETE', `/api/tickets/${ticket.id}/parties/${awaited.id}`))).toEqual([
    422,
    'party_awaited',
  ])
})

test('S14: activities have a due date, an owner and a result', async () => {
  const ticket = await open(world.ben)
  const plan = { kind: 'visit', title: 'Ver la impresora', dueAt: '2026-03-06T15:00:00Z', ownerId: world.ada.id }
  const planned = ok(await world.ben.call('POST', `/api/tickets/${ticket.id}/activities`, plan), 201)
  expect(planned).toMatchObject({ owner: { name: 'Ada' }, doneAt: null, dueAt: '2026-03-06T15:00:00.000Z' })
  const done = { version: planned.version, done: true, result: 'Cambiado el cable' }
  expect(ok(await world.ada.call('PATCH', `/api/activities/${planned.id}`, done))).toMatchObject({
    result: 'Cambiado el cable',
    doneAt: world.now().toISOString(),
  })
  expect(refusal(await world.ben.call('PATCH', `/api/activities/${planned.id}`, done))).toEqual([409, 'stale'])
})

test('a custom name of a state is a name only: Resuelto el, clocks and whom one waits for stay', async () => {
  const [shelf, depot] = await world.asSystem(async (ctx) => [
    (
      await ctx.db
        .insertInto('statuses')
        .values({ name: 'Resuelto a distancia', status: 'completed' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id,
    (
      await ctx.db
        .insertInto('statuses')
        .values({ name: 'En el taller', status: 'third_party_action' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id,
  ])
  const ticket = await open(world.ben)
  const { nextAction } = await edit(world.ben, ticket.id, { status: 'third_party_action', thirdParty: SUPPLIER })
  expect(await edit(world.ben, ticket.id, { statusId: depot })).toMatchObject({
    status: 'third_party_action',
    statusId: depot,
    nextAction,
  })
  const { resolvedAt } = await complete(world.ben, ticket.id)
  await world.at(later(world.now(), { minutes: 5 }))
  const renamed = await edit(world.ben, ticket.id, { statusId: shelf })
  expect(renamed).toMatchObject({ status: 'completed', statusId: shelf, resolvedAt })
})
