import { expect, test } from 'vitest'
import { compareCustomers } from '../../server/worker.ts'
import { items, look, ok, open, refusal, say } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

const enrol = async (body: object, who: Person = world.ben) => ok(await who.call('POST', '/api/customers', body), 201)
const see = async (id: number, who: Person = world.ben) => ok(await who.call('GET', `/api/customers/${id}`))
const find = async (q: string) =>
  (await items(world.ben, `/api/customers?q=${encodeURIComponent(q)}`)).map(({ name }) => name)
const merge = (id: number, intoId: number, who: Person = world.raiz) =>
  who.call('POST', `/api/customers/${id}/merge`, { intoId })
const compare = () => compareCustomers(world.desk)

test('T4: a profile holds several ways to reach somebody, each with what it is worth and why', async () => {
  const maria = await enrol({
    name: 'María González',
    phones: ['9 8765 4321', '+56 2 2345 6789 anexo 12', '12345678', '+56 9 8765 4321'],
    emails: ['Maria@Panaderia.example', 'ventas@panaderia.example'],
    taxId: '12345678-5',
    address: ' Los Aromos 123, Ñuñoa ',
    tags: ['vip', 'vip'],
  })
  expect(maria.phones).toMatchObject([
    { e164: '+56987654321', valid: 'valid', reason: null },
    { e164: '+56223456789', extension: '12', valid: 'valid' },
    { valid: 'invalid', reason: 'too_short' },
  ])
  expect(maria).toMatchObject({
    emails: ['maria@panaderia.example', 'ventas@panaderia.example'],
    taxId: '12.345.678-5',
    taxIdCheck: { kind: 'RUT', valid: true, country: 'CL' },
    address: 'Los Aromos 123, Ñuñoa',
    tags: ['vip'],
  })
})

test('T4: a number without its country is of the person’s country, and a tax id is read by it; a wrong one is kept, with the reason', async () => {
  const lucia = await enrol({ name: 'Lucía Vega', country: 'ES', phones: ['612 345 678'], taxId: '12345678A' })
  expect(lucia).toMatchObject({
    phones: [{ e164: '+34612345678', country: 'ES' }],
    taxId: '12345678A',
    taxIdCheck: { valid: false, country: 'ES', reason: 'wrong_check_digit' },
  })
  const org = ok(await world.ben.call('POST', '/api/organizations', { name: 'Tacos MX', country: 'MX' }), 201)
  const jorge = await enrol({ name: 'Jorge Ruiz', organizationId: org.id, phones: ['044 55 1234 5678'] })
  expect(jorge.phones).toMatchObject([{ e164: '+525512345678', country: 'MX', valid: 'valid' }])
})

test('T3: found by name and surname in any order, by organization, tax id, phone and mail; a withheld number finds nobody', async () => {
  const { id } = ok(await world.ben.call('POST', '/api/organizations', { name: 'Ferretería Ñandú' }), 201)
  await enrol({
    name: 'Ximena Huenchumán',
    organizationId: id,
    phones: ['+56 9 5555 1234', 'anonymous'],
    emails: ['xhuenchuman@correo.example'],
    taxId: '76086428-5',
  })
  for (const typed of [
    'huenchuman ximena',
    'uenchumán',
    'nandu',
    'ximena ferreteria',
    '5555 12',
    '76.086.428',
    '760864285',
    '555',
    'xhuenc',
    'xmiena uhenchuman',
  ])
    expect([typed, await find(typed)]).toEqual([typed, ['Ximena Huenchumán']])
  const by = async (phone: string) => items(world.ben, `/api/customers?phone=${encodeURIComponent(phone)}`)
  expect(await by('9 5555 1234')).toMatchObject([{ name: 'Ximena Huenchumán' }])
  for (const phone of ['anonymous', '', '5555 1234', '9 5555 1235'])
    expect([phone, await by(phone)]).toEqual([phone, []])
})

test('T3: several who share a switchboard are all named, and none is chosen', async () => {
  for (const name of ['Ana Soto', 'Luis Paredes']) await enrol({ name, phones: ['+56 2 2999 8877'] })
  const answer = await items(world.ben, '/api/customers?phone=%2B56229998877')
  expect(answer.map(({ name }) => name)).toEqual(['Ana Soto', 'Luis Paredes'])
})

test('T4: doubles are found by comparing, listed with the reason, and told apart for good', async () => {
  const one = await enrol({ name: 'Pedro Cárcamo', phones: ['+56 9 4444 1111'], taxId: '11111111-1' })
  const other = await enrol({ name: 'PEDRO CARCAMO', phones: ['9 4444 1111'] })
  const third = await enrol({ name: 'P. Cárcamo hijo', taxId: '11.111.111-1' })
  await compare()
  expect((await see(one.id)).possibleDuplicates).toMatchObject([
    { id: other.id, reasons: ['same_phone'] },
    { id: third.id, reasons: ['same_tax_id'] },
  ])
  const pairs = (await items(world.ben, '/api/duplicates')).filter((pair) => pair.one.id === one.id)
  expect(pairs.map((pair) => pair.other.id)).toEqual([third.id, other.id])
  ok(await world.ben.call('POST', `/api/customers/${third.id}/tell-apart`, { otherId: one.id }), 204)
  ok(await world.ben.call('PATCH', `/api/customers/${third.id}`, { version: third.version, taxId: null }))
  await compare()
  const { version, taxId } = { version: third.version + 1, taxId: third.taxId }
  ok(await world.ben.call('PATCH', `/api/customers/${third.id}`, { version, taxId, notes: 'Es el hijo' }))
  await compare()
  expect((await see(one.id)).possibleDuplicates).toMatchObject([{ id: other.id }])
})

test('T4: after a merge everything that named the one names the survivor, who keeps their own data and takes what they lacked', async () => {
  const old = await enrol({
    name: 'Rosa Millán',
    phones: ['+56 9 3333 0001'],
    emails: ['rosa.m@correo.example'],
    taxId: '5126663-3',
    notes: 'Prefiere la tarde',
  })
  const kept = await enrol({ name: 'Rosa Millán Soto', emails: ['rosa@correo.example'], notes: 'Habla bajo' })
  const ticket = await open(world.ben, { customer: undefined, customerId: old.id })
  await say(world.ben, ticket.id, { kind: 'call', direction: 'out', call: { result: 'answered' } })
  await world.ben.call('POST', `/api/customers/${old.id}/activities`, {
    kind: 'visit',
    title: 'Revisar la caja',
    dueAt: '2026-03-05T15:00:00Z',
  })
  const survivor = ok(await merge(old.id, kept.id))
  expect(survivor).toMatchObject({
    id: kept.id,
    emails: ['rosa@correo.example', 'rosa.m@correo.example'],
    phones: [{ e164: '+56933330001' }],
    taxId: '5.126.663-3',
    notes: 'Habla bajo',
    merged: [{ id: old.id, name: 'Rosa Millán', by: 'Raíz' }],
  })
  expect((await look(world.ben, ticket.id)).customer.id).toBe(kept.id)
  expect(await items(world.ben, `/api/customers/${kept.id}/activities`)).toMatchObject([{ title: 'Revisar la caja' }])
  expect((await items(world.ben, `/api/calls?customerId=${kept.id}`)).length).toBe(2)
  expect(await see(old.id)).toMatchObject({ mergedIntoId: kept.id, emails: [], phones: [] })

  const later = await open(world.ben, { customer: undefined, customerId: old.id })
  expect(later.customer.id).toBe(kept.id)
  expect(await items(world.ben, '/api/customers?phone=%2B56933330001')).toMatchObject([{ id: kept.id }])
})

test('T4: a merge is taken back a month later: what was moved returns, what came since stays, and they are told apart', async () => {
  const old = await enrol({
    name: 'Iván Lobos',
    phones: ['+56 9 2222 0001'],
    emails: ['ivan@correo.example'],
    zone: 'Europe/Madrid',
  })
  const kept = await enrol({ name: 'Ivan Lobos', phones: ['+56 9 2222 0002'] })
  const ticket = await open(world.ben, { customer: undefined, customerId: old.id })
  ok(await merge(old.id, kept.id))
  expect(refusal(await merge(old.id, kept.id))).toEqual([422, 'customer_merged'])
  await world.at('2026-04-02T13:00:00Z')
  const since = await open(world.ben, { customer: undefined, customerId: kept.id })
  const back = ok(await world.raiz.call('POST', `/api/customers/${old.id}/unmerge`))
  expect(back).toMatchObject({
    mergedIntoId: null,
    emails: ['ivan@correo.example'],
    phones: [{ e164: '+56922220001' }],
  })
  expect(await see(kept.id)).toMatchObject({ zone: null, emails: [], merged: [], possibleDuplicates: [] })
  expect((await look(world.ben, ticket.id)).customer.id).toBe(old.id)
  expect((await look(world.ben, since.id)).customer.id).toBe(kept.id)
  expect(refusal(await world.raiz.call('POST', `/api/customers/${old.id}/unmerge`))).toEqual([422, 'not_merged'])
})

test('T4: field by field the agent says which profile is right; what that replaced comes back with the merge', async () => {
  const question = await world.asSystem(async ({ db }) => {
    const text = JSON.stringify({ es: '¿Qué balanza tiene?' })
    const asked = { kind: 'text', needed_for: 'intake', about: 'customer', text }
    return (await db.insertInto('questions').values(asked).returning('id').executeTakeFirstOrThrow()).id
  })
  const says = (value: string) => ({ answers: [{ questionId: question, value }] })
  const old = await enrol({ name: 'Nadia Urrutia Pinto', notes: 'Por la tarde', tags: ['vip'], ...says('Toledo') })
  const kept = await enrol({ name: 'N. Urrutia', notes: 'Habla bajo', tags: ['mora'], ...says('Dina') })
  await open(world.ben, { customer: undefined, customerId: old.id })
  expect(ok(await world.ben.call('GET', `/api/customers/${old.id}/belongings`))).toEqual({
    ...{ tickets: 1, calls: 1, activities: 0 },
  })
  expect(ok(await world.eva.call('GET', `/api/customers/${old.id}/belongings`))).toMatchObject({ tickets: 0, calls: 0 })
  const body = { intoId: kept.id, take: ['name'], joinNotes: true, takeAnswers: [question] }
  expect(ok(await world.raiz.call('POST', `/api/customers/${old.id}/merge`, body))).toMatchObject({
    name: 'Nadia Urrutia Pinto',
    notes: 'Habla bajo\n\nPor la tarde',
    tags: ['mora', 'vip'],
    answers: [{ value: 'Toledo' }],
  })
  expect(await find('nadia')).toEqual(['Nadia Urrutia Pinto'])
  ok(await world.raiz.call('POST', `/api/customers/${old.id}/unmerge`))
  for (const { id, version, ...before } of [old, kept])
    expect(await see(id)).toMatchObject({
      name: before.name,
      notes: before.notes,
      tags: before.tags,
      answers: before.answers,
    })
  expect(await find('nadia')).toEqual(['Nadia Urrutia Pinto'])
})

test('T4: merging takes full right wherever either has tickets; Eva and Ben are refused, Ada may', async () => {
  const one = await enrol({ name: 'Carla Mena' })
  const other = await enrol({ name: 'Carla Mena' })
  await open(world.ben, { customer: undefined, customerId: one.id })
  for (const who of [world.eva, world.ben, world.olga])
    expect(refusal(await merge(one.id, other.id, who))).toEqual([403, 'forbidden'])
  expect((await see(one.id, world.eva)).can.merge).toMatch(/derecho completo/)
  const ventas = await open(world.raiz, { customer: undefined, customerId: other.id, groupId: world.sales })
  expect(refusal(await merge(one.id, other.id, world.ada))).toEqual([403, 'forbidden'])
  ok(await world.raiz.call('POST', `/api/tickets/${ventas.id}/discard`, { reason: 'prueba' }))
  expect(refusal(await merge(one.id, other.id, world.ada))).toEqual([403, 'forbidden'])
  ok(await merge(one.id, (await enrol({ name: 'Carla Mena' })).id, world.ada))
})

test('T4: while a merge is under way, a ticket for the one merged away is opened for the survivor', async () => {
  const one = await enrol({ name: 'Elsa Riffo' })
  const other = await enrol({ name: 'Elsa Riffo' })
  const tickets = await Promise.all([
    merge(one.id, other.id),
    ...[1, 2, 3].map(() => open(world.ben, { customer: undefined, customerId: one.id })),
  ])
  for (const { id } of tickets.slice(1) as { id: number }[])
    expect((await look(world.ben, id)).customer.id).toBe(other.id)
})

test('T4: organizations merge with their people and tickets, and come apart again', async () => {
  const create = async (body: object) => ok(await world.ben.call('POST', '/api/organizations', body), 201)
  const short = await create({ name: 'Viña Sur', taxId: '76086428-5' })
  const long = await create({ name: 'Viña Sur' })
  const tomas = await enrol({ name: 'Tomás Rivas', organizationId: short.id })
  const ticket = await open(world.ben, { customer: undefined, customerId: tomas.id })
  expect((await create({ name: 'viña sur' })).possibleDuplicates.map(({ id }: { id: number }) => id)).toEqual([
    short.id,
    long.id,
  ])
  const url = `/api/organizations/${short.id}`
  expect(ok(await world.raiz.call('POST', `${url}/merge`, { intoId: long.id }))).toMatchObject({
    people: 1,
    openTickets: 1,
    taxId: '76.086.428-5',
  })
  expect((await see(tomas.id)).organization.id).toBe(long.id)
  expect((await look(world.ben, ticket.id)).organization.id).toBe(long.id)
  ok(await world.raiz.call('POST', `${url}/unmerge`))
  expect((await see(tomas.id)).organization.id).toBe(short.id)
  expect(ok(await world.ben.call('GET', `/api/organizations/${long.id}`))).toMatchObject({ people: 0, taxId: null })
})

test('what somebody else changed meanwhile is not overwritten: stale, with the data as they are', async () => {
  const org = ok(await world.ben.call('POST', '/api/organizations', { name: 'Lácteos Osorno' }), 201)
  ok(await world.ben.call('PATCH', `/api/organizations/${org.id}`, { version: org.version, notes: 'Nuevo' }))
  const late = await world.ben.call('PATCH', `/api/organizations/${org.id}`, { version: org.version, name: 'Otro' })
  expect([late.status, late.body.code, late.body.organization.notes]).toEqual([409, 'stale', 'Nuevo'])
})

test('the company’s own questions about a person are answered on the profile; those about tickets are not', async () => {
  const [mine, ticketOnly] = await world.asSystem(async ({ db }) => {
    const { id: category } = await db
      .insertInto('categories')
      .values({ name: 'Caja' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const question = { kind: 'text', needed_for: 'intake' }
    const rows = await db
      .insertInto('questions')
      .values([
        { ...question, about: 'customer', text: JSON.stringify({ es: 'Código de socio' }) },
        { ...question, category_id: category, text: JSON.stringify({ es: 'Modelo' }) },
      ])
      .returning('id')
      .execute()
    return rows.map(({ id }) => id)
  })
  const ana = await enrol({ name: 'Ana Lagos', answers: [{ questionId: mine, value: 'S-77' }] })
  expect(ana.answers).toEqual([{ questionId: mine, question: 'Código de socio', value: 'S-77' }])
  const wrong = { version: ana.version, answers: [{ questionId: ticketOnly, value: 'x' }] }
  expect(refusal(await world.ben.call('PATCH', `/api/customers/${ana.id}`, wrong))).toEqual([400, 'invalid'])
})
