import { type MutableRedirectUri, type MutableToken, OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchOutside } from '../../server/platform/outside.ts'
import { browser, ok, refusal } from '../acts.ts'
import { newWorld, PASSWORD } from '../world.ts'

// OpenID Connect against a server that says whatever it is told to: the desk believes only what it can check.

const world = newWorld()
const idp = new OAuth2Server()
const CLIENT = 'mesa'
let issuer: string
let providerId: number

/** What the provider says of whoever signs in there, from now on. */
let claims: Record<string, unknown> = {}
const SUSANA = { sub: 'susana-77', email: 'susana@empresa.example', email_verified: true, name: 'Susana Ríos' }

beforeAll(async () => {
  await idp.issuer.keys.generate('RS256')
  await idp.start(0, 'localhost')
  issuer = idp.issuer.url!
  idp.service.on('beforeTokenSigning', (token: MutableToken) => {
    token.payload.aud = CLIENT
    Object.assign(token.payload, claims)
  })
  const raiz = await admin()
  const body = { name: 'Empresa', issuer, clientId: CLIENT, secret: 'compartido', domains: ['empresa.example'] }
  providerId = ok(await raiz.call('POST', '/api/providers', body), 201).id
})
afterAll(() => idp.stop())
beforeEach(async () => {
  claims = SUSANA
  await world.desk.db.pool.query('delete from throttles')
})

const admin = () => browser(world, 'raiz@desk.example', PASSWORD)
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie'] ?? '']
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ')

/** Leaves for the provider, signs in there, and comes back with what it sends along. */
async function visit(left: { status: number; body: any; headers: Record<string, unknown> }) {
  const { url } = ok(left)
  const sent = await fetch(url, { redirect: 'manual' })
  return { query: new URL(sent.headers.get('location')!).search, cookie: cookieOf(left), url: new URL(url) }
}
const leave = (back?: string) => world.nobody.call('POST', `/api/sign-in/providers/${providerId}`, back ? { back } : {})
const comeBack = (query: string, cookie: string) =>
  world.nobody.call('POST', '/api/sign-in/return', { query }, { cookie })

async function signIn() {
  const { query, cookie } = await visit(await leave())
  return comeBack(query, cookie)
}

/** Ada links who she is at the provider, with her own hand. */
async function linkAda() {
  const ada = await browser(world, 'ada@desk.example', PASSWORD)
  const left = await ada.call('POST', '/api/me/identities', { providerId, purpose: 'link' })
  const { query, cookie } = await visit(left)
  return { ada, answer: await comeBack(query, `${ada.cookie}; ${cookie}`) }
}

test('the browser leaves with code, PKCE, state and nonce, and a cookie that knows the way back', async () => {
  const left = await leave('/tickets/10001')
  const { searchParams } = new URL(ok(left).url)
  expect(Object.fromEntries(searchParams)).toMatchObject({
    ...{ response_type: 'code', client_id: CLIENT, code_challenge_method: 'S256', scope: 'openid email profile' },
    redirect_uri: `${world.desk.config.publicUrl}/entrar/retorno`,
  })
  for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)!.length).toBeGreaterThan(20)
  expect(String(left.headers['set-cookie'])).toMatch(/ventanilla_visit=.*Path=\/api\/sign-in; HttpOnly; SameSite=Lax/)
})

test('an address like an agent’s opens nothing: who is not linked stays outside, verified or not', async () => {
  claims = { sub: 'eva-1', email: 'ada@desk.example', email_verified: true }
  const raiz = await admin()
  ok(await raiz.call('PATCH', `/api/providers/${providerId}`, { domains: [] }))
  expect(refusal(await signIn())).toEqual([403, 'not_linked'])
  claims = { ...claims, email_verified: false }
  expect(refusal(await signIn())).toEqual([403, 'not_linked'])
  ok(await raiz.call('PATCH', `/api/providers/${providerId}`, { domains: ['empresa.example'] }))
})

test('Ada links it herself, and from then on comes in by it, back to where she was', async () => {
  const { answer } = await linkAda()
  expect(ok(answer).purpose).toBe('link')
  const { query, cookie } = await visit(await leave('/tickets?view=mine'))
  const back = await comeBack(query, cookie)
  expect(ok(back)).toEqual({ purpose: 'sign_in', back: '/tickets?view=mine' })
  expect(ok(await world.nobody.call('GET', '/api/me', undefined, { cookie: cookieOf(back) })).name).toBe('Ada')
})

test('what came back once is not taken a second time, nor without the cookie, nor with another’s', async () => {
  const one = await visit(await leave())
  const other = await visit(await leave())
  for (const [query, cookie] of [
    [one.query, ''],
    [one.query, other.cookie],
    [other.query, other.cookie],
  ] as const)
    expect(refusal(await comeBack(query, cookie))).toEqual([401, 'provider_refused'])
  expect((await comeBack(one.query, one.cookie)).status).toBe(200)
  expect(refusal(await comeBack(one.query, one.cookie))).toEqual([401, 'provider_refused'])
})

test('a state that was changed, a nonce of another visit, another issuer, another client, a false signature: all refused', async () => {
  const tampered = await visit(await leave())
  expect(refusal(await comeBack(tampered.query.replace(/state=./, 'state=_'), tampered.cookie))).toEqual([
    401,
    'provider_refused',
  ])
  const lies = [{ nonce: 'de-otra-visita' }, { iss: 'https://otro.example' }, { aud: 'otra-mesa' }, { exp: 1_000_000 }]
  for (const lie of lies) {
    claims = { ...SUSANA, ...lie }
    expect([lie, ...refusal(await signIn())]).toEqual([lie, 401, 'provider_refused'])
  }
  claims = SUSANA
  const injected = await visit(await leave())
  idp.service.once('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri) =>
    url.searchParams.set('iss', 'https://otro.example'),
  )
  const { query, cookie } = await visit(await leave())
  expect(refusal(await comeBack(query, cookie))).toEqual([401, 'provider_refused'])
  expect(refusal(await comeBack(injected.query.replace(/code=[^&]+/, 'code=inventado'), injected.cookie))).toEqual([
    401,
    'provider_refused',
  ])
})

test('OIDC: an address of another domain, or one nobody has verified, is not let in even when it is linked', async () => {
  claims = { ...SUSANA, email: 'susana@otra.example' }
  expect(refusal(await signIn())).toEqual([403, 'provider_domain'])
  claims = { ...SUSANA, email_verified: false }
  expect(refusal(await signIn())).toEqual([403, 'provider_domain'])
  claims = { ...SUSANA, email: 'susana@empresa.example.otra.example' }
  expect(refusal(await signIn())).toEqual([403, 'provider_domain'])
})

test('nobody links with an unverified address, to an identity of somebody else, or in another’s browser', async () => {
  const ben = await browser(world, 'ben@desk.example', PASSWORD)
  const link = () => ben.call('POST', '/api/me/identities', { providerId, purpose: 'link' })
  const own = await visit(await link())
  expect(refusal(await comeBack(own.query, `${ben.cookie}; ${own.cookie}`))).toEqual([409, 'identity_taken'])
  claims = { sub: 'ben-5', email: 'ben@empresa.example', email_verified: 'true' }
  const unverified = await visit(await link())
  expect(refusal(await comeBack(unverified.query, `${ben.cookie}; ${unverified.cookie}`))).toEqual([
    403,
    'email_unverified',
  ])
  claims = { sub: 'eva-9', email: 'eva@empresa.example', email_verified: true }
  const eva = await browser(world, 'eva@desk.example', PASSWORD)
  const hers = await visit(await link())
  expect(refusal(await comeBack(hers.query, `${eva.cookie}; ${hers.cookie}`))).toEqual([403, 'provider_refused'])
})

test('Raíz says beforehand whom a subject stands for', async () => {
  const raiz = await admin()
  ok(await raiz.call('PUT', `/api/agents/${world.leo.id}/identity`, { providerId, subject: 'leo-3' }), 204)
  claims = { sub: 'leo-3', email: 'leo@empresa.example', email_verified: true }
  const back = await signIn()
  expect(ok(await world.nobody.call('GET', '/api/me', undefined, { cookie: cookieOf(back) })).name).toBe('Leo')
  expect(
    refusal(await raiz.call('PUT', `/api/agents/${world.ben.id}/identity`, { providerId, subject: 'leo-3' })),
  ).toEqual([409, 'identity_taken'])
})

test('only where the provider may create agents is somebody new let in: into no group, and never over an agent who is there', async () => {
  claims = { sub: 'nueva-1', email: 'nueva@empresa.example', email_verified: true, name: 'Nueva' }
  expect(refusal(await signIn())).toEqual([403, 'not_linked'])
  const raiz = await admin()
  ok(await raiz.call('PATCH', `/api/providers/${providerId}`, { creates: true }))
  const back = await signIn()
  const me = ok(await world.nobody.call('GET', '/api/me', undefined, { cookie: cookieOf(back) }))
  expect(me).toMatchObject({ name: 'Nueva', email: 'nueva@empresa.example', role: 'agent', rights: [] })
  ok(await raiz.call('PATCH', `/api/agents/${world.ben.id}`, { email: 'ben@empresa.example' }))
  claims = { sub: 'falso-ben', email: 'ben@empresa.example', email_verified: true }
  expect(refusal(await signIn())).toEqual([403, 'not_linked'])
  ok(await raiz.call('PATCH', `/api/agents/${world.ben.id}`, { email: 'ben@desk.example' }))
  ok(await raiz.call('PATCH', `/api/providers/${providerId}`, { creates: false }))
})

test('a provider that lets new people in says of which domains: a large one has an account for everybody', async () => {
  const raiz = await admin()
  const change = (body: object) => raiz.call('PATCH', `/api/providers/${providerId}`, body)
  const body = { name: 'De todos', issuer, clientId: 'otra', creates: true }
  const both = { creates: true, domains: [] }
  for (const answer of [await raiz.call('POST', '/api/providers', body), await change(both)])
    expect(answer.body.fields).toHaveProperty('domains')
  ok(await change({ creates: true }))
  expect((await change({ domains: [] })).body.fields).toHaveProperty('domains')
  await world.desk.db.pool.query("update providers set domains = '{}' where id = $1", [providerId])
  claims = { sub: 'cualquiera', email: 'cualquiera@correo.example', email_verified: true }
  expect(refusal(await signIn())).toEqual([403, 'not_linked'])
  ok(await change({ creates: false, domains: ['empresa.example'] }))
})

test('whoever is to come in by the provider alone has no use for a password; one admin keeps theirs', async () => {
  const raiz = await admin()
  const only = (id: number) => raiz.call('PATCH', `/api/agents/${id}`, { onlyProvider: true })
  expect((await only(world.ben.id)).body.fields).toHaveProperty('onlyProvider')
  ok(await only(world.ada.id))
  expect(
    refusal(await world.nobody.call('POST', '/api/session', { email: 'ada@desk.example', password: PASSWORD })),
  ).toEqual([401, 'wrong_password'])
  const back = await signIn()
  const call = (method: 'POST' | 'DELETE', url: string, body?: object) =>
    world.nobody.call(method, url, body, { cookie: cookieOf(back) })
  const { rows } = await world.desk.db.pool.query('select id from identities where agent_id = $1', [world.ada.id])
  expect(refusal(await call('DELETE', `/api/me/identities/${rows[0].id}`))).toEqual([422, 'last_identity'])
  ok(await raiz.call('PUT', `/api/agents/${world.raiz.id}/identity`, { providerId, subject: 'raiz-0' }), 204)
  expect(refusal(await only(world.raiz.id))).toEqual([422, 'last_password_admin'])
})

test('who came in by the provider confirms there who they are, and nobody else can for them', async () => {
  const cookie = cookieOf(await signIn())
  await world.at(new Date(world.now().getTime() + 11 * 60_000))
  const token = () => world.nobody.call('POST', '/api/tokens', { name: 'x', scopes: [] }, { cookie })
  const confirm = async () => {
    const left = await world.nobody.call('POST', '/api/me/identities', { providerId, purpose: 'confirm' }, { cookie })
    const visited = await visit(left)
    expect(visited.url.searchParams.get('prompt')).toBe('login')
    return comeBack(visited.query, `${cookie}; ${visited.cookie}`)
  }
  expect(refusal(await token())).toEqual([403, 'confirm_identity'])
  claims = { sub: 'leo-3', email: 'leo@empresa.example', email_verified: true }
  expect(refusal(await confirm())).toEqual([403, 'provider_refused'])
  claims = SUSANA
  expect(ok(await confirm()).purpose).toBe('confirm')
  ok(await token(), 201)
})

test('a provider that let an open browser through without asking confirms nothing', async () => {
  const asked = (minutes: number) => {
    claims = { ...SUSANA, auth_time: world.now().getTime() / 1000 - minutes * 60 }
  }
  asked(60)
  const cookie = cookieOf(await signIn())
  const token = () => world.nobody.call('POST', '/api/tokens', { name: 'y', scopes: [] }, { cookie })
  const confirm = async () => {
    const left = await world.nobody.call('POST', '/api/me/identities', { providerId, purpose: 'confirm' }, { cookie })
    const visited = await visit(left)
    return comeBack(visited.query, `${cookie}; ${visited.cookie}`)
  }
  expect(refusal(await token())).toEqual([403, 'confirm_identity'])
  expect(refusal(await confirm())).toEqual([403, 'provider_not_asked'])
  asked(0)
  ok(await confirm())
  ok(await token(), 201)
})

test('an address elsewhere to come back to is forgotten', async () => {
  for (const back of ['https://otra.example', '//otra.example', '/\\otra.example', 'tickets']) {
    const { query, cookie } = await visit(await leave(back))
    expect([back, ok(await comeBack(query, cookie)).back]).toEqual([back, null])
  }
})

test('an issuer that does not answer as one is refused before it is saved; a provider switched off lets nobody in', async () => {
  const raiz = await admin()
  const body = { name: 'Otro', issuer: `${issuer}/no-hay`, clientId: 'x' }
  expect((await raiz.call('POST', '/api/providers', body)).body.fields).toHaveProperty('issuer')
  expect(refusal(await world.raiz.call('POST', '/api/providers', body))).toEqual([403, 'forbidden'])
  const eva = await browser(world, 'eva@desk.example', PASSWORD)
  expect(refusal(await eva.call('POST', '/api/providers', body))).toEqual([403, 'forbidden'])
  const away = await visit(await leave())
  ok(await raiz.call('PATCH', `/api/providers/${providerId}`, { active: false }))
  expect((await leave()).status).toBe(404)
  expect((await comeBack(away.query, away.cookie)).status).toBe(404)
  expect(ok(await world.nobody.call('GET', '/api/sign-in'))).toMatchObject({ providers: [], demo: false })
})

test.each([
  'http://proveedor.example/',
  'https://127.0.0.1/',
  'https://localhost/',
  'https://[::1]/',
  'https://169.254.169.254/latest/meta-data',
  'https://[::ffff:169.254.169.254]/',
  'https://0.0.0.0/',
  'https://[fe80::1]/',
])('a desk that is reached from outside does not fetch %s', async (address) => {
  await expect(fetchOutside(false)(address)).rejects.toThrow(/fetched/)
})
