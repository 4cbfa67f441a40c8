import { sql, type Transaction } from 'kysely'
import pg from 'pg'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { DB } from './db.types.ts'
import { unawaited } from './pipeline.ts'
import { inTransactionTogether } from './together.ts'

const world = newWorld({ peopled: false })
/** Each statement that brings rows leaves how many there were. */
beforeAll(() =>
  run(`create table steps (n bigint generated always as identity, work integer not null, step text, unique (work, step));
    create table statements (rows integer);
    create function count_rows() returns trigger language plpgsql as $$
      begin insert into statements select count(*) from came; return null; end $$;
    create trigger counted after insert on steps referencing new table as came for each statement execute function count_rows()`),
)
beforeEach(() => run('truncate steps, statements restart identity'))

type Steps = { steps: { n: number; work: number; step: string } }
const run = (query: string): Promise<{ rows: never[] }> => world.desk.db.pool.query(query)
const steps = (db: Transaction<DB>) => (db as unknown as Transaction<Steps>).insertInto('steps')
const together = <T>(count: number, work: (db: Transaction<DB>, n: number) => Promise<T>) =>
  inTransactionTogether(
    world.desk.db,
    async () => {},
    Array.from({ length: count }, (_, n) => (db: Transaction<DB>) => work(db, n)),
  )

test('equal rows of several works arrive in one statement, and each work hears of its own', async () => {
  const heard = await together(8, async (db, work) => {
    const row = await steps(db)
      .values({ work, step: `step ${work}` } as never)
      .returning(['work', 'step'])
      .executeTakeFirstOrThrow()
    return row
  })
  expect(heard).toEqual(Array.from({ length: 8 }, (_, work) => ({ work, step: `step ${work}` })))
  expect((await run('select rows from statements')).rows).toEqual([{ rows: 8 }])
})

test('each work’s statements are carried out in the order it asked for them, whatever the others ask for', async () => {
  const seen = await together(5, async (db, work) => {
    for (let step = 0; step <= work % 3; step++)
      unawaited(
        steps(db)
          .values({ work, step: `${step}` } as never)
          .execute(),
      )
    if (work === 3) await sql`select 1`.execute(db)
    unawaited(sql`update steps set step = step || '!' where work = ${work}`.execute(db))
    unawaited(
      steps(db)
        .values({ work, step: 'last' } as never)
        .execute(),
    )
    const { rows } = await sql<{ step: string }>`select step from steps where work = ${work} order by n`.execute(db)
    return rows.map(({ step }) => step)
  })
  expect(seen).toEqual([
    ['0!', 'last'],
    ['0!', '1!', 'last'],
    ['0!', '1!', '2!', 'last'],
    ['0!', 'last'],
    ['0!', '1!', 'last'],
  ])
})

/** How many statements of this beginning leave while `work` runs. */
async function leaving(beginning: RegExp, work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  await work()
  const texts = query.mock.calls.map(([asked]) =>
    typeof asked === 'string' ? asked : (asked as { text: string }).text,
  )
  query.mockRestore()
  return texts.filter((text) => beginning.test(text)).length
}

test('equal questions leave as one, and each work hears its own rows: none, one or several, in their order', async () => {
  await run(`insert into steps (work, step) values (1, 'b'), (3, 'c'), (1, 'a')`)
  const heard: string[][] = []
  const left = await leaving(/^\s*select.*from "?steps/is, () =>
    together(4, async (db, work) => {
      const rows = await (db as unknown as Transaction<Steps>)
        .selectFrom('steps')
        .select('step')
        .where('work', '=', work)
        .orderBy('step')
        .execute()
      heard[work] = rows.map(({ step }) => step)
      expect(rows.flatMap(Object.keys)).toEqual(rows.map(() => 'step'))
    }),
  )
  expect(heard).toEqual([[], ['a', 'b'], [], ['c']])
  expect(left).toBe(1)
})

test('what equal questions lock is locked', async () => {
  await run(`insert into steps (work, step) select n, 'held' from generate_series(0, 4) n`)
  let free: unknown
  await together(3, async (db, work) => {
    await sql`select step from steps where work = ${work} for update`.execute(db)
    if (work === 0) free = (await run('select work from steps order by work for update skip locked')).rows
  })
  expect(free).toEqual([{ work: 3 }, { work: 4 }])
})

test('equal changes leave as one: each work hears how many rows were its own, or which', async () => {
  await run(`insert into steps (work, step) values (0, 'a'), (2, 'a'), (2, 'b')`)
  let counts: bigint[] = []
  let named: string[][] = []
  const left = await leaving(/^\s*(?:with|update)/i, async () => {
    counts = await together(3, async (db, work) => {
      const { numAffectedRows } = await sql`update steps set step = step || '!' where work = ${work}`.execute(db)
      return numAffectedRows!
    })
    named = await together(3, async (db, work) => {
      const { rows } = await sql<{
        step: string
      }>`update steps set step = step || '?' where work = ${work} returning step`.execute(db)
      return rows.map(({ step }) => step).toSorted()
    })
  })
  expect(counts).toEqual([1n, 0n, 2n])
  expect(named).toEqual([['a!?'], [], ['a!?', 'b!?']])
  expect(left).toBe(2)
})

test('more works than go into one statement leave as several, and each hears of its own', async () => {
  const heard = await together(19, async (db, work) => {
    const { rows } = await sql<{ it: number }>`select ${work}::int as it`.execute(db)
    return rows
  })
  expect(heard).toEqual(Array.from({ length: 19 }, (_, it) => [{ it }]))
})

test('an insert that says more than its rows says it right beside others', async () => {
  await run(`insert into steps (work, step) select n, 'there' from generate_series(0, 3) n`)
  await together(4, (db, work) =>
    steps(db)
      .values({ work, step: 'there' } as never)
      .onConflict((same) => same.columns(['work', 'step']).doUpdateSet({ step: `again ${work}` }))
      .execute(),
  )
  expect((await run('select step from steps order by work')).rows).toEqual(
    [0, 1, 2, 3].map((work) => ({ step: `again ${work}` })),
  )
})

test('where a conflict may leave rows out, nobody hears of another’s', async () => {
  await run(`insert into steps (work, step) values (1, 'there')`)
  const heard = await together(3, (db, work) =>
    steps(db)
      .values({ work, step: 'there' } as never)
      .onConflict((same) => same.doNothing())
      .returning('work')
      .execute(),
  )
  expect(heard.map((rows) => rows.map(({ work }) => work))).toEqual([[0], [], [2]])
})

test('what breaks one of them undoes all, and is what is told, though nobody waited for it', async () => {
  const working = together(3, async (db, work) => {
    unawaited(
      steps(db)
        .values({ work: work === 1 ? null : work, step: 'once' } as never)
        .execute(),
    )
  })
  await expect(working).rejects.toMatchObject({ code: '23502' })
  expect((await run('select * from steps')).rows).toEqual([])
})

test('a work that refuses undoes the others’', async () => {
  const working = together(3, async (db, work) => {
    await steps(db)
      .values({ work, step: 'once' } as never)
      .execute()
    if (work === 2) throw new Error('Changed my mind.')
  })
  await expect(working).rejects.toThrow('Changed my mind.')
  expect((await run('select * from steps')).rows).toEqual([])
  expect(world.desk.db.pool.totalCount).toBe(world.desk.db.pool.idleCount)
})
