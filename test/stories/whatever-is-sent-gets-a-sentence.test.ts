import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MARIA, ok, open, refusal, SUPPLIER } from '../acts.ts'
import { exampleOf } from '../walk/examples.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const PLEASE: Record<string, RegExp> = { es: /datos?|campos/, en: /fields/, pt: /campos/ }

test('every refusal is problem+json with a sentence in Spanish, English and Portuguese', async () => {
  const { id, version } = await open(world.ben)
  const say = (body: object) => ['POST', `/api/tickets/${id}/interactions`, body] as const
  const edit = (body: object) => ['PATCH', `/api/tickets/${id}`, { version, ...body }] as const
  const other = await open(world.ben, { groupId: world.tray })
  const refused: Record<string, readonly ['GET' | 'POST' | 'PATCH', string, object?]> = {
    invalid: ['POST', '/api/tickets', {}],
    not_found: ['GET', '/api/tickets/1'],
    no_such_route: ['GET', '/api/nada'],
    forbidden: ['POST', '/api/groups', { name: 'X' }],
    stale: ['PATCH', `/api/tickets/${id}`, { version: 99, summary: 'x' }],
    move_refused: edit({ status: 'pending' }),
    solution_required: edit({ status: 'completed' }),
    third_party_required: edit({ status: 'third_party_action' }),
    group_required: ['PATCH', `/api/tickets/${other.id}`, { version: other.version, status: 'in_progress' }],
    no_channel: say({ kind: 'email', text: 'x' }),
    newer_interaction: say({ kind: 'note', text: 'x', seenInteractionId: 1 }),
  }
  ok(await world.ben.call('PATCH', `/api/tickets/${id}`, { version, status: 'in_progress' }))
  const { body: now } = await world.ben.call('GET', `/api/tickets/${id}`)
  await world.ada.call('POST', `/api/tickets/${id}/interactions`, { kind: 'portal', direction: 'in', text: 'Nuevo' })
  for (const [code, [method, url, body]] of Object.entries(refused)) {
    const sent =
      body && 'version' in body && body.version === version && url.endsWith(String(id))
        ? { ...body, version: now.version }
        : body
    const said = await Promise.all(
      ['es', 'en', 'pt'].map((language) => world.ben.call(method, url, sent, { 'accept-language': language })),
    )
    expect(said.map((answer) => answer.body.code)).toEqual([code, code, code])
    for (const { headers, body: problem, status } of said) {
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect(problem).toMatchObject({ type: 'about:blank', status })
      expect(problem.detail).not.toMatch(/refusal\.|reason\.|\{\{/)
    }
    expect(new Set(said.map((answer) => answer.body.detail)).size).toBe(3)
  }
})

test('the language is the first one the desk speaks of those asked for, by weight', async () => {
  const detail = async (header: string) =>
    (await world.ben.call('POST', '/api/tickets', {}, { 'accept-language': header })).body.detail
  for (const [header, language] of [
    ['en-GB,es;q=0.5', 'en'],
    ['fr, pt-BR;q=0.9, es;q=0.8', 'pt'],
    ['de', 'es'],
    ['', 'es'],
    ['es;q=0.1, en;q=0.2', 'en'],
  ] as const)
    expect(await detail(header)).toMatch(PLEASE[language]!)
})

test('fields nobody knows and wrong types are refused by name, never dropped or bent', async () => {
  const faults = async (more: object) =>
    (await world.ben.call('POST', '/api/tickets', { description: 'x', channel: 'api', customer: MARIA, ...more })).body
      .fields
  expect(await faults({ asunto: 'x' })).toEqual({ asunto: 'Este campo no existe.' })
  expect(await faults({ customer: { ...MARIA, rut: '1-9' } })).toHaveProperty(['customer.rut'])
  expect(await faults({ groupId: '1' })).toHaveProperty('groupId')
  expect(await faults({ groupId: 1.5 })).toHaveProperty('groupId')
  expect(await faults({ priority: 'urgent' })).toHaveProperty('priority')
  expect(await faults({ description: '   ' })).toHaveProperty('description')
  expect(await faults({ constructor: 'x' })).toHaveProperty('constructor')
})

test('dates that do not exist are refused', async () => {
  const { id, version } = await open(world.ben)
  for (const promisedAt of [
    '2027-02-30T10:00:00Z',
    '2027-13-01T10:00:00Z',
    'mañana',
    '2027-01-01',
    '2027-01-01T10:00:00',
    '2027-06-30T23:59:60Z',
  ])
    expect([
      promisedAt,
      ...refusal(await world.ben.call('PATCH', `/api/tickets/${id}`, { version, promisedAt })),
    ]).toEqual([promisedAt, 400, 'invalid'])
})

test('what no table can hold is refused at the door: NUL, halves of characters, endless depth', async () => {
  const put = (draft: object) => world.ben.call('PUT', '/api/drafts/new-ticket', { draft })
  for (const draft of [
    { a: 'x\u0000' },
    { 'a\u0000': 1 },
    { a: '\ud800' },
    { '\udc00': [] },
    { a: [{ b: 'x\u0000' }] },
  ])
    expect(refusal(await put(draft))).toEqual([400, 'invalid'])
  for (const depth of [60, 100_000]) {
    const payload = `{"draft":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`
    const headers = { authorization: `Bearer ${world.ben.token}`, 'content-type': 'application/json' }
    const { statusCode } = await world.app.inject({ method: 'PUT', url: '/api/drafts/new-ticket', payload, headers })
    expect([depth, statusCode]).toEqual([depth, 400])
  }
  expect(refusal(await world.ben.call('GET', '/api/tickets?q=%00'))).toEqual([400, 'invalid'])
  expect((await put({ a: '👍 ñandú' })).status).toBe(204)
})

test('what is no JSON, too big or of another kind is refused in words', async () => {
  const send = (payload: string, type: string) =>
    world.app.inject({
      method: 'POST',
      url: '/api/tickets',
      payload,
      headers: { authorization: `Bearer ${world.ben.token}`, 'content-type': type },
    })
  const answer = async (payload: string, type = 'application/json') => {
    const { statusCode, body } = await send(payload, type)
    return [statusCode, JSON.parse(body).code]
  }
  expect(await answer('{"description":')).toEqual([400, 'malformed'])
  expect(await answer('{"__proto__": {"role": "admin"}}')).toEqual([400, 'malformed'])
  expect(await answer('x'.repeat(6 * 1024 * 1024))).toEqual([413, 'too_large'])
  expect(await answer('a=b', 'application/x-www-form-urlencoded')).toEqual([415, 'unsupported_type'])
  expect(await answer('null')).toEqual([400, 'invalid'])
  expect(await answer('[]')).toEqual([400, 'invalid'])
})

test('addresses and cursors made up by hand are refused, and break nothing', async () => {
  const get = async (url: string) => (await world.ben.call('GET', url)).status
  const { id } = await open(world.ben)
  for (const cursor of ['abc', '1e400', '1.5', '-1', 'Infinity', '[5]'])
    for (const url of [
      `/api/tickets/${id}/interactions`,
      '/api/calls',
      '/api/alerts',
      `/api/tickets/${id}/changes`,
      '/api/tickets',
    ])
      expect([url, cursor, await get(`${url}?cursor=${cursor}`)]).toEqual([url, cursor, 400])
  for (const url of [
    '/api/tickets/abc',
    '/api/tickets/0',
    '/api/tickets/-1',
    '/api/tickets/99999999999999999999',
    '/api/tickets?limit=501',
  ])
    expect([url, await get(url)]).toEqual([url, 400])
  expect(await get('/api/tickets/%E0%A4%A')).toBe(400)
  expect(await get(`/api/drafts/${'x'.repeat(500)}`)).toBeLessThan(500)
})

test('HEAD answers like GET without a body, OPTIONS opens nothing to other sites', async () => {
  const headers = { authorization: `Bearer ${world.ben.token}` }
  const head = await world.app.inject({ method: 'HEAD', url: '/api/tickets', headers })
  expect([head.statusCode, head.body]).toEqual([200, ''])
  const refused = await world.app.inject({ method: 'HEAD', url: '/api/tickets' })
  expect(refused.statusCode).toBe(401)
  const options = await world.app.inject({
    method: 'OPTIONS',
    url: '/api/tickets',
    headers: { origin: 'https://otra.example', 'access-control-request-method': 'POST' },
  })
  expect([options.statusCode, options.headers['access-control-allow-origin']]).toEqual([404, undefined])
})

test('ids of things that are not there are refused, never an error of ours', async () => {
  const { id, version } = await open(world.ben)
  const none = 999_999
  const tries: ['POST' | 'PATCH', string, object][] = [
    ['PATCH', `/api/tickets/${id}`, { version, reporterId: none }],
    ['PATCH', `/api/tickets/${id}`, { version, categoryId: none }],
    ['PATCH', `/api/tickets/${id}`, { version, customerId: none }],
    ['PATCH', `/api/tickets/${id}`, { version, statusId: none }],
    ['PATCH', `/api/tickets/${id}`, { version, answers: [{ questionId: none, value: 'x' }] }],
    ['POST', `/api/tickets/${id}/interactions`, { kind: 'note', text: 'x', replyToId: none }],
    ['POST', `/api/tickets/${id}/interactions`, { kind: 'portal', text: 'x', party: none }],
    ['POST', `/api/tickets/${id}/activities`, { kind: 'task', title: 'x', dueAt: SUPPLIER.chaseAt, ownerId: none }],
    ['POST', `/api/tickets/${id}/split`, { interactionIds: [none] }],
    ['POST', '/api/customers', { name: 'x', organizationId: none }],
    ['POST', '/api/tickets', { description: 'x', channel: 'api', customerId: none }],
    ['POST', '/api/tickets', { description: 'x', channel: 'api', customer: MARIA, reporterId: none }],
  ]
  for (const [method, url, body] of tries)
    expect([body, ...refusal(await world.ben.call(method, url, body))]).toEqual([body, 400, 'invalid'])
  const group = { name: 'Nuevo', isDefault: true, active: false }
  expect((await world.raiz.call('POST', '/api/groups', group)).body.fields).toHaveProperty('isDefault')
  const own = { isDefault: true }
  expect(refusal(await world.ada.call('PATCH', `/api/groups/${world.support}`, own))).toEqual([403, 'forbidden'])
})

test.each(['Marte', '-03:00'])('%s is no time zone, wherever one is set', async (zone) => {
  const email = 'nueva@panaderia-sur.example'
  const tries: [typeof world.ben, 'POST' | 'PATCH', string, object][] = [
    [world.raiz, 'POST', '/api/agents', { name: 'Nueva', email }],
    [world.raiz, 'PATCH', `/api/agents/${world.leo.id}`, {}],
    [world.ben, 'POST', '/api/customers', { name: 'x' }],
    [world.ben, 'POST', '/api/organizations', { name: 'x' }],
    [
      world.raiz,
      'POST',
      '/api/calendars',
      { name: 'x', hours: [{ day: 1, from: '09:00', to: '18:00' }], holidays: [], exceptions: [] },
    ],
  ]
  for (const [who, method, url, body] of tries) {
    const { status, body: answer } = await who.call(method, url, { ...body, zone })
    expect([url, status, answer.fields]).toEqual([url, 400, { zone: 'No es una zona horaria, como America/Santiago.' }])
  }
})

test('whatever strange values the fields are given, nothing fails on our side', async () => {
  const { id } = await open(world.ben)
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '',
      ' ',
      '\u202e',
      'ﷺ'.repeat(400),
      "'; drop table tickets; --",
      '{{reason}}',
      '$t(refusal.invalid)',
      '%',
      '\\',
      '../../etc/passwd',
    ),
    fc.constantFrom(null, true, 0, -1, 1.5, 2 ** 53, 1e308, [], {}, [[]], { length: -1 }),
  )
  const routes = world.app.endpoints.filter(
    (e) => ['POST', 'PATCH', 'PUT'].includes(e.method) && 'type' in e.body && e.access !== 'anyone',
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), strange, fc.nat(50), async (e, value, which) => {
      const fields = Object.keys((e.body as { properties?: object }).properties ?? {})
      const example = exampleOf(e, { other: id, interaction: 1, group: world.support, agent: world.ben.id }) as object
      const body = fields.length ? { ...example, [fields[which % fields.length]!]: value } : example
      const url = e.path
        .replace(/:place/, 'new-ticket')
        .replace(/:requestId/, 'ninguna-solicitud')
        .replace(/:\w+/g, String(id))
      const { status, body: reply } = await world.raiz.call(e.method, url, body)
      expect([e.path, status >= 500 ? reply : null]).toEqual([e.path, null])
    }),
    { numRuns: 400 },
  )
})
