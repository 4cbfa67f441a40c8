import { expect, test } from 'vitest'
import { browser, items, later, ok, open, refusal } from '../acts.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld()
const ben = () => browser(world, 'ben@desk.example', PASSWORD)

test('Ben signs in with his address in any case, and is himself', async () => {
  const { signedIn, cookie, call } = await browser(world, ' BEN@Desk.example ', PASSWORD)
  expect([signedIn.status, cookie.split('=')[0]]).toEqual([204, 'ventanilla_session'])
  expect(String(signedIn.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/)
  expect(ok(await call('GET', '/api/me'))).toMatchObject({ name: 'Ben', role: 'agent' })
})

test('a wrong password, an unknown address and somebody who left are told the same', async () => {
  const id = ok(
    await world.raiz.call('POST', '/api/agents', { name: 'Nadia', email: 'nadia@desk.example', password: PASSWORD }),
    201,
  ).id
  ok(await world.raiz.call('PATCH', `/api/agents/${id}`, { active: false }))
  const tries = [
    ['ben@desk.example', 'otra-clave'],
    ['nadie@desk.example', PASSWORD],
    ['nadia@desk.example', PASSWORD],
  ]
  const answers = await Promise.all(
    tries.map(([email, password]) => world.nobody.call('POST', '/api/session', { email, password })),
  )
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.detail}`)).size).toBe(1)
  expect(answers[0]!.status).toBe(401)
})

test('RATE: after ten wrong passwords the door stays shut for a while, even for the right one', async () => {
  const knock = (password: string) => world.nobody.call('POST', '/api/session', { email: 'ada@desk.example', password })
  for (let i = 0; i < 10; i++) expect((await knock('no es esta')).status).toBe(401)
  const shut = await knock(PASSWORD)
  expect([...refusal(shut), /\d+ (s|min)/.test(shut.body.detail)]).toEqual([429, 'too_many', true])
  await world.desk.db.pool.query('delete from throttles')
  expect((await knock(PASSWORD)).status).toBe(204)
})

test('who tries ten passwords from elsewhere shuts out only themselves; from everywhere at once the door shuts for all', async () => {
  const knock = async (remoteAddress: string, password: string) => {
    const payload = { email: 'ada@desk.example', password }
    return (await world.app.inject({ method: 'POST', url: '/api/session', payload, remoteAddress })).statusCode
  }
  await world.desk.db.pool.query('delete from throttles')
  for (let i = 0; i < 10; i++) expect(await knock(`203.0.113.${i}`, 'no es esta')).toBe(401)
  expect([await knock('203.0.113.99', PASSWORD), await knock('198.51.100.4', PASSWORD)]).toEqual([429, 204])
  await world.desk.db.pool.query(
    `insert into throttles (key, hits, expires_at) values ('sign-in:agent:ada@desk.example', 100, now() + interval '1 hour')`,
  )
  expect(await knock('192.0.2.4', PASSWORD)).toBe(429)
  await world.desk.db.pool.query('delete from throttles')
})

test('Ben sees his sessions, and ends one of them', async () => {
  const [here, there] = [await ben(), await ben()]
  const sessions = ok(await here.call('GET', '/api/sessions')).items
  const other = sessions.find(({ current }: { current: boolean }) => !current)
  expect(sessions.filter(({ current }: { current: boolean }) => current).length).toBe(1)
  const lastOther = sessions.filter(({ current }: { current: boolean }) => !current).map(({ id }: { id: number }) => id)
  for (const id of lastOther) ok(await here.call('DELETE', `/api/sessions/${id}`), 204)
  expect((await there.call('GET', '/api/me')).status).toBe(401)
  expect((await here.call('GET', '/api/me')).status).toBe(200)
  expect(refusal(await here.call('DELETE', `/api/sessions/${other.id}`))).toEqual([404, 'not_found'])
})

test('nobody ends another’s session', async () => {
  const [mine, hers] = [await ben(), await browser(world, 'eva@desk.example', PASSWORD)]
  const [{ id }] = ok(await hers.call('GET', '/api/sessions')).items
  expect(refusal(await mine.call('DELETE', `/api/sessions/${id}`))).toEqual([404, 'not_found'])
  expect((await hers.call('GET', '/api/me')).status).toBe(200)
})

test('signing out ends the session, not only the cookie', async () => {
  const { call } = await ben()
  ok(await call('DELETE', '/api/session'), 204)
  expect(refusal(await call('GET', '/api/me'))).toEqual([401, 'signed_out'])
})

test('a session ends twelve hours after its last use, and thirty days after its start', async () => {
  const answered = async (column: string, moment: Date) => {
    const { call } = await ben()
    await world.desk.db.pool.query(`update sessions set ${column} = $1 where id = (select max(id) from sessions)`, [
      moment,
    ])
    return (await call('GET', '/api/me')).status
  }
  expect(await answered('seen_at', later(world.now(), { hours: -12, minutes: 1 }))).toBe(200)
  expect(await answered('seen_at', later(world.now(), { hours: -12, minutes: -1 }))).toBe(401)
  expect(await answered('expires_at', later(world.now(), { minutes: 1 }))).toBe(200)
  expect(await answered('expires_at', world.now())).toBe(401)
})

test('a new password ends every other session, and takes the old one to set', async () => {
  const body = { name: 'Rita', email: 'rita@desk.example', password: PASSWORD }
  ok(await world.raiz.call('POST', '/api/agents', body), 201)
  const [here, there] = [await browser(world, body.email, PASSWORD), await browser(world, body.email, PASSWORD)]
  const change = (current: string) => here.call('POST', '/api/me/password', { current, next: 'una-clave-mucho-mejor' })
  expect((await change('no es esta')).body.fields).toHaveProperty('current')
  ok(await change(PASSWORD), 204)
  expect([(await here.call('GET', '/api/me')).status, (await there.call('GET', '/api/me')).status]).toEqual([200, 401])
  expect((await browser(world, body.email, PASSWORD)).signedIn.status).toBe(401)
  expect((await browser(world, body.email, 'una-clave-mucho-mejor')).signedIn.status).toBe(204)
})

test('a page of another site changes nothing with Ben’s cookie, whatever it sends along', async () => {
  const { call } = await ben()
  const patch = (headers: Record<string, string>) =>
    call('PATCH', '/api/me', { language: 'es' }, { host: 'mesa.example', ...headers })
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://otra.example' },
    { origin: 'null' },
    { origin: 'https://otra.example', authorization: 'Basic YTpi' },
  ]
  for (const headers of foreign)
    expect([headers, ...refusal(await patch(headers))]).toEqual([headers, 403, 'cross_site'])
  const own: Record<string, string>[] = [{}, { 'sec-fetch-site': 'same-origin' }, { origin: 'https://mesa.example' }]
  for (const headers of own) expect([headers, (await patch(headers)).status]).toEqual([headers, 200])
})

test('a token does what its scopes say, never more than its agent, and nothing once revoked or expired', async () => {
  const { call } = await ben()
  const make = async (more: object) => {
    const made = ok(await call('POST', '/api/tokens', { name: 'informe', scopes: ['read'], ...more }), 201)
    const use: typeof call = (method, url, body) =>
      world.nobody.call(method, url, body, { authorization: `Bearer ${made.token}` })
    return { ...made, use }
  }
  const reader = await make({})
  expect((await reader.use('GET', '/api/tickets')).status).toBe(200)
  expect(refusal(await reader.use('POST', '/api/customers', { name: 'X' }))).toEqual([403, 'forbidden'])
  const climber = await make({ scopes: ['admin'] })
  expect(refusal(await climber.use('POST', '/api/groups', { name: 'X' }))).toEqual([403, 'forbidden'])
  expect(refusal(await climber.use('POST', '/api/tokens', { name: 'otro', scopes: ['read'] }))).toEqual([
    403,
    'forbidden',
  ])
  ok(await call('DELETE', `/api/tokens/${reader.id}`), 204)
  expect((await reader.use('GET', '/api/tickets')).status).toBe(401)
  const brief = await make({ expiresAt: later(world.now(), { hours: 1 }).toISOString() })
  expect((await brief.use('GET', '/api/tickets')).status).toBe(200)
  await world.at(later(world.now(), { hours: 2 }))
  expect((await brief.use('GET', '/api/tickets')).status).toBe(401)
})

test('a token is shown once; its hash is all the record and the lists have', async () => {
  const { call } = await ben()
  const { token, id } = ok(await call('POST', '/api/tokens', { name: 'uno', scopes: [] }), 201)
  expect(JSON.stringify(ok(await call('GET', '/api/tokens')))).not.toContain(token)
  const { rows } = await world.desk.db.pool.query('select diff::text from changes where tbl = $1 and row_id = $2', [
    'tokens',
    String(id),
  ])
  expect(rows[0].diff).toContain('"token_hash": ["•", "•"]')
})

test('the last admin stays one', async () => {
  const raiz = await browser(world, 'raiz@desk.example', PASSWORD)
  const refused = [{ active: false }, { role: 'agent' }].map((edit) =>
    raiz.call('PATCH', `/api/agents/${world.raiz.id}`, edit),
  )
  for (const answer of await Promise.all(refused)) expect(refusal(answer)).toEqual([422, 'last_admin'])
})

test('an agent without any group sees no ticket, and opens none', async () => {
  await open(world.ben)
  const lone = { name: 'Sol', email: 'sol@desk.example', password: PASSWORD }
  ok(await world.raiz.call('POST', '/api/agents', lone), 201)
  const sol = await browser(world, lone.email, PASSWORD)
  expect(ok(await sol.call('GET', '/api/tickets')).items).toEqual([])
  const body = { description: 'x', channel: 'api', customer: { name: 'Y' } }
  expect(refusal(await sol.call('POST', '/api/tickets', body))).toEqual([404, 'not_found'])
})

test('a zone that is none is refused before it spoils every date', async () => {
  const { call } = await ben()
  for (const zone of ['', 'Marte/Olimpo'])
    expect((await call('PATCH', '/api/me', { zone })).body.fields).toHaveProperty('zone')
  expect(ok(await call('PATCH', '/api/me', { zone: 'Europe/Madrid' })).zone).toBe('Europe/Madrid')
  const ticket = await open(world.ben)
  expect((await items(world.ben, '/api/tickets')).map(({ id }) => id)).toContain(ticket.id)
})
