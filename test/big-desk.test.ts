import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { seedBig } from '../seeds/big.ts'
import { items, open } from './acts.ts'
import { newWorld } from './world.ts'

const world = newWorld()
const desk = { tickets: 0 }

beforeAll(async () => {
  await world.at(new Date())
  Object.assign(desk, await seedBig(world.desk, { tickets: 400, seed: 7, log: () => {} }))
})

test('a desk made for the bench is one the desk could have made, to the last digest', async () => {
  expect(desk.tickets).toBe(400)
  const { body } = await world.raiz.call('GET', '/api/tickets?q=impresora&limit=5')
  expect(body.items).toHaveLength(5)
})

test.each(['impresora', 'err', 'impresora siste'])(
  'who pages through all that «%s» finds sees each ticket once',
  async (q) => {
    const last = q.split(' ').at(-1)!
    const others = q.split(' ').slice(0, -1)
    const { rows } = await sql<{ id: number }>`select distinct ticket_id as id from search_entries
    where words @@ to_tsquery('simple', ${[...others, `${last}:*`].join(' & ')})`.execute(world.desk.db)
    const pages: number[][] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await world.raiz.call('GET', `/api/tickets?q=${q}&limit=7${cursor && `&cursor=${cursor}`}`)
      pages.push(body.items.map(({ id }: { id: number }) => id))
      cursor = body.nextCursor
    }
    expect(pages.slice(0, -1).every((page) => page.length === 7)).toBe(true)
    expect(pages.flat().toSorted((a, b) => a - b)).toEqual(rows.map(({ id }) => id).toSorted((a, b) => a - b))
  },
)

test('each number of the navigation is how many tickets its list has, page by page, each once', async () => {
  const { counts } = (await world.raiz.call('GET', '/api/tickets/counts')).body
  for (const [view, count] of Object.entries(counts)) {
    const ids: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await world.raiz.call('GET', `/api/tickets?view=${view}&limit=9${cursor && `&cursor=${cursor}`}`)
      ids.push(...page.body.items.map(({ id }: { id: number }) => id))
      cursor = page.body.nextCursor
    }
    expect([view, ids.length, new Set(ids).size]).toEqual([view, count, count])
  }
})

test('more tickets of one old number than a page holds: all of them, each once, and then who only mentions it', async () => {
  const named = await Promise.all([1, 2, 3].map(() => open(world.ada)))
  const ids = named.map(({ id }) => id)
  await sql`update tickets set external_number = '77123' where id = any(${ids}::bigint[])`.execute(world.desk.db)
  const mentions = await open(world.ada, { description: 'Es lo mismo que el 77123' })
  const found: number[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { body } = await world.raiz.call('GET', `/api/tickets?q=77123&limit=1${cursor && `&cursor=${cursor}`}`)
    found.push(...body.items.map(({ id }: { id: number }) => id))
    cursor = body.nextCursor
  }
  expect(found).toEqual([...ids.toSorted((a, b) => b - a), mentions.id])
})

test('what has the word whole comes before what only begins like it', async () => {
  const whole = await open(world.ada, { description: 'El equipo zorcal no parte' })
  const begun = await open(world.ada, { description: 'El equipo zorcalito no parte' })
  const found = await items(world.raiz, '/api/tickets?q=zorcal')
  expect(found.map(({ id }) => id)).toEqual([whole.id, begun.id])
})

test('what lies in any bucket of the index is found, newest first, once', async () => {
  const opened: number[] = []
  for (const further of [300_000, 300_000, 20_000, 20_000, 20_000, 1500, 700, 700, 0]) {
    await sql`select setval('search_entries_id_seq', (select max(id) from search_entries) + ${further}::int)`.execute(
      world.desk.db,
    )
    opened.unshift((await open(world.ada, { description: `Se trabó la zorvata ${further}` })).id)
  }
  expect((await items(world.raiz, '/api/tickets?q=zorvata')).map(({ id }) => id)).toEqual(opened)
  expect((await items(world.raiz, '/api/tickets?q=zorva')).map(({ id }) => id)).toEqual(opened)
})

test('a number of the navigation says so when not every ticket could be looked at', async () => {
  const { id } = await open(world.ada, { priority: 'immediate' })
  const seen = async () => (await world.raiz.call('GET', '/api/tickets/counts')).body
  expect((await seen()).more).toEqual([])
  // Six thousand that are overdue for something else; the record need not know of them.
  await world.desk.db.transaction().execute(async (trx) => {
    await sql`alter table tickets disable trigger user`.execute(trx)
    await sql`insert into tickets select other.*
      from tickets t, generate_series(1, 6000) n, lateral jsonb_populate_record(t, jsonb_build_object(
        'id', 5000000 + n, 'next_kind', 'solution', 'next_due_at', desk_now() - interval '9 years')) other
      where t.id = ${id}`.execute(trx)
    await sql`alter table tickets enable trigger user`.execute(trx)
  })
  expect((await seen()).more).toEqual(['follow_up'])
})
