import { OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../../server/auth/actor.ts'
import { startFetching } from '../../server/mail/fetching/watching.ts'
import { accessToken } from '../../server/mail/oauth/tokens.ts'
import { openDatabase } from '../../server/platform/database.ts'
import { transact } from '../../server/transaction.ts'
import { items, ok, refusal } from '../acts.ts'
import { type ImapServer, imapServer } from '../mail/imap-server.ts'
import { smtpPeer, trustOurCertificate } from '../smtp-peer.ts'
import { until } from '../until.ts'
import { newWorld, ZONE } from '../world.ts'

// Microsoft and Google let nobody in by password any more: the mailbox's owner lets the desk in, at the provider's own page.

const world = newWorld()
const provider = new OAuth2Server()
let server: ImapServer
let box: any
/** What the provider grants: its tokens, and how long they last. */
const grants = {
  accessToken: 'primera',
  refreshToken: 'renueva-1' as string | null,
  seconds: 3600,
  refused: false,
  away: false,
}
const asked: Record<string, string>[] = []

beforeAll(async () => {
  await provider.issuer.keys.generate('RS256')
  await provider.start(0, '127.0.0.1')
  provider.service.on('beforeResponse', (answer, request) => {
    if (grants.away) {
      answer.statusCode = 503
      answer.body = ''
      return
    }
    asked.push(request.body as Record<string, string>)
    if (grants.refused) {
      answer.statusCode = 400
      answer.body = { error: 'invalid_grant' }
      return
    }
    const { accessToken, refreshToken, seconds } = grants
    answer.body = {
      ...{ access_token: accessToken, token_type: 'Bearer', expires_in: seconds },
      ...(refreshToken && { refresh_token: refreshToken }),
    }
  })
  server = await imapServer()
  box = ok(
    await world.raiz.call('POST', '/api/mailboxes', {
      address: 'soporte@panaderia.example',
      incoming: { host: '127.0.0.1', port: server.port, security: 'none', user: 'soporte@panaderia.example' },
    }),
    201,
  )
})
afterAll(async () => {
  await provider.stop()
  await server.close()
})

/** From then on the provider grants another token, which the server takes. */
function grantSecond() {
  Object.assign(grants, { accessToken: 'segunda', refreshToken: null, seconds: 3600 })
  server.allow('soporte@panaderia.example', 'nadie-la-sabe', 'segunda')
}
const mailbox = async () => (await items(world.raiz, '/api/mailboxes'))[0]
const plan = () =>
  world.raiz.call('POST', `/api/mailboxes/${box.id}/oauth`, {
    provider: 'other',
    issuer: provider.issuer.url,
    scope: 'mail offline_access',
    clientId: 'ventanilla',
    clientSecret: 'secreto-del-cliente',
  })
/** The admin's browser visits the provider, which sends it back. */
async function visit(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' })
  return new URL(answer.headers.get('location')!).search.slice(1)
}
const back = (query: string) => world.raiz.call('POST', '/api/mailboxes/oauth-return', { query })
const fetching = () => startFetching(world.desk, world.app.asDesk('mail'), { boxes: 50, mail: 300, silence: 2500 })

test('the owner lets the desk in, and mail comes in by token; no password is kept', async () => {
  server.allow('soporte@panaderia.example', 'nadie-la-sabe', 'primera')
  const { url } = ok(await plan())
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256')
  expect(ok(await back(await visit(url)))).toMatchObject({ incoming: { auth: 'oauth2', passwordSet: false } })
  const watching = fetching()
  try {
    await until(async () => (await mailbox()).watch?.state === 'watching')
  } finally {
    await watching.stop()
  }
})

test('a token that ends is renewed by itself, and one the provider refuses is told as such', async () => {
  grantSecond()
  await endToken()
  const watching = fetching()
  try {
    await until(async () => (await mailbox()).watch?.state === 'watching')
    expect(asked.at(-1)).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'renueva-1' })
  } finally {
    await watching.stop()
  }
  await endToken()
  asked.length = 0
  expect(await atOnce(5)).toEqual(new Set(['segunda']))
  // A refresh token used twice would be taken for stolen.
  expect(asked.length).toBe(1)
  await endToken()
  const inUse: number[] = []
  await atOnce(1, (count) => inUse.push(count))
  // A provider that hangs keeps nobody's work waiting.
  expect(inUse).toEqual([0])
  grants.refused = true
  await endToken()
  const refused = fetching()
  try {
    await until(async () => (await mailbox()).watch?.fault === 'consent')
  } finally {
    await refused.stop()
    grants.refused = false
  }
})

test('a token that was renewed while the database was away is kept once it is back: the provider takes the one before no more', async () => {
  await endToken()
  Object.assign(grants, { accessToken: 'segunda', refreshToken: 'renueva-2', seconds: 3600 })
  let asked = 0
  // It takes the token up, and is away when what was granted is to be kept.
  const away: typeof world.asSystem = (work) =>
    ++asked > 1 && asked < 5 ? Promise.reject(new Error('the database is away')) : world.asSystem(work)
  expect(await accessToken(world.desk, away, box.id, box.incoming)).toBe('segunda')
  const { readSecret } = await import('../../server/platform/secrets.ts')
  const kept = await world.asSystem((ctx) => readSecret(ctx, `mailbox:${box.id}:oauth`))
  expect(JSON.parse(kept!)).toMatchObject({ accessToken: 'segunda', refreshToken: 'renueva-2' })
})

test('a provider that does not answer is named as what is wrong, not the mail server', async () => {
  await endToken()
  grants.away = true
  try {
    const { steps } = ok(await world.raiz.call('POST', `/api/mailboxes/${box.id}/test`))
    expect(steps).toMatchObject([
      ...['dns', 'connect'].map((step) => ({ step, ok: true })),
      { step: 'login', ok: false, advice: expect.stringContaining('proveedor') },
      { step: 'folder', ok: null },
    ])
    const watching = fetching()
    try {
      await until(async () => (await mailbox()).watch?.fault === 'provider')
    } finally {
      await watching.stop()
    }
  } finally {
    grants.away = false
  }
})

test('what comes back without having been asked for, or a second time, is refused', async () => {
  const { url } = ok(await plan())
  const query = await visit(url)
  const forged = new URLSearchParams(query)
  forged.set('state', `${box.id}.inventado`)
  expect(refusal(await back(forged.toString()))).toEqual([422, 'mailbox_not_connected'])
  ok(await back(query))
  expect(refusal(await back(query))).toEqual([422, 'mailbox_not_connected'])
  expect((await world.eva.call('POST', '/api/mailboxes/oauth-return', { query })).status).toBe(403)
})

test('OAUTH: a token is shown to nobody but the server it was granted for: another is asked consent for anew', async () => {
  grantSecond()
  ok(await back(await visit(ok(await plan()).url)))
  const ours = () => accessToken(world.desk, world.app.asDesk('mail'), box.id, box.incoming)
  const eves = { ...box.incoming, host: 'correo-de-eva.example' }
  expect(await ours()).toBe('segunda')
  // Whatever way the settings were changed.
  await expect(accessToken(world.desk, world.app.asDesk('mail'), box.id, eves)).rejects.toThrow('not connected')
  const { url } = ok(await plan())
  const { version } = await mailbox()
  const { passwordSet: _, ...incoming } = { ...box.incoming, host: 'localhost', auth: 'oauth2' }
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version, incoming }))
  await expect(ours()).rejects.toThrow('not connected')
  // Nor does consent that was asked for the old one serve the new one.
  expect(refusal(await back(await visit(url)))).toEqual([422, 'mailbox_not_connected'])
  const watching = fetching()
  try {
    await until(async () => (await mailbox()).watch?.fault === 'consent')
    expect((await mailbox()).watch.advice).toContain('OAuth2')
    ok(await back(await visit(ok(await plan()).url)))
    await until(async () => (await mailbox()).watch?.state === 'watching')
  } finally {
    await watching.stop()
  }
})

test('E1, S10: mail leaves by the same token, and the test of a mailbox finds its own mail again', async () => {
  trustOurCertificate()
  grantSecond()
  const { user } = box.incoming
  const peers = [await smtpPeer({ user, token: 'de otro' }), await smtpPeer({ user, token: 'segunda' })]
  const tried = async (port: number) => {
    const { version } = await mailbox()
    const outgoing = { host: 'localhost', port, security: 'starttls', user }
    ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version, outgoing }))
    ok(await back(await visit(ok(await plan()).url)))
    const { steps } = ok(await world.raiz.call('POST', `/api/mailboxes/${box.id}/test`))
    return steps.filter(({ way, step }: any) => way !== 'incoming' && ['login', 'return'].includes(step))
  }
  try {
    expect(await tried(peers[0]!.port)).toMatchObject([
      { way: 'outgoing', ok: false, advice: expect.stringContaining('OAuth2') },
    ])
    peers[1]!.behave({ onMail: () => server.put(peers[1]!.received[0]!.raw) })
    expect(await tried(peers[1]!.port)).toMatchObject([
      { way: 'outgoing', ok: true },
      { way: 'round_trip', ok: true },
    ])
    const watching = fetching()
    // Our own mail coming back is nobody's matter.
    await until(async () => (await items(world.raiz, '/api/mails')).some(({ outcome }) => outcome === 'ignored'))
    await watching.stop()
    expect(await items(world.raiz, '/api/tickets')).toEqual([])
  } finally {
    await Promise.all(peers.map((peer) => peer.close()))
  }
})

test('neither tokens nor the client’s secret can be read back', async () => {
  const shown = JSON.stringify([await items(world.raiz, '/api/mailboxes'), (await recorded()).rows])
  for (const secret of ['primera', 'segunda', 'renueva-1', 'secreto-del-cliente']) expect(shown).not.toContain(secret)
})

const recorded = () =>
  world.desk.db.pool.query("select diff::text from changes where tbl in ('secrets', 'mailbox_oauth')")

/** Some ask for a token over a single connection. */
async function atOnce(count: number, whileAsked = (_inUse: number) => {}) {
  const db = openDatabase(world.desk.config.databaseUrl!, { max: 1 })
  const narrow = { ...world.desk, db }
  const ask = () =>
    accessToken(narrow, (work) => transact(narrow, { who: system(ZONE), source: 'mail' }, work), box.id, box.incoming)
  try {
    provider.service.once('beforeResponse', () => whileAsked(db.pool.totalCount - db.pool.idleCount))
    return new Set(await Promise.all(Array.from({ length: count }, ask)))
  } finally {
    await db.destroy()
  }
}

/** As if its time were over. */
async function endToken() {
  const { keepSecret, readSecret } = await import('../../server/platform/secrets.ts')
  await world.asSystem(async (ctx) => {
    const tokens = JSON.parse((await readSecret(ctx, `mailbox:${box.id}:oauth`))!)
    await keepSecret(ctx, `mailbox:${box.id}:oauth`, JSON.stringify({ ...tokens, expiresAt: new Date(0) }))
  })
}
