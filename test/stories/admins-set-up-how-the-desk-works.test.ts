import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { SETTING_TABLES } from '../../server/admin/record.queries.ts'
import { answer, browser, items, later, look, ok, open, refusal } from '../acts.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld()
const WEEK = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' }))
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const theCalendar = async () => (await items(world.raiz, '/api/calendars'))[0]
const editCalendar = async (fields: object) => {
  const { id, version } = await theCalendar()
  return world.raiz.call('PATCH', `/api/calendars/${id}`, { version, ...fields })
}
const targetOf = (ticket: any, kind: string) => ticket.targets.find((target: any) => target.kind === kind)

test('hours changed while a ticket runs move what is still due, and leave what was met', async () => {
  const ticket = await open(world.ben, { channel: 'portal', priority: 'high' })
  await world.at('2026-03-02T12:40:00Z')
  await answer(world.ben, ticket.id, 'Lo revisamos')
  const before = await look(world.ben, ticket.id)
  expect(targetOf(before, 'solution').dueAt).toBe('2026-03-02T20:00:00.000Z')
  ok(await editCalendar({ hours: WEEK.map((span) => ({ ...span, from: '15:00' })) }))
  await world.sweep()
  const after = await look(world.ben, ticket.id)
  expect(targetOf(after, 'first_response')).toEqual(targetOf(before, 'first_response'))
  expect(targetOf(after, 'solution').dueAt > targetOf(before, 'solution').dueAt).toBe(true)
  ok(await editCalendar({ hours: WEEK }))
  await world.sweep()
  expect(targetOf(await look(world.ben, ticket.id), 'solution').dueAt).toBe('2026-03-02T20:00:00.000Z')
})

test('a preview shows the next fourteen days and when four hours from now end, and saves nothing', async () => {
  await world.at('2026-09-17T19:00:00Z')
  const before = await theCalendar()
  const { holidays } = ok(await world.raiz.call('GET', '/api/holidays?country=CL'))
  const exceptions = [{ date: '2026-09-21', hours: [{ from: '10:00', to: '13:00' }] }]
  const body = { zone: 'America/Santiago', hours: WEEK, holidays, exceptions, amount: 4, unit: 'hour' }
  const shown = ok(await world.raiz.call('POST', '/api/calendars/preview', body))
  expect(shown.days.map(({ date }: any) => date)).toHaveLength(14)
  expect(shown.days.slice(0, 5)).toMatchObject([
    { date: '2026-09-17', holiday: null, hours: [{ from: '09:00', to: '18:00' }] },
    { date: '2026-09-18', holiday: 'Fiestas Patrias', hours: [] },
    { date: '2026-09-19', holiday: 'Día de las Glorias del Ejército', hours: [] },
    { date: '2026-09-20', holiday: null, hours: [] },
    { date: '2026-09-21', exception: true, hours: [{ from: '10:00', to: '13:00' }] },
  ])
  // Two hours on Thursday from 16:00, then the shortened Monday from 10:00.
  expect([shown.open, shown.dueAt]).toEqual([true, '2026-09-21T15:00:00.000Z'])
  expect(await theCalendar()).toEqual(before)
})

test('holidays come by country and region, with those that libraries forget', async () => {
  const of = async (query: string) => ok(await world.raiz.call('GET', `/api/holidays${query}`))
  const names = ({ holidays }: any) => holidays.map(({ date, name }: any) => `${date} ${name}`)
  expect((await of('')).countries).toEqual(expect.arrayContaining(['CL', 'ES', 'MX', 'AR', 'CO', 'PE', 'PT', 'BR']))
  expect(names(await of('?country=CL'))).toContain('2026-04-04 Sábado Santo')
  expect(names(await of('?country=ES'))).not.toContain('2026-05-02 Fiesta de la Comunidad de Madrid')
  expect((await of('?country=ES')).regions).toContainEqual({ code: 'MC', name: 'Región de Murcia' })
  expect((await of('?country=ES&region=AN')).holidays.length).toBeGreaterThan((await of('?country=ES')).holidays.length)
  expect((await of('?country=XX')).holidays).toEqual([])
})

test('a calendar that cannot be is refused at its field, a stale one with how it stands now', async () => {
  const faults: [object, string][] = [
    [{ hours: [{ day: 1, from: '09:00', to: '09:00' }] }, 'hours'],
    [{ holidays: [{ date: '2026-02-30', name: 'Ninguno' }] }, 'holidays'],
    [{ exceptions: [1, 2].map(() => ({ date: '2026-12-24', hours: [] })) }, 'exceptions'],
    [{ zone: 'Marte/Olimpo' }, 'zone'],
    [{ hours: [] }, 'hours'],
  ]
  for (const [edit, field] of faults) expect(Object.keys((await editCalendar(edit)).body.fields)).toEqual([field])
  const { id, version } = await theCalendar()
  const stale = await world.raiz.call('PATCH', `/api/calendars/${id}`, { version: version - 1, name: 'Otro' })
  expect([...refusal(stale), stale.body.calendar.version]).toEqual([409, 'stale', version])
  expect(refusal(await world.raiz.call('DELETE', `/api/calendars/${id}`))).toEqual([422, 'calendar_used'])
})

test('a policy’s targets are changed by priority; what is left out is no target', async () => {
  await world.at('2026-10-05T13:00:00Z')
  const [policy] = await items(world.raiz, '/api/policies')
  const targets = policy.targets.map((one: any) => (one.priority === 'low' ? { ...one, amount: 1, unit: 'hour' } : one))
  const fewer = targets.filter((one: any) => !(one.priority === 'low' && one.kind === 'next_update'))
  const saved = ok(
    await world.raiz.call('PATCH', `/api/policies/${policy.id}`, { version: policy.version, targets: fewer }),
  )
  expect(saved.targets).toHaveLength(11)
  const ticket = await open(world.ben, { channel: 'portal', priority: 'low' })
  expect(targetOf(ticket, 'solution').dueAt).toBe('2026-10-05T14:00:00.000Z')
  expect(targetOf(ticket, 'next_update')?.dueAt ?? null).toBe(null)
  const twice = { version: saved.version, targets: [targets[0], targets[0]] }
  expect((await world.raiz.call('PATCH', `/api/policies/${policy.id}`, twice)).body.fields).toHaveProperty('targets')
})

test('another default policy takes the place of the first, with its own calendar', async () => {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }))
  const calendar = { name: 'Siempre', zone: 'America/Santiago', hours, holidays: [], exceptions: [] }
  const { id: calendarId } = ok(await world.raiz.call('POST', '/api/calendars', calendar), 201)
  const targets = [{ priority: 'normal', kind: 'solution', amount: 2, unit: 'hour' }]
  const body = { name: 'De guardia', calendarId, targets, isDefault: true }
  ok(await world.raiz.call('POST', '/api/policies', body), 201)
  expect((await items(world.raiz, '/api/policies')).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['De guardia', true],
    ['General', false],
  ])
  await world.at('2026-10-10T04:00:00Z')
  const ticket = await open(world.ben, { channel: 'portal', priority: 'normal' })
  expect(targetOf(ticket, 'solution').dueAt).toBe('2026-10-10T06:00:00.000Z')
})

test('a status of the company’s own stands for one of the six, and is used where that is allowed', async () => {
  const made = ok(
    await world.raiz.call('POST', '/api/statuses', { name: 'Espera repuesto', status: 'third_party_action' }),
    201,
  )
  const ticket = await open(world.ben)
  const thirdParty = {
    name: 'Repuestos Sur',
    role: 'proveedor',
    chaseAt: later(world.now(), { days: 2 }).toISOString(),
  }
  const moved = { version: ticket.version, statusId: made.id, thirdParty }
  expect(ok(await world.ben.call('PATCH', `/api/tickets/${ticket.id}`, moved))).toMatchObject({
    ...{ status: 'third_party_action', statusId: made.id },
  })
  const leave = (more: object) => world.raiz.call('PATCH', `/api/statuses/${made.id}`, { active: false, ...more })
  expect(refusal(await leave({}))).toEqual([422, 'status_used'])
  expect((await leave({ replacementId: 1 })).body.fields).toHaveProperty('replacementId')
  const clocks = async () => ok(await world.ben.call('GET', `/api/tickets/${ticket.id}/clocks`)).thirdParty
  await world.at(later(world.now(), { hours: 1 }))
  const before = await clocks()
  ok(await leave({ replacementId: 4 }))
  expect([(await look(world.ben, ticket.id)).statusId, await clocks()]).toEqual([4, before])
  expect(ok(await world.ben.call('GET', '/api/statuses')).items.map(({ name }: any) => name)).not.toContain(
    'Espera repuesto',
  )
})

test('the six are renamed but never removed, and one may have its common name again', async () => {
  const rename = (name: string | null) => world.raiz.call('PATCH', '/api/statuses/1', { name })
  expect(ok(await rename('Por atender')).name).toBe('Por atender')
  const inEnglish = ok(await world.ben.call('GET', '/api/statuses', undefined, { 'accept-language': 'en' })).items
  expect(inEnglish.slice(0, 2).map(({ name }: any) => name)).toEqual(['Por atender', 'In progress'])
  expect(ok(await rename(null)).name).toBe('Pendiente')
  expect(refusal(await world.raiz.call('PATCH', '/api/statuses/1', { active: false }))).toEqual([422, 'status_fixed'])
  expect((await rename('Cerrado')).body.fields).toHaveProperty('name')
  const ids = (await items(world.raiz, '/api/statuses/all')).map(({ id }) => id).reverse()
  expect(ok(await world.raiz.call('PUT', '/api/statuses/order', { ids })).items.map(({ id }: any) => id)).toEqual(ids)
  expect((await world.raiz.call('PUT', '/api/statuses/order', { ids: [1] })).body.fields).toHaveProperty('ids')
})

test('L3: what Raíz calls a priority is what every reader reads, in the ticket’s record too; two alike, or by Ada, are refused', async () => {
  const none = { es: '', en: '', pt: '' }
  const names = { immediate: none, high: { ...none, es: ' Crítica ' }, normal: none, low: none }
  const put = (body: object, who = world.raiz) => who.call('PUT', '/api/settings/priorities', body)
  ok(await put(names))
  const [, high] = await items(world.ben, '/api/settings/priorities')
  expect(high).toMatchObject({ priority: 'high', name: 'Crítica', commonNames: { es: 'Alta', pt: 'Alta' } })
  const ticket = await open(world.ben, { priority: 'normal' })
  ok(await world.ben.call('PATCH', `/api/tickets/${ticket.id}`, { version: ticket.version, priority: 'high' }))
  const [raised] = await items(world.ben, `/api/tickets/${ticket.id}/changes?field=priority`).then((all) =>
    all.slice(-1),
  )
  expect(raised).toMatchObject({ old: 'normal', new: 'high', oldText: 'Normal', newText: 'Crítica' })
  const [recorded] = await items(world.raiz, '/api/settings/changes?limit=1')
  expect(recorded).toMatchObject({ rowText: 'Nombres de las prioridades', fields: [{ fieldText: 'Alta (español)' }] })
  expect((await put({ ...names, low: { ...none, es: 'crítica' } })).body.fields).toHaveProperty(['low.es'])
  expect(refusal(await put(names, world.ada))).toEqual([403, 'forbidden'])
})

test('the channels of support are one setting, and one line where they are read out', async () => {
  const channels = { phone: '+56 2 2345 6700', hours: 'lunes a viernes, de 9 a 18 h' }
  const saved = ok(await world.raiz.call('PATCH', '/api/settings/company', { channels, countries: ['PE', 'AR'] }))
  expect(saved.supportChannels).toBe('+56 2 2345 6700 · lunes a viernes, de 9 a 18 h')
  const again = ok(
    await world.raiz.call('PATCH', '/api/settings/company', { channels: { email: 'ayuda@sur.example' } }),
  )
  expect(again.channels).toMatchObject({ ...channels, email: 'ayuda@sur.example' })
  expect(again.countries).toEqual(['PE', 'AR'])
})

test('a logo is a picture by its bytes, is served as nothing else, and is changed by admins alone', async () => {
  const put = (picture: string | null, who = world.raiz) => who.call('PUT', '/api/settings/company/logo', { picture })
  const { logo } = ok(await put(PNG))
  const served = await world.nobody.call('GET', logo)
  expect([served.status, served.headers['content-type'], served.headers['x-content-type-options']]).toEqual([
    200,
    'image/png',
    'nosniff',
  ])
  expect(String(served.headers['content-security-policy'])).toMatch(/sandbox/)
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString('base64')
  const html = Buffer.from('<html><script>alert(1)</script></html>').toString('base64')
  const large = Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(513 * 1024)]).toString('base64')
  for (const bad of [svg, html, large]) expect((await put(bad)).body.fields).toHaveProperty('picture')
  expect(refusal(await put(PNG, world.ada))).toEqual([403, 'forbidden'])
  expect(ok(await put(null)).logo).toBe(null)
})

test('whatever is recorded of a mailbox has words of its own', async () => {
  const connection = { host: '127.0.0.1', port: 9, security: 'none', user: 'soporte' }
  const mailbox = {
    address: 'registro@desk.example',
    incoming: { ...connection, folder: 'INBOX' },
    outgoing: connection,
  }
  ok(await world.raiz.call('POST', '/api/mailboxes', mailbox), 201)
  const [born] = await items(world.raiz, '/api/settings/changes?table=mailboxes')
  const named = new Map<string, string>(born.fields.map((one: Record<string, string>) => [one.field, one.fieldText]))
  expect(born.fields).toContainEqual(
    expect.objectContaining({ fieldText: 'Salida: cifrado', newText: 'sin cifrar', oldText: null }),
  )
  expect([...named].filter(([field, text]) => field === text)).toEqual([])
})

test('who changed which setting is read in words, filtered, a page at a time', async () => {
  await world.at('2026-11-02T12:00:00Z')
  ok(await world.raiz.call('PATCH', '/api/settings/company', { channels: { phone: '+56 2 9999 0000' } }))
  ok(await editCalendar({ holidays: [{ date: '2026-12-25', name: 'Navidad' }] }))
  const raiz = await browser(world, 'raiz@desk.example', PASSWORD)
  ok(await raiz.call('PATCH', `/api/agents/${world.olga.id}`, { role: 'agent' }))
  const [role, calendar, company] = await items(world.raiz, '/api/settings/changes?from=2026-11-02T00:00:00Z')
  expect(role).toMatchObject({
    ...{ tableText: 'Agente', rowText: 'Olga', actor: { name: 'Raíz' } },
    fields: [{ fieldText: 'Función', oldText: 'Operador', newText: 'Agente' }],
  })
  expect(calendar.fields[0]).toMatchObject({ fieldText: 'Feriados', oldText: null, newText: '2026-12-25 Navidad' })
  expect(company).toMatchObject({
    rowText: 'Empresa',
    fields: [{ fieldText: 'Canal: teléfono', newText: '+56 2 9999 0000' }],
  })
  const first = ok(await world.raiz.call('GET', '/api/settings/changes?table=agents&limit=1'))
  const second = ok(
    await world.raiz.call('GET', `/api/settings/changes?table=agents&limit=1&cursor=${first.nextCursor}`),
  )
  expect(second.items[0].id).toBeLessThan(first.items[0].id)
  expect(await items(world.raiz, '/api/settings/changes?table=tickets')).toEqual([])
  expect(await items(world.raiz, `/api/settings/changes?actorId=${world.ben.id}`)).toEqual([])
})

test('texts of mails, call scripts, connections of mailboxes and the library are settings on the record too', async () => {
  await world.at('2026-11-03T12:00:00Z')
  const own = { subject: 'Su número: {{ ticket.number }}', html: '<p>Hola</p>' }
  ok(await world.raiz.call('PUT', '/api/mail-templates/confirmation/es', own))
  const script = { groupId: world.support, language: 'es', greeting: 'Buenos días', closing: 'Adiós' }
  ok(await world.raiz.call('PUT', '/api/call-scripts', script), 204)
  const { id } = ok(await world.raiz.call('POST', '/api/mailboxes', { address: 'ayuda@panaderia.example' }), 201)
  await world.asSystem((ctx) =>
    sql`insert into mailbox_oauth values (${id}, 'https://idp.example', 'mesa', 'imap', desk_now(), desk_now(), '{}')`.execute(
      ctx.db,
    ),
  )
  const { fileId } = ok(
    await world.raiz.call('POST', '/api/files?name=precios.txt', Buffer.from('1'), { 'content-type': 'text/plain' }),
    201,
  )
  ok(await world.raiz.call('POST', '/api/library', { fileId, title: 'Precios', groupId: null }), 201)
  const changes = await items(world.raiz, '/api/settings/changes?limit=5')
  expect(changes.map(({ tableText, rowText }) => [tableText, rowText])).toEqual([
    ['Archivo de la biblioteca', 'Precios'],
    ['Conexión OAuth de un buzón', ''],
    ['Buzón', 'ayuda@panaderia.example'],
    ['Guion de llamada', 'Soporte · Español'],
    ['Plantilla de correo', 'Confirmación de ticket · Español'],
  ])
  expect(changes.at(-1).fields).toContainEqual(
    expect.objectContaining({ fieldText: 'Asunto', newText: 'Su número: {{ ticket.number }}' }),
  )
  const { rows } = await world.desk.db.pool.query(
    `select indexdef from pg_indexes where indexname = 'changes_of_settings'`,
  )
  expect(SETTING_TABLES.filter((table) => !rows[0].indexdef.includes(`'${table}'`))).toEqual([])
})

test('nobody but an admin sets up anything of this', async () => {
  const [calendar, [policy]] = [await theCalendar(), await items(world.raiz, '/api/policies')]
  const tries: ['POST' | 'PATCH' | 'PUT', string, object][] = [
    ['PATCH', `/api/calendars/${calendar.id}`, { version: calendar.version, name: 'Eva' }],
    ['PATCH', `/api/policies/${policy.id}`, { version: policy.version, name: 'Eva' }],
    ['PATCH', '/api/statuses/1', { name: 'Eva' }],
    ['PATCH', '/api/settings/company', { name: 'Eva' }],
    ['PATCH', `/api/agents/${world.eva.id}`, { role: 'admin' }],
    ['PATCH', '/api/agents/1', { active: false }],
  ]
  for (const who of [world.eva, world.ada, world.ben])
    for (const [method, url, body] of tries)
      expect([url, (await who.call(method, url, body)).status]).toEqual([url, 403])
  expect((await world.eva.call('GET', '/api/settings/changes')).status).toBe(403)
  const raised = await world.eva.call('PATCH', '/api/me', { role: 'admin' })
  expect(raised.status === 403 || raised.body.fields.role !== undefined).toBe(true)
})
