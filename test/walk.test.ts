import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '../server/platform/contract.ts'
import { browser, edit, items, ok, open, SUPPLIER, say } from './acts.ts'
import { exampleOf } from './walk/examples.ts'
import { ABOUT_A_TICKET, ACCESS, DOCUMENTED_APART, NEED, type Need, USES_UP } from './walk/routes.ts'
import { isPage, routesOf } from './walk/served.ts'
import { caller, newWorld, PASSWORD, type Person } from './world.ts'

// Every kind of actor goes along every route of the OpenAPI document, with valid bodies made from the contracts, to own objects and
// to foreign ones. A route that stands in no table fails the walk.

const world = newWorld()
const SECRET = 'zanahoria-morada'
const LIVE = 'GET /api/live'
type Call = Person['call']
type Answer = Awaited<ReturnType<Call>>

/** A ticket with everything hanging on it: in Soporte (everybody's but Eva's), in Ventas (Eva's alone). */
type Thing = {
  id: number
  other: number
  relation: number
  party: number
  interaction: number
  activity: number
  file: number
  request: string
}
let endpoints: Endpoint[]
let own: Thing
let foreign: Thing
const actors: Record<string, Call> = {}

beforeAll(async () => {
  endpoints = world.app.endpoints.filter((e) => name(e) !== LIVE)
  await world.asSystem((ctx) => ctx.db.insertInto('categories').values({ name: 'Impresoras' }).execute())
  own = await newThing(world.raiz, world.support, 'impresora')
  foreign = await newThing(world.raiz, world.sales, SECRET)
  // What hangs together across the border is named on neither side to who sees only one.
  ok(
    await world.raiz.call('POST', `/api/tickets/${own.id}/relations`, { kind: 'duplicate', ticketId: foreign.id }),
    201,
  )
  const raiz = await browser(world, 'raiz@desk.example', PASSWORD)
  const ben = await browser(world, 'ben@desk.example', PASSWORD)
  Object.assign(actors, {
    ...{
      nobody: world.nobody.call,
      gone: await deactivated(),
      'no scope': await scoped([]),
      'read scope': await scoped(['read']),
    },
    ...{ olga: world.olga.call, leo: world.leo.call, eva: world.eva.call, ben: world.ben.call, ada: world.ada.call },
    ...{ raiz: world.raiz.call, 'ben’s browser': ben.call, 'raíz’s browser': raiz.call },
  })
}, 60_000)

test('every route that is served is in the OpenAPI document, or stands apart with its reason', () => {
  const served = routesOf(world.app.printRoutes({ commonPrefix: false, includeHooks: false }))
  const documented = world.app.endpoints.map(name)
  expect(served.length).toBeGreaterThan(40)
  const unknown = served.filter((route) => !documented.includes(route) && !(route in DOCUMENTED_APART))
  expect(unknown.filter((route) => !isPage(route))).toEqual([])
  expect(documented.filter((route) => !served.includes(route))).toEqual([])
})

test('the document lists what is mounted, and the walk knows every route of it', async () => {
  const { paths } = ok(await world.nobody.call('GET', '/api/openapi.json'))
  const listed = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(listed.sort()).toEqual(world.app.endpoints.map(name).sort())
  expect(listed.filter((route) => !(route in ACCESS))).toEqual([])
  expect(Object.keys(ACCESS).filter((route) => !listed.includes(route))).toEqual([])
  expect(world.app.endpoints.filter((e) => ACCESS[name(e)]!.access !== e.access).map(name)).toEqual([])
})

test('without a session, and with the token of somebody who left, every door but the public ones answers 401', async () => {
  for (const e of endpoints)
    for (const who of ['nobody', 'gone']) {
      const { status } = await send(e, who, own)
      if (e.access === 'anyone') expect([name(e), who, status]).not.toEqual([name(e), who, 403])
      else expect([name(e), who, status]).toEqual([name(e), who, 401])
    }
})

test('a token opens only what its scopes say, and none opens what takes a browser', async () => {
  const opens: Record<string, string[]> = {
    'no scope': ['anyone', 'signed_in'],
    'read scope': ['anyone', 'signed_in', 'read'],
    ben: ['anyone', 'signed_in', 'read', 'write'],
    raiz: ['anyone', 'signed_in', 'read', 'write', 'admin'],
  }
  for (const e of endpoints)
    for (const [who, doors] of Object.entries(opens)) {
      if (doors.includes(e.access)) continue
      const { status, body } = await send(e, who, own)
      expect([name(e), who, status, body.code]).toEqual([name(e), who, 403, 'forbidden'])
    }
})

test('what only an admin may do is refused to everybody else, in the browser too', async () => {
  for (const e of endpoints.filter(({ access }) => access === 'admin'))
    for (const who of ['olga', 'leo', 'eva', 'ben', 'ada', 'ben’s browser'])
      expect([name(e), who, (await send(e, who, own)).status]).toEqual([name(e), who, 403])
})

test('each act on a ticket takes its right: less is refused with 403, enough is not', async () => {
  const held: Record<string, Need> = { leo: 'read', olga: 'create', ben: 'change', ada: 'full', raiz: 'full' }
  for (const e of endpoints.filter((each) => name(each) in ABOUT_A_TICKET || ACCESS[name(each)]!.right))
    for (const [who, has] of Object.entries(held)) {
      const needs = ACCESS[name(e)]!.right ?? 'read'
      const { status, body } = await send(e, who, own)
      const enough = NEED.indexOf(has) >= NEED.indexOf(needs)
      expect([name(e), who, status === 403, status === 404, status >= 500, body?.detail && !enough ? 403 : 0]).toEqual([
        ...[name(e), who, !enough, false, false, enough ? 0 : 403],
      ])
    }
})

test('Eva finds nothing of Soporte, Ben nothing of Ventas: 404 on every route, never 403 or 200', async () => {
  for (const e of endpoints.filter((each) => name(each) in ABOUT_A_TICKET))
    for (const [who, of] of [
      ['eva', own],
      ['ben', foreign],
      ['ada', foreign],
      ['olga', foreign],
      ['ben’s browser', foreign],
    ] as const)
      expect([name(e), who, (await send(e, who, of)).status]).toEqual([name(e), who, 404])
})

test('another ticket out of sight is as good as none: as target, as relation, as filter', async () => {
  const mine = own.id
  const tries: [string, object, number][] = [
    [`/api/tickets/${mine}/merge`, { intoId: foreign.id }, 404],
    [`/api/tickets/${mine}/split`, { interactionIds: [own.interaction], intoId: foreign.id }, 404],
    [`/api/tickets/${mine}/split`, { interactionIds: [foreign.interaction] }, 400],
    [`/api/tickets/${mine}/relations`, { kind: 'parent', ticketId: foreign.id }, 404],
    [`/api/tickets/${mine}/interactions`, { kind: 'note', text: 'x', attachments: [{ fileId: foreign.file }] }, 400],
    [`/api/tickets/${mine}/interactions`, { kind: 'note', text: 'x', replyToId: foreign.interaction }, 400],
    [`/api/tickets/${mine}/interactions`, { kind: 'portal', text: 'x', party: foreign.party }, 400],
    ['/api/tickets', { description: 'x', channel: 'api', customer: { name: 'Eva' }, groupId: world.sales }, 404],
  ]
  for (const [url, body, status] of tries)
    expect([url, (await world.ada.call('POST', url, body)).status]).toEqual([url, status])
})

test('no word of a foreign ticket appears in any reply of any route, asked of it or of one’s own', async () => {
  const replies: string[] = []
  for (const who of ['eva', 'ben', 'ada', 'leo', 'olga', 'ben’s browser'])
    for (const e of endpoints) {
      const [mine, theirs, word] = who === 'eva' ? [foreign, own, 'impresora'] : [own, foreign, SECRET]
      const asked = [
        ...['', `?q=${word}`, `?q=${theirs.id}`, '?customerId=1', `?ownerId=${world.raiz.id}`, '?view=open']
          .filter((query) => !query || (e.method === 'GET' && /\w+/.exec(query)![0] in queryOf(e)))
          .map((query) => [theirs, query] as const),
        ...(e.method === 'GET' ? [[mine, ''] as const] : []),
      ]
      for (const [about, query] of asked) {
        const { body } = await send(e, who, about, query)
        if (JSON.stringify(body ?? '').includes(word)) replies.push(`${who}: ${name(e)}${query}`)
      }
    }
  expect(replies).toEqual([])
}, 120_000)

test('counts, a customer’s open tickets and the unattended leave out what one may not see', async () => {
  const counts = async (call: Call) => ok(await call('GET', '/api/tickets/counts')).counts.open
  const all = await counts(world.raiz.call)
  expect((await counts(world.eva.call)) + (await counts(world.ada.call))).toBe(all)
  const maria = (await items(world.raiz, '/api/customers?q=maria')).find((found) => found.name.startsWith('María'))
  const seen = async (call: Call) => ok(await call('GET', `/api/customers/${maria.id}`)).openTickets
  expect((await seen(world.eva.call)) + (await seen(world.ben.call))).toBe(await seen(world.raiz.call))
})

test('a bell that rang for a ticket is heard no more once it has left one’s sight', async () => {
  const ticket = await open(world.raiz, { groupId: world.support, ownerId: world.ben.id, description: `De ${SECRET}` })
  await say(world.raiz, ticket.id, { kind: 'portal', direction: 'in', text: '¿Y?' })
  const [rung] = await items(world.ben, '/api/alerts')
  expect(rung.ticket).toMatchObject({ id: ticket.id })
  await edit(world.raiz, ticket.id, { groupId: world.sales })
  const left = await items(world.ben, '/api/alerts')
  expect(left.map(({ id }) => id)).not.toContain(rung.id)
})

test('the calls of a ticket go where it goes', async () => {
  const ticket = await open(world.ben, { customer: { name: 'Rosa Díaz' } })
  const seen = async (who: Person) => (await items(who, '/api/calls')).some((call) => call.ticketId === ticket.id)
  expect([await seen(world.ben), await seen(world.eva)]).toEqual([true, false])
  await edit(world.ben, ticket.id, { groupId: world.sales })
  expect([await seen(world.ben), await seen(world.eva)]).toEqual([false, true])
})

test('words to a merged ticket whose target has left one’s sight arrive there, and show nothing of it', async () => {
  const source = await open(world.ben)
  const target = await open(world.ben, { description: SECRET })
  ok(await world.ada.call('POST', `/api/tickets/${source.id}/merge`, { intoId: target.id }))
  await edit(world.ben, target.id, { groupId: world.sales })
  const taken = await say(world.ben, source.id, { kind: 'portal', direction: 'in', text: 'Dice que sigue igual' })
  expect(JSON.stringify(taken)).not.toContain(SECRET)
  expect((await items(world.eva, `/api/tickets/${target.id}/interactions`)).at(-1).text).toBe('Dice que sigue igual')
  const answered = await world.ben.call('POST', `/api/tickets/${source.id}/interactions`, {
    kind: 'portal',
    text: 'Hola',
  })
  expect(answered.status).toBe(404)
})

afterAll(() => expect(endpoints.length).toBeGreaterThan(40))

const name = (e: Endpoint) => `${e.method} ${e.path}`
const queryOf = (e: Endpoint) => (e.query as { properties?: object }).properties ?? {}

/** Sends a valid request; where it will use up what it is about, on a copy that nothing happened to yet. */
async function send(e: Endpoint, who: string, about: Thing, query = ''): Promise<Answer> {
  const thing =
    about === own && name(e) in USES_UP && MAY_WRITE.has(who)
      ? await newThing(world.raiz, world.support, 'impresora')
      : about
  const ids: Record<string, string | number> = {
    ...{ id: idFor(e, thing), partyId: thing.party, relationId: thing.relation, requestId: thing.request },
    ...{ place: `ticket:${thing.id}`, token: 'ninguno-con-este-nombre', kind: 'solved', language: 'es' },
  }
  const url = e.path.replace(/:(\w+)/g, (_, param: string) => String(ids[param]))
  const body =
    e.method === 'GET' || e.method === 'DELETE'
      ? undefined
      : exampleOf(e, { ...thing, group: world.support, agent: world.ben.id })
  const headers: Record<string, string> = e.path === '/api/files' ? { 'content-type': 'text/plain' } : {}
  return actors[who]!(e.method, e.path === '/api/files' ? `${url}?name=nota.txt` : url + query, body, headers)
}

function idFor(e: Endpoint, { id, activity, interaction }: Thing): number {
  if (e.path.startsWith('/api/interactions')) return interaction
  if (e.path.startsWith('/api/activities')) return activity
  if (e.path.startsWith('/api/groups')) return world.support
  if (e.path.startsWith('/api/customers') || e.path.startsWith('/api/organizations')) return 1
  if (/^\/api\/(agents|sessions|tokens|calls|me|providers|sign-in)/.test(e.path)) return 999_999
  return id
}

const MAY_WRITE = new Set(['ben', 'ada', 'raiz', 'ben’s browser', 'raíz’s browser'])

async function newThing(who: Person, groupId: number, word: string): Promise<Thing> {
  const customer = { name: 'María González', email: 'maria@panaderia.example' }
  const { id } = await open(who, { groupId, description: `Falla de ${word}`, customer })
  const { id: other } = await open(who, { groupId, description: `Otra de ${word}`, customer })
  const url = `/api/tickets/${id}`
  const relation = ok(await who.call('POST', `${url}/relations`, { kind: 'parent', ticketId: other }), 201).id
  const party = ok(await who.call('POST', `${url}/parties`, { role: 'third_party', name: `Taller ${word}` }), 201).id
  const activity = ok(
    await who.call('POST', `${url}/activities`, { kind: 'task', title: word, dueAt: SUPPLIER.chaseAt }),
    201,
  ).id
  const file = ok(
    await who.call('POST', `/api/files?name=${word}.txt`, word, { 'content-type': 'text/plain' }),
    201,
  ).fileId
  const said = await say(who, id, { kind: 'note', text: `Nota sobre ${word}`, attachments: [{ fileId: file }] })
  const edited = await who.call('PATCH', url, { version: said.ticket.version, summary: `Resumen de ${word}` })
  return {
    ...{ id, other, relation, party, activity, file },
    interaction: said.interaction.id,
    request: String(edited.headers['x-request-id']),
  }
}

async function deactivated(): Promise<Call> {
  const body = { name: 'Nadia', email: 'nadia@desk.example', memberships: [{ groupId: world.support, right: 'full' }] }
  const { id } = ok(await world.raiz.call('POST', '/api/agents', body), 201)
  const call = await tokenFor(id, ['read', 'write', 'admin'])
  ok(await call('GET', '/api/me'))
  ok(await world.raiz.call('PATCH', `/api/agents/${id}`, { active: false }))
  return call
}

const scoped = (scopes: ('read' | 'write' | 'admin')[]) => tokenFor(world.raiz.id, scopes)

async function tokenFor(agentId: number, scopes: ('read' | 'write' | 'admin')[]): Promise<Call> {
  const { createTokenFor } = await import('../server/auth/tokens.ts')
  const { token } = await world.asSystem((ctx) => createTokenFor(ctx, { agentId, name: 'walk', scopes }))
  return caller(world, token)
}
