import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, test } from 'vitest'
import { browser, later, ok, refusal } from '../acts.ts'
import { newPasskey } from '../passkey.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld()
const HALF_MINUTE = 30

beforeEach(() => world.desk.db.pool.query('delete from throttles'))

const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: +at })
const signIn = (email: string, code?: string) =>
  world.nobody.call('POST', '/api/session', { email, password: PASSWORD, ...(code && { code }) })
const pass = (seconds: number) => world.at(later(world.now(), { seconds }))

let count = 0
/** Somebody of Soporte whose telephone shows codes. */
async function withTelephone() {
  const email = `tel${++count}@desk.example`
  const memberships = [{ groupId: world.support, right: 'change' }]
  const made = ok(
    await world.raiz.call('POST', '/api/agents', { name: 'Tel', email, password: PASSWORD, memberships }),
    201,
  )
  const { call } = await browser(world, email, PASSWORD)
  const { id, secret, uri, picture } = ok(await call('POST', '/api/me/totp'), 201)
  const { recoveryCodes } = ok(await call('POST', `/api/me/totp/${id}/confirm`, { code: codeAt(secret, world.now()) }))
  await pass(HALF_MINUTE)
  return { id: made.id as number, email, call, secret, uri, picture, recoveryCodes: recoveryCodes as string[] }
}

test('the telephone learns the secret from a picture, and ten recovery codes are shown once', async () => {
  const { uri, picture, recoveryCodes, call } = await withTelephone()
  expect(uri).toMatch(/^otpauth:\/\/totp\/Panader%C3%ADa%20Sur:tel\d%40desk\.example\?/)
  expect(picture).toMatch(/^<svg/)
  expect([recoveryCodes.length, new Set(recoveryCodes).size]).toEqual([10, 10])
  expect(ok(await call('GET', '/api/me/doors'))).toMatchObject({ totp: {}, recoveryCodes: 10, passkeys: [] })
})

test('the password alone opens no more; with the code of now, of a step before or after, the door opens', async () => {
  for (const steps of [-1, 0, 1]) {
    const { email, secret } = await withTelephone()
    const alone = await signIn(email)
    expect([...refusal(alone), alone.body.totp, alone.body.passkey, alone.headers['set-cookie']]).toEqual([
      ...[401, 'second_factor', true, false, undefined],
    ])
    await pass(2 * HALF_MINUTE)
    expect((await signIn(email, codeAt(secret, later(world.now(), { seconds: steps * HALF_MINUTE })))).status).toBe(204)
  }
})

test('a code of two steps ago or ahead is refused, and so is another telephone’s', async () => {
  const [{ email, secret }, other] = [await withTelephone(), await withTelephone()]
  await pass(5 * HALF_MINUTE)
  for (const steps of [-2, 2]) {
    const wrong = codeAt(secret, later(world.now(), { seconds: steps * HALF_MINUTE }))
    expect(refusal(await signIn(email, wrong))).toEqual([401, 'wrong_code'])
  }
  expect(refusal(await signIn(email, codeAt(other.secret, world.now())))).toEqual([401, 'wrong_code'])
})

test('TOTP: a code that was seen over a shoulder opens nothing a second time, nor does an older one', async () => {
  const { email, secret } = await withTelephone()
  const code = codeAt(secret, world.now())
  const older = codeAt(secret, later(world.now(), { seconds: -HALF_MINUTE }))
  expect((await signIn(email, code)).status).toBe(204)
  expect(refusal(await signIn(email, code))).toEqual([401, 'wrong_code'])
  expect(refusal(await signIn(email, older))).toEqual([401, 'wrong_code'])
})

test('of two browsers with the same code at once, one gets in', async () => {
  const { email, secret } = await withTelephone()
  const code = codeAt(secret, world.now())
  const answers = await Promise.all([signIn(email, code), signIn(email, code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 401])
})

test('after five codes guessed the door stays shut, even for the right one', async () => {
  const { email, secret } = await withTelephone()
  for (let i = 0; i < 5; i++) expect(refusal(await signIn(email, '000000'))).toEqual([401, 'wrong_code'])
  expect(refusal(await signIn(email, codeAt(secret, world.now())))).toEqual([429, 'too_many'])
})

test('a recovery code opens once, however it is typed; new ones make the old void', async () => {
  const { email, recoveryCodes, call } = await withTelephone()
  const [first, second] = recoveryCodes as [string, string]
  expect((await signIn(email, first.toUpperCase().replaceAll('-', ' '))).status).toBe(204)
  expect(refusal(await signIn(email, first))).toEqual([401, 'wrong_code'])
  expect(ok(await call('GET', '/api/me/doors')).recoveryCodes).toBe(9)
  const renewed = ok(await call('POST', '/api/me/recovery-codes')).recoveryCodes
  expect(refusal(await signIn(email, second))).toEqual([401, 'wrong_code'])
  expect((await signIn(email, renewed[0])).status).toBe(204)
})

test('neither secret nor codes stand anywhere as text', async () => {
  const { secret, recoveryCodes } = await withTelephone()
  for (const table of ['changes', 'facts', 'idempotency', 'secrets', 'totps', 'recovery_codes', 'challenges']) {
    const { rows } = await world.desk.db.pool.query(`select row_to_json(t)::text as row from ${table} t`)
    expect([table, rows.filter(({ row }) => row.includes(secret) || row.includes(recoveryCodes[0]))]).toEqual([
      table,
      [],
    ])
  }
})

test('somebody else’s telephone is not confirmed, nor one begun half an hour ago', async () => {
  const ben = await browser(world, 'ben@desk.example', PASSWORD)
  const eva = await browser(world, 'eva@desk.example', PASSWORD)
  const { id, secret } = ok(await ben.call('POST', '/api/me/totp'), 201)
  const code = codeAt(secret, world.now())
  expect(refusal(await eva.call('POST', `/api/me/totp/${id}/confirm`, { code }))).toEqual([404, 'not_found'])
  expect(refusal(await ben.call('POST', `/api/me/totp/${id}/confirm`, { code: '000000' }))).toEqual([422, 'wrong_code'])
  await pass(9 * 60)
  ok(await ben.call('POST', '/api/session/confirm', { password: PASSWORD }), 204)
  await pass(9 * 60)
  ok(await ben.call('POST', '/api/session/confirm', { password: PASSWORD }), 204)
  await pass(13 * 60)
  ok(await ben.call('POST', '/api/session/confirm', { password: PASSWORD }), 204)
  const late = { code: codeAt(secret, world.now()) }
  expect(refusal(await ben.call('POST', `/api/me/totp/${id}/confirm`, late))).toEqual([404, 'not_found'])
})

test('who lost the telephone gets the factors taken by Raíz, on the record, and a stranger’s session ends', async () => {
  const { id, email, call } = await withTelephone()
  const raiz = await browser(world, 'raiz@desk.example', PASSWORD)
  ok(await raiz.call('DELETE', `/api/agents/${id}/factors`), 204)
  expect((await call('GET', '/api/me')).status).toBe(401)
  expect((await signIn(email)).status).toBe(204)
  const { rows } = await world.desk.db.pool.query(`select actor_id, detail from facts where type = 'factors.reset'`)
  expect(rows).toEqual([{ actor_id: world.raiz.id, detail: { agentId: id } }])
})

test('where everybody must have one, there are days to set it up; then nothing but one’s own account opens', async () => {
  const [raiz, leo] = [
    await browser(world, 'raiz@desk.example', PASSWORD),
    await browser(world, 'leo@desk.example', PASSWORD),
  ]
  const { email, secret, call } = await withTelephone()
  const demand = { secondFactor: 'everybody', graceDays: 3 }
  expect(ok(await raiz.call('PATCH', '/api/settings/security', demand))).toEqual(demand)
  const until = later(world.now(), { days: 3 })
  expect(ok(await leo.call('GET', '/api/me')).enrolBy).toBe(until.toISOString())
  expect(ok(await call('GET', '/api/me')).enrolBy).toBe(null)
  ok(await leo.call('GET', '/api/tickets'))

  await world.at(until)
  const late = await browser(world, 'leo@desk.example', PASSWORD)
  for (const path of ['/api/tickets', '/api/customers', '/api/agents'])
    expect(refusal(await late.call('GET', path))).toEqual([403, 'second_factor_due'])
  expect(refusal(await late.call('POST', '/api/tokens', { name: 'x', scopes: ['read'] }))).toEqual([
    403,
    'second_factor_due',
  ])
  const telephone = ok(await late.call('POST', '/api/me/totp'), 201)
  const code = codeAt(telephone.secret, world.now())
  ok(await late.call('POST', `/api/me/totp/${telephone.id}/confirm`, { code }))
  ok(await late.call('GET', '/api/tickets'))
  expect(refusal(await late.call('DELETE', '/api/me/totp'))).toEqual([422, 'last_factor'])

  const other = ok(
    await world.nobody.call('POST', '/api/session', { email, password: PASSWORD, code: codeAt(secret, world.now()) }),
    204,
  )
  expect(other).toBe(null)
  const newcomer = { name: 'Nuevo', email: 'nuevo@desk.example', password: PASSWORD }
  ok(await world.raiz.call('POST', '/api/agents', newcomer), 201)
  const fresh = await browser(world, newcomer.email, PASSWORD)
  expect(ok(await fresh.call('GET', '/api/me')).enrolBy).toBe(later(world.now(), { days: 3 }).toISOString())
  const again = await browser(world, 'raiz@desk.example', PASSWORD)
  ok(await again.call('PATCH', '/api/settings/security', { secondFactor: 'nobody' }))
  expect(ok(await fresh.call('GET', '/api/me')).enrolBy).toBe(null)
})

test('PASSKEY: what a device answers opens once, here, with the finger, and never for a copy of it', async () => {
  const key = newPasskey(world, 'llave-de-ben')
  await world.desk.db.pool.query(
    'insert into passkeys (agent_id, name, credential_id, public_key, counter, created_at) values ($1, $2, $3, $4, 0, desk_now())',
    [world.ben.id, 'Portátil', key.credentialId, key.publicKey],
  )
  const asked = async () => ok(await world.nobody.call('POST', '/api/session/passkey/options')).challenge as string
  const knock = async (credential: object) =>
    (await world.nobody.call('POST', '/api/session/passkey', { credential })).status
  // Devices that share their keys count nothing: only the challenge tells an answer that was overheard.
  const answer = key.answer(await asked(), 0)
  expect(await knock(answer)).toBe(204)
  expect(await knock(answer)).toBe(401)
  expect(await knock(key.answer(await asked(), 1))).toBe(204)
  expect(await knock(key.answer(await asked(), 1))).toBe(401)
  expect(await knock(key.answer(await asked(), 2, { verified: false }))).toBe(401)
  expect(await knock(key.answer(await asked(), 2, { at: 'https://otra.example' }))).toBe(401)
  const thief = newPasskey(world, key.credentialId)
  expect(await knock(thief.answer(await asked(), 2))).toBe(401)
  expect(await knock(key.answer(await asked(), 2))).toBe(204)
})
