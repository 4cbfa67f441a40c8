import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { later, MARIA, ok, refusal, SUPPLIER } from './acts.ts'
import { newWorld, type Person } from './world.ts'

const world = newWorld()

/** What anybody may do to any ticket; most of it is refused now and then, which is part of the game. */
type Step = { act: keyof typeof acts; who: 'ben' | 'ada' | 'raiz'; which: number; n: number }
type Scene = { ids: number[] }

const SAY = { kind: 'portal', text: 'Unas palabras' }
const future = (n: number) => later(world.now(), { hours: 1 + (n % 400) }).toISOString()
const at = (scene: Scene, which: number) => scene.ids[which % scene.ids.length]!
const patch = async (who: Person, id: number, fields: object) => {
  const seen = await who.call('GET', `/api/tickets/${id}`)
  return who.call('PATCH', `/api/tickets/${id}`, { version: seen.body.version ?? 1, ...fields })
}
const add = (who: Person, id: number, body: object) => who.call('POST', `/api/tickets/${id}/interactions`, body)
const group = (n: number) => [world.support, world.tray, world.sales][n % 3]!

const acts = {
  async open(who: Person, scene: Scene, _: number, n: number) {
    const channel = ['phone', 'portal', 'api', 'chat', 'email'][n % 5]
    const priority = ['immediate', 'high', 'normal', 'low'][n % 4]
    const answer = await who.call('POST', '/api/tickets', {
      ...{ description: 'Algo falla', customer: MARIA, channel, priority, groupId: n % 7 ? world.support : world.tray },
      ...(n % 11 === 0 && { resolved: { solution: 'Listo' } }),
    })
    if (answer.status === 201) scene.ids.push(answer.body.id)
    return answer
  },
  move: (who: Person, _: Scene, id: number, n: number) =>
    patch(who, id, {
      status: ['in_progress', 'customer_action', 'third_party_action', 'completed', 'closed'][n % 5],
      solution: n % 6 ? 'Se arregló' : undefined,
      ...(n % 5 === 2 && { thirdParty: { ...SUPPLIER, chaseAt: future(n) } }),
    }),
  note: (who: Person, _: Scene, id: number) => add(who, id, { kind: 'note', text: 'Para nosotros' }),
  call: (who: Person, _: Scene, id: number, n: number) =>
    add(who, id, {
      ...{ kind: 'call', direction: n % 2 ? 'in' : 'out', party: n % 5 ? 'customer' : 'third_party' },
      call: {
        result: ['answered', 'no_answer', 'busy', 'voicemail', 'wrong_number', 'callback_agreed'][n % 6],
        ...(n % 6 === 5 && { callbackAt: future(n) }),
        ...(n % 4 === 0 && { outcome: 'solved', objectives: ['confirm_resolution'] }),
      },
    }),
  answer: (who: Person, _: Scene, id: number) => add(who, id, { ...SAY, direction: 'out' }),
  async reply(who: Person, scene: Scene, id: number, n: number) {
    const text = n % 4 ? 'Sigue igual, ¿pueden verlo?' : 'Gracias, confirmo'
    const answer = await add(who, id, { ...SAY, direction: 'in', text, party: n % 3 ? 'customer' : 'third_party' })
    const taken = answer.body?.ticket?.id
    if (taken && !scene.ids.includes(taken)) scene.ids.push(taken)
    return answer
  },
  assign: (who: Person, _: Scene, id: number, n: number) =>
    patch(who, id, { ownerId: [null, world.ben.id, world.ada.id, world.raiz.id][n % 4] }),
  handOver: (who: Person, _: Scene, id: number, n: number) => patch(who, id, { groupId: group(n) }),
  prioritize: (who: Person, _: Scene, id: number, n: number) =>
    patch(who, id, { priority: ['immediate', 'high', 'normal', 'low'][n % 4] }),
  snooze: (who: Person, _: Scene, id: number, n: number) =>
    who.call('POST', `/api/tickets/${id}/snooze`, { until: future(n), reason: 'espera' }),
  promise: (who: Person, _: Scene, id: number, n: number) => patch(who, id, { promisedAt: n % 5 ? future(n) : null }),
  merge: (who: Person, scene: Scene, id: number, n: number) =>
    who.call('POST', `/api/tickets/${id}/merge`, { intoId: at(scene, n) }),
  discard: (who: Person, _: Scene, id: number) => who.call('POST', `/api/tickets/${id}/discard`, { reason: 'prueba' }),
  async undo(who: Person, scene: Scene, id: number, n: number) {
    const done = await acts.move(who, scene, id, n)
    return who.call('POST', `/api/undo/${done.headers['x-request-id']}`)
  },
  groups: (who: Person, _: Scene, __: number, n: number) =>
    who.call('PATCH', `/api/groups/${world.support}`, {
      ...{ autoCloseDays: n % 2 ? 1 + (n % 20) : null, reviewMinutes: 15 + n, followUpDays: 1 + (n % 9) },
      ...{ thanksReopens: n % 3 === 0, agentsClose: n % 4 === 0 },
    }),
  async leave(_: Person, __: Scene, ___: number, n: number) {
    return world.raiz.call('PATCH', `/api/agents/${world.ada.id}`, { active: n % 2 === 0 })
  },
  async wait(_: Person, __: Scene, ___: number, n: number) {
    await world.at(later(world.now(), n % 3 ? { minutes: n } : { hours: n }))
    await world.sweep()
    return { status: 200, body: null }
  },
}
const names = Object.keys(acts) as Step['act'][]
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(fc.constantFrom(...names), fc.constantFrom('open' as const, 'wait' as const, 'move' as const)),
  who: fc.constantFrom('ben', 'ada', 'raiz'),
  which: fc.nat(20),
  n: fc.nat(500),
})

test('Z11: nothing is ever unattended, whatever people do and however time jumps', async () => {
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      const scene: Scene = { ids: [] }
      await acts.open(world.raiz, scene, 0, 1)
      for (const { act, who, which, n } of steps) {
        const answer = await acts[act](world[who], scene, at(scene, which), n)
        expect([act, n, answer.status < 500, answer.status < 500 ? null : answer.body]).toEqual([act, n, true, null])
        done += answer.status < 300 ? 1 : 0
        expect(await attended(), `after ${act} ${n}`).toEqual([0, []])
      }
      for (const id of scene.ids) await holds(id)
    }),
    { numRuns: 22, endOnFailure: true },
  )
  // Most of what was tried happened: a property of refusals alone would prove nothing.
  expect(done).toBeGreaterThan(200)
}, 120_000)

test('a ticket is born as its settling would leave it: to settle it again writes nothing', async () => {
  const scene: Scene = { ids: [] }
  for (let n = 1; n <= 14; n++) await acts.open(world.raiz, scene, 0, n)
  const written = async () =>
    (
      await sql`select t.id, t.xmin::text, array(select g.xmin::text from targets g where g.ticket_id = t.id order by kind) as targets
        from tickets t where t.id = any(${scene.ids}) order by t.id`.execute(world.desk.db)
    ).rows
  const born = await written()
  await world.asSystem(async (ctx) => {
    for (const id of scene.ids) ctx.touched.add(id)
  })
  expect(born.length).toBeGreaterThan(10)
  expect(await written()).toEqual(born)
})

/** What the desk says of itself, and what its rows say when asked another way. */
async function attended() {
  const { count } = ok(await world.raiz.call('GET', '/api/stats/unattended'))
  const { rows } = await sql<{ id: number }>`select id from tickets
    where (status <> 'closed') <> (next_kind is not null and next_due_at is not null and next_who is not null)
       or (status <> 'closed' and alarm_level < 3
           and (sweep_at <= greatest(desk_now(), next_due_at + make_interval(mins => (array[0, 15, 60])[alarm_level + 1]))) is not true)`.execute(
    world.desk.db,
  )
  return [count, rows.map(({ id }) => id)]
}

/** The invariants of one ticket: status rows, clocks, version, and the record folded against the row. */
async function holds(id: number) {
  const ticket = ok(await world.raiz.call('GET', `/api/tickets/${id}`))
  const clocks = ok(await world.raiz.call('GET', `/api/tickets/${id}/clocks`))
  const starts = clocks.segments.map(({ from }: { from: string }) => Date.parse(from))
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
  expect(clocks.segments.at(-1)).toMatchObject({ status: ticket.status, to: null })
  const lengths = clocks.segments.map(({ from, to }: any) => (to ? Date.parse(to) : +world.now()) - Date.parse(from))
  expect(lengths.reduce((sum: number, ms: number) => sum + ms, 0)).toBe(+world.now() - Date.parse(ticket.createdAt))
  expect([ticket.nextAction === null, ticket.status === 'closed']).toEqual([
    ticket.status === 'closed',
    ticket.nextAction === null,
  ])
  expect(await foldedAgainstRow(id)).toEqual({})
  const before = ticket.version
  const noted = await add(world.raiz, id, { kind: 'note', text: 'Nada cambia' })
  expect(noted.body.ticket.version).toBe(before)
  const stale = await world.raiz.call('PATCH', `/api/tickets/${id}`, { version: before - 1, cause: 'otra' })
  expect(refusal(stale)).toEqual([409, 'stale'])
}

/** Every recorded column whose last recorded value is not what stands in the row. */
async function foldedAgainstRow(id: number) {
  const { rows } = await sql<{ row: Record<string, unknown>; changes: Record<string, [unknown, unknown]>[] }>`
    select to_jsonb(t) as row, (select jsonb_agg(c.diff order by c.id) from changes c where c.tbl = 'tickets' and c.row_id = t.id::text) as changes
    from tickets t where t.id = ${id}`.execute(world.desk.db)
  const { row, changes } = rows[0]!
  const wrong: Record<string, unknown> = {}
  const held: Record<string, unknown> = {}
  for (const diff of changes)
    for (const [column, [old, now]] of Object.entries(diff)) {
      if (JSON.stringify(held[column] ?? null) !== JSON.stringify(old ?? null))
        wrong[column] = ['old', held[column], old]
      held[column] = now
    }
  for (const [column, value] of Object.entries(held))
    if (column !== 'description' && JSON.stringify(value ?? null) !== JSON.stringify(row[column] ?? null))
      wrong[column] = [value, row[column]]
  return wrong
}
