import { expect, test } from 'vitest'
import { historyTexts } from '../../server/tickets/history.catalogue.ts'
import { PLACES } from '../../server/tickets/history.queries.ts'
import {
  answer,
  close,
  complete,
  edit,
  items,
  later,
  mariaSays,
  ok,
  open,
  refusal,
  SUPPLIER,
  say,
  tryEdit,
} from '../acts.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const sides = async (id: number) => ok(await world.ben.call('GET', `/api/tickets/${id}/clocks`))

test('S3: En proceso runs the agent’s clock, and whoever starts the work owns it', async () => {
  const ticket = await open(world.ben)
  const started = await edit(world.ben, ticket.id, { status: 'in_progress' })
  expect(started).toMatchObject({ status: 'in_progress', owner: { name: 'Ben' } })
  await world.at(later(world.now(), { minutes: 30 }))
  expect(await sides(ticket.id)).toMatchObject({ agent: { wallSeconds: 1800, workingSeconds: 1800 } })
})

test('S6: whoever completes what is nobody’s owns it, so that María’s answer rings; what is left to nobody on purpose stays so', async () => {
  const ticket = await open(world.ben)
  expect((await complete(world.ben, ticket.id)).owner).toMatchObject({ name: 'Ben' })
  const done = { status: 'completed', solution: 'Se reinició' }
  const { id, version } = await open(world.ben)
  const said = ok(
    await world.ben.call('POST', `/api/tickets/${id}/interactions`, {
      kind: 'portal',
      text: 'Listo.',
      version,
      ...done,
    }),
    201,
  )
  expect(said.ticket.owner).toMatchObject({ name: 'Ben' })
  expect((await edit(world.ada, (await open(world.ben)).id, { ...done, status: 'closed' })).owner).toMatchObject({
    name: 'Ada',
  })
  expect((await open(world.ben, { resolved: { solution: 'Se reinició' } })).owner).toMatchObject({ name: 'Ben' })
  expect((await edit(world.ben, (await open(world.ben)).id, { ...done, ownerId: null })).owner).toBeNull()
  const his = await open(world.ben, { ownerId: world.ben.id })
  expect((await complete(world.ada, his.id)).owner).toMatchObject({ name: 'Ben' })
})

test('S4: waiting for María runs her clock; her answer brings the ticket back by itself and ours goes on', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'customer_action' })
  await world.at(later(world.now(), { hours: 1 }))
  const { ticket: back } = await mariaSays(world.ben, ticket.id, 'Es la HP del mostrador')
  expect(back).toMatchObject({ status: 'in_progress', newInteraction: true })
  await world.at(later(world.now(), { minutes: 10 }))
  expect(await sides(ticket.id)).toMatchObject({ agent: { wallSeconds: 600 }, customer: { wallSeconds: 3600 } })
})

test('S4: the solution target waits while María has the ball, and moves on by that time', async () => {
  await world.at('2026-03-03T12:00:00Z')
  const ticket = await open(world.ben, { priority: 'high' })
  const waiting = await edit(world.ben, ticket.id, { status: 'customer_action' })
  expect(waiting).toMatchObject({ estimateOnHold: true, estimatedResolutionAt: ticket.estimatedResolutionAt })
  await world.at(later(world.now(), { hours: 1 }))
  const back = await edit(world.ben, ticket.id, { status: 'in_progress' })
  expect(back.estimateOnHold).toBe(false)
  expect(back.estimatedResolutionAt).toBe(later(ticket.estimatedResolutionAt, { hours: 1 }).toISOString())
})

test('S5: Acción de terceros needs to know who is awaited and when to chase them; they become a party', async () => {
  await world.at('2026-03-04T12:00:00Z')
  const ticket = await open(world.ben)
  expect(refusal(await tryEdit(world.ben, ticket.id, { status: 'third_party_action' }))).toEqual([
    422,
    'third_party_required',
  ])
  const waiting = await edit(world.ben, ticket.id, { status: 'third_party_action', thirdParty: SUPPLIER })
  expect(waiting.nextAction).toMatchObject({ kind: 'chase_third_party', dueAt: '2026-03-05T15:00:00.000Z' })
  const parties = await items(world.ben, `/api/tickets/${ticket.id}/parties`)
  expect(parties.find(({ role }) => role === 'third_party')).toMatchObject({
    ...{ name: 'Ferretería Norte', function: 'proveedor', awaited: true },
  })
  await world.at(later(world.now(), { minutes: 20 }))
  expect(await sides(ticket.id)).toMatchObject({ thirdParty: { wallSeconds: 1200 } })
})

test('S5: the chase date can be moved, and somebody else awaited, while the ticket waits', async () => {
  await world.at('2026-03-04T12:00:00Z')
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'third_party_action', thirdParty: SUPPLIER })
  const chased = await edit(world.ben, ticket.id, { thirdParty: { ...SUPPLIER, chaseAt: '2026-03-05T20:00:00Z' } })
  expect(chased.nextAction).toMatchObject({ kind: 'chase_third_party', dueAt: '2026-03-05T20:00:00.000Z' })
  const other = { name: 'Transportes Díaz', role: 'agencia', chaseAt: '2026-03-05T12:00:00Z' }
  expect((await edit(world.ben, ticket.id, { thirdParty: other })).nextAction.dueAt).toBe('2026-03-05T12:00:00.000Z')
  const parties = await items(world.ben, `/api/tickets/${ticket.id}/parties`)
  expect(parties.filter(({ awaited }) => awaited).map(({ name }) => name)).toEqual(['Transportes Díaz'])
})

test('S5: who was awaited without an address gets it; the same name at another address is somebody else', async () => {
  await world.at('2026-03-04T12:00:00Z')
  const { id } = await open(world.ben)
  await edit(world.ben, id, { status: 'third_party_action', thirdParty: SUPPLIER })
  for (const email of ['ventas@norte.example', 'VENTAS@norte.example', 'bodega@norte.example'])
    await edit(world.ben, id, { thirdParty: { ...SUPPLIER, email } })
  const parties = await items(world.ben, `/api/tickets/${id}/parties`)
  expect(parties.filter(({ role }) => role === 'third_party')).toMatchObject([
    { email: 'VENTAS@norte.example', awaited: false },
    { email: 'bodega@norte.example', awaited: true },
  ])
})

test('S5: who is awaited is not dropped unseen where nobody is', async () => {
  const ticket = await open(world.ben)
  const refused = await tryEdit(world.ben, ticket.id, { thirdParty: SUPPLIER })
  expect([refused.status, Object.keys(refused.body.fields)]).toEqual([400, ['thirdParty']])
})

test('S5: the awaited third party’s answer brings the ticket back; María’s only marks it', async () => {
  await world.at('2026-03-04T12:00:00Z')
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'third_party_action', thirdParty: SUPPLIER })
  const { ticket: marked } = await mariaSays(world.ben, ticket.id, '¿Hay novedades?')
  expect(marked).toMatchObject({ status: 'third_party_action', newInteraction: true })
  const back = await say(world.ben, ticket.id, {
    ...{ kind: 'portal', direction: 'in', party: 'third_party' },
    text: 'Llega mañana',
  })
  expect(back.ticket.status).toBe('in_progress')
  const parties = await items(world.ben, `/api/tickets/${ticket.id}/parties`)
  expect(parties.some(({ awaited }) => awaited)).toBe(false)
})

test('S6: work is complete only with a solution', async () => {
  const ticket = await open(world.ben)
  for (const solution of [undefined, '', '   ', null])
    expect(refusal(await tryEdit(world.ben, ticket.id, { status: 'completed', solution }))).toEqual([
      422,
      'solution_required',
    ])
  const done = await complete(world.ben, ticket.id)
  expect(done).toMatchObject({ status: 'completed', resolvedAt: world.now().toISOString() })
  for (const solution of ['', null])
    expect(refusal(await tryEdit(world.ben, ticket.id, { solution }))).toEqual([422, 'solution_required'])
})

test('S6: a solution written earlier is not completed away in the same save', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { solution: 'Se reinició' })
  expect(refusal(await tryEdit(world.ben, ticket.id, { status: 'completed', solution: null }))).toEqual([
    422,
    'solution_required',
  ])
})

test('S6: where the group asks for it, the verification is needed too', async () => {
  await world.raiz.call('PATCH', `/api/groups/${world.support}`, { needsVerification: true })
  const ticket = await open(world.ben)
  const fields = { status: 'completed', solution: 'Se reinició' }
  const refused = await tryEdit(world.ben, ticket.id, fields)
  const done = await tryEdit(world.ben, ticket.id, { ...fields, verification: 'Imprimió dos hojas' })
  await world.raiz.call('PATCH', `/api/groups/${world.support}`, { needsVerification: false })
  expect(refusal(refused)).toEqual([422, 'verification_required'])
  expect(ok(done).verification).toBe('Imprimió dos hojas')
})

test('S6: María writes after completion, and the ticket is back in work, counted', async () => {
  const ticket = await open(world.ben)
  await complete(world.ben, ticket.id)
  const { ticket: back } = await mariaSays(world.ben, ticket.id, 'Sigue sin imprimir')
  expect(back).toMatchObject({ status: 'in_progress', reopenCount: 1, resolvedAt: null })
})

test('S8: Resuelto el is there only for what passed through Completado, and what was stays visible', async () => {
  await world.at('2026-03-23T12:00:00Z')
  const ticket = await open(world.ben)
  expect(ticket.resolvedAt).toBeNull()
  const { resolvedAt } = await complete(world.ben, ticket.id)
  await world.at('2026-03-23T13:00:00Z')
  await mariaSays(world.ben, ticket.id, 'No era eso')
  await complete(world.ben, ticket.id, 'Se cambió el cable')
  const changes = await items(world.ben, `/api/tickets/${ticket.id}/changes?field=resolvedAt`)
  expect(changes.map((change) => [Date.parse(change.old) || null, Date.parse(change.new) || null])).toEqual([
    [null, Date.parse(resolvedAt)],
    [Date.parse(resolvedAt), null],
    [null, Date.parse('2026-03-23T13:00:00Z')],
  ])
  const discarded = await open(world.ben)
  expect(
    ok(await world.ada.call('POST', `/api/tickets/${discarded.id}/discard`, { reason: 'prueba' })).resolvedAt,
  ).toBeNull()
})

test('S9: an answer and its change of state are one save', async () => {
  const ticket = await open(world.ben)
  const { version } = ticket
  const saved = await answer(world.ben, ticket.id, '¿Qué modelo es?', { status: 'customer_action', version })
  expect(saved).toMatchObject({ interaction: { text: '¿Qué modelo es?' }, ticket: { status: 'customer_action' } })
  const requests = (await items(world.ben, `/api/tickets/${ticket.id}/changes`)).map(({ request }) => request)
  expect(new Set(requests).size).toBe(2)
})

test('S9: when the move is refused, the answer is not there either', async () => {
  const ticket = await open(world.ben)
  const refused = await world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, {
    ...{ kind: 'portal', text: 'Listo', status: 'completed', version: ticket.version },
  })
  expect(refusal(refused)).toEqual([422, 'solution_required'])
  expect((await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).length).toBe(1)
  expect((await items(world.ben, `/api/tickets?q=Listo`)).map(({ id }) => id)).not.toContain(ticket.id)
})

test('nothing returns to Pendiente, and nothing leaves Cerrado', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'in_progress' })
  expect(refusal(await tryEdit(world.ben, ticket.id, { status: 'pending' }))).toEqual([422, 'move_refused'])
  await close(world, ticket.id)
  for (const status of ['pending', 'in_progress', 'completed'])
    expect(refusal(await tryEdit(world.raiz, ticket.id, { status }))).toEqual([422, 'move_refused'])
})

test('S17: whatever the record keeps of a ticket has a name that people read', async () => {
  const { rows } = await world.desk.db.pool.query<{ tbl: string; field: string }>(
    `select r.tbl::regclass::text as tbl, a.attname as field
       from (select tgrelid as tbl, string_to_array(encode(tgargs, 'escape'), '\\000') as args from pg_trigger where tgname = 'record_change') r
       join pg_attribute a on a.attrelid = r.tbl and a.attnum > 0 and not a.attisdropped
      where r.args[1] <> '' and a.attname <> all (r.args[3]::text[]) and a.attname <> all ($1) order by 1, 2`,
    [[...PLACES]],
  )
  expect(rows.length).toBeGreaterThan(90)
  const named = ({ tbl, field }: (typeof rows)[0], names: Record<string, string | Record<string, string>>) =>
    typeof names[field] === 'string' || (names[tbl] && typeof names[tbl] === 'object' && field in names[tbl])
  const unnamed = Object.entries(historyTexts).flatMap(([language, { fieldName }]) =>
    rows.filter((row) => !named(row, fieldName)).map(({ tbl, field }) => `${language}: ${tbl}.${field}`),
  )
  expect(unnamed).toEqual([])
  const tables = [...new Set(rows.map(({ tbl }) => tbl))].sort()
  for (const { recordedTable } of Object.values(historyTexts)) expect(Object.keys(recordedTable).sort()).toEqual(tables)
})
