import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import { inTransaction, unawaited } from './pipeline.ts'

const world = newWorld({ peopled: false })
beforeAll(() => run('create table steps (n integer primary key)'))
beforeEach(() => run('truncate steps'))

const run = (query: string): Promise<{ rows: unknown[] }> => world.desk.db.pool.query(query)
const steps = async () => (await run('select n from steps order by n')).rows

test('statements are carried out in the order they were asked for, whoever waits', async () => {
  const seen = await inTransaction(world.desk.db, 'read write', async (db) => {
    unawaited(sql`insert into steps values (1)`.execute(db))
    unawaited(sql`update steps set n = n + 1`.execute(db))
    unawaited(sql`update steps set n = ${10} + n`.execute(db))
    return (await sql<{ n: number }>`select n from steps`.execute(db)).rows
  })
  expect(seen).toEqual([{ n: 12 }])
  expect(await steps()).toEqual([{ n: 12 }])
})

test('the first failure is the transaction’s, though nobody waited for it, and nothing of it stays', async () => {
  const writing = inTransaction(world.desk.db, 'read write', async (db) => {
    unawaited(sql`insert into steps values (1)`.execute(db))
    unawaited(sql`insert into steps values (1)`.execute(db))
    unawaited(sql`select nonsense`.execute(db))
  })
  await expect(writing).rejects.toMatchObject({ code: '23505' })
  expect(await steps()).toEqual([])
})

test('a refusal that only follows from the failure is not taken for it, whichever is heard of first', async () => {
  for (let round = 0; round < 40; round++) {
    const writing = inTransaction(world.desk.db, 'read write', async (db) => {
      unawaited(sql`insert into steps values (${1})`.execute(db))
      unawaited(sql`insert into steps values (${1})`.execute(db))
      await sql`select desk_now()`.execute(db)
    })
    await expect(writing).rejects.toMatchObject({ code: '23505' })
  }
})

test('after a failure nothing more leaves, so that nothing is written outside the transaction', async () => {
  const writing = inTransaction(world.desk.db, 'read write', async (db) => {
    await sql`select nonsense`.execute(db).catch(() => {})
    await sql`insert into steps values (1)`.execute(db)
  })
  await expect(writing).rejects.toMatchObject({ code: '42703' })
  expect(await steps()).toEqual([])
})

test('what is asked for after the end is refused', async () => {
  let late: Promise<unknown> | undefined
  const writing = inTransaction(world.desk.db, 'read write', async (db) => {
    const soon = new Promise((resolve) => setTimeout(resolve, 50))
    late = soon.then(() => sql`insert into steps values (1)`.execute(db))
    unawaited(late)
    throw new Error('Changed my mind.')
  })
  await expect(writing).rejects.toThrow('Changed my mind.')
  await expect(late).rejects.toThrow('after the end')
  expect(await steps()).toEqual([])
})

test('a transaction that only reads refuses to write', async () => {
  const writing = inTransaction(world.desk.db, 'read only', async (db) => {
    await sql`select 1`.execute(db)
    await sql`insert into steps values (1)`.execute(db)
  })
  await expect(writing).rejects.toMatchObject({ code: '25006' })
})

test('one that lost its connection gives it up, and the next has another', async () => {
  const cut = inTransaction(world.desk.db, 'read write', (db) =>
    sql`select pg_terminate_backend(pg_backend_pid())`.execute(db),
  )
  await expect(cut).rejects.toThrow()
  await expect(inTransaction(world.desk.db, 'read only', (db) => sql`select 1`.execute(db))).resolves.toBeDefined()
})
