import { beforeEach, expect, test } from 'vitest'
import { browser, items, later, look, ok, open, refusal } from '../acts.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld()
const NEXT = 'una-frase-larga-y-nueva'
const admin = () => browser(world, 'raiz@desk.example', PASSWORD)
let count = 0
const somebody = () => `nueva${++count}@desk.example`
const tokenIn = (link: { url: string }) => link.url.split('#')[1]!
const use = (token: string, more: object = {}) =>
  world.nobody.call('POST', '/api/access-links/use', { token, password: NEXT, ...more })

beforeEach(() => world.desk.db.pool.query('delete from throttles'))

/** Raíz invites somebody into Soporte, with the right to change. */
async function invite(email = somebody()) {
  const body = { email, memberships: [{ groupId: world.support, right: 'change' }] }
  const { agentId, link } = ok(await world.raiz.call('POST', '/api/invitations', body), 201)
  return { agentId, email, token: tokenIn(link) }
}

test('the invited choose name and password, and are in with the rights they were given', async () => {
  const { token, email, agentId } = await invite()
  const told = ok(await world.nobody.call('POST', '/api/access-links/read', { token }))
  expect(told).toEqual({ kind: 'invitation', name: email.split('@')[0], email, company: 'Panadería Sur' })
  const used = await use(token, { name: 'Nora Nueva' })
  expect([used.status, used.body]).toEqual([200, { signedIn: true }])
  expect(String(used.headers['set-cookie'])).toMatch(/^ventanilla_session=.*HttpOnly/)
  const nora = await browser(world, email, NEXT)
  expect(ok(await nora.call('GET', '/api/me'))).toMatchObject({
    ...{ id: agentId, name: 'Nora Nueva' },
    rights: [{ groupId: world.support, right: 'change' }],
  })
})

test('until then nobody can give them work, and no password lets them in', async () => {
  const { agentId, email } = await invite()
  const ticket = await open(world.ben)
  const given = await world.ben.call('PATCH', `/api/tickets/${ticket.id}`, {
    version: ticket.version,
    ownerId: agentId,
  })
  expect(given.body.fields).toHaveProperty('ownerId')
  expect((await browser(world, email, NEXT)).signedIn.status).toBe(401)
  const activated = await world.raiz.call('PATCH', `/api/agents/${agentId}`, { active: true })
  expect(refusal(activated)).toEqual([422, 'not_accepted'])
})

test('a link opens once: used, revoked, replaced, expired or invented it is told the same', async () => {
  const used = await invite()
  ok(await use(used.token))
  const revoked = await invite()
  ok(await world.raiz.call('DELETE', `/api/agents/${revoked.agentId}/link`), 204)
  const replaced = await invite()
  ok(await (await admin()).call('POST', `/api/agents/${replaced.agentId}/link`), 201)
  const left = await invite()
  ok(await world.raiz.call('PATCH', `/api/agents/${left.agentId}`, { active: false }))
  const expired = await invite()
  await world.at(later(world.now(), { days: 7, seconds: 1 }))
  const tokens = [used, revoked, replaced, left, expired].map(({ token }) => token)
  for (const token of [...tokens, 'x'.repeat(43)])
    for (const path of ['read', 'use']) {
      const body = path === 'use' ? { token, password: NEXT } : { token }
      const answer = await world.nobody.call('POST', `/api/access-links/${path}`, body)
      expect([tokens.indexOf(token), path, ...refusal(answer)]).toEqual([tokens.indexOf(token), path, 422, 'link_gone'])
    }
})

test('two who use the same link at once: one is in', async () => {
  const { token } = await invite()
  const answers = await Promise.all([use(token), use(token), use(token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
})

test('the link is nowhere to be read again: not in the record, not in the answers kept for repeated requests', async () => {
  const body = { email: somebody() }
  const key = { 'idempotency-key': 'invitar-una-vez' }
  const first = ok(await world.raiz.call('POST', '/api/invitations', body, key), 201)
  expect(ok(await world.raiz.call('POST', '/api/invitations', body, key), 201)).toEqual(first)
  const token = tokenIn(first.link)
  for (const table of ['changes', 'facts', 'idempotency', 'access_links']) {
    const { rows } = await world.desk.db.pool.query(`select row_to_json(t)::text as row from ${table} t`)
    expect([table, rows.filter(({ row }) => row.includes(token)).length]).toEqual([table, 0])
  }
})

test('Raíz gives Ben a link for another password: his sessions end, and the old password with them', async () => {
  const ben = await browser(world, 'ben@desk.example', PASSWORD)
  const link = ok(await (await admin()).call('POST', `/api/agents/${world.ben.id}/link`), 201)
  ok(await use(tokenIn(link), { name: 'Otro Nombre' }))
  expect((await ben.call('GET', '/api/me')).status).toBe(401)
  expect((await browser(world, 'ben@desk.example', PASSWORD)).signedIn.status).toBe(401)
  const again = await browser(world, 'ben@desk.example', NEXT)
  expect(ok(await again.call('GET', '/api/me')).name).toBe('Ben')
})

test('no token makes a link or sets a password, not even an admin’s: who steals one cannot become somebody', async () => {
  const tries = [
    world.raiz.call('POST', `/api/agents/${world.ada.id}/link`),
    world.raiz.call('PATCH', `/api/agents/${world.ada.id}`, { password: NEXT }),
    world.raiz.call('PATCH', `/api/agents/${world.ada.id}`, { email: 'eva@otra.example' }),
    world.raiz.call('PATCH', `/api/agents/${world.eva.id}`, { role: 'admin' }),
    world.raiz.call('DELETE', `/api/agents/${world.ada.id}/factors`),
  ]
  for (const answer of await Promise.all(tries)) expect(refusal(answer)).toEqual([403, 'forbidden'])
  const eva = await browser(world, 'eva@desk.example', PASSWORD)
  expect(refusal(await eva.call('POST', `/api/agents/${world.ada.id}/link`))).toEqual([403, 'forbidden'])
})

test('ten minutes after signing in, sensitive acts ask for the person again', async () => {
  const raiz = await admin()
  await world.at(later(world.now(), { minutes: 11 }))
  const ask = () => raiz.call('POST', `/api/agents/${world.ada.id}/link`)
  expect(refusal(await ask())).toEqual([403, 'confirm_identity'])
  expect(refusal(await raiz.call('POST', '/api/tokens', { name: 'x', scopes: [] }))).toEqual([403, 'confirm_identity'])
  expect((await raiz.call('POST', '/api/session/confirm', { password: 'no es esta' })).body.fields).toHaveProperty(
    'password',
  )
  ok(await raiz.call('POST', '/api/session/confirm', { password: PASSWORD }), 204)
  ok(await ask(), 201)
})

test('who finds Raíz’ browser open makes no admin, sets no password, invites nobody and gives nobody another address', async () => {
  const raiz = await admin()
  await world.at(later(world.now(), { minutes: 11 }))
  const tries = [
    ['POST', '/api/agents', { name: 'Eva', email: somebody(), password: NEXT }],
    ['POST', '/api/agents', { name: 'Eva', email: somebody(), role: 'admin' }],
    ['POST', '/api/invitations', { email: somebody() }],
    ['PATCH', `/api/agents/${world.eva.id}`, { role: 'admin' }],
    ['PATCH', `/api/agents/${world.ada.id}`, { email: 'eva@otra.example' }],
  ] as const
  for (const [method, url, body] of tries)
    expect([url, body, ...refusal(await raiz.call(method, url, body))]).toEqual([url, body, 403, 'confirm_identity'])
  ok(await raiz.call('PATCH', `/api/agents/${world.ada.id}`, { email: 'Ada@desk.example', role: 'agent', name: 'Ada' }))
  ok(await raiz.call('POST', '/api/session/confirm', { password: PASSWORD }), 204)
  for (const [method, url, body] of tries.slice(0, 3)) ok(await raiz.call(method, url, body), 201)
  ok(await world.raiz.call('POST', '/api/agents', { name: 'Guion', email: somebody(), role: 'admin' }), 201)
})

test('who signs in gets a new session, and the one this browser had ends', async () => {
  const ada = await browser(world, 'ada@desk.example', PASSWORD)
  const body = { email: 'ada@desk.example', password: PASSWORD }
  const again = await world.nobody.call('POST', '/api/session', body, { cookie: ada.cookie })
  expect(String(again.headers['set-cookie'])).not.toContain(ada.cookie)
  expect((await ada.call('GET', '/api/me')).status).toBe(401)
})

test('when somebody leaves, their doors shut and their tickets go to the heir, or back to the group where the heir may not work', async () => {
  const { agentId, email, token } = await invite()
  ok(await use(token))
  const leaver = await browser(world, email, NEXT)
  const made = ok(await leaver.call('POST', '/api/tokens', { name: 'guion', scopes: ['read'] }), 201).token
  const memberships = [world.support, world.sales].map((groupId) => ({ groupId, right: 'change' }))
  ok(await world.raiz.call('PATCH', `/api/agents/${agentId}`, { memberships }))
  const ours = await open(world.raiz, { groupId: world.support, ownerId: agentId })
  const theirs = await open(world.raiz, { groupId: world.sales, ownerId: agentId })
  ok(await world.raiz.call('PATCH', `/api/agents/${agentId}`, { active: false, heirId: world.ada.id }))
  expect((await leaver.call('GET', '/api/me')).status).toBe(401)
  const bearer = { authorization: `Bearer ${made}` }
  expect((await world.nobody.call('GET', '/api/me', undefined, bearer)).status).toBe(401)
  const owners = [(await look(world.raiz, ours.id)).owner?.name, (await look(world.raiz, theirs.id)).owner]
  expect(owners).toEqual(['Ada', null])
  expect((await items(world.ada, '/api/alerts'))[0]).toMatchObject({ kind: 'assigned', ticket: { id: ours.id } })

  ok(await world.raiz.call('PATCH', `/api/agents/${agentId}`, { active: true }))
  expect((await world.nobody.call('GET', '/api/me', undefined, bearer)).status).toBe(401)
})
