import type pg from 'pg'
import type { Table } from './rows.ts'

export type Stripped = {
  constraints: { tbl: string; name: string; sql: string; kind: string }[]
  indexes: { name: string; sql: string }[]
}

/**
 * Takes keys, indexes and the record's triggers off the tables, as any owner may, so that rows are copied at full speed. Putting
 * them back proves every key and reference.
 */
export async function strip(client: pg.Client, tables: Table[]): Promise<Stripped> {
  const { rows: constraints } = await client.query<Stripped['constraints'][number]>(
    `select conrelid::regclass::text as tbl, conname as name, pg_get_constraintdef(oid) as sql, contype as kind from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f')
        and (conrelid = any($1::text[]::regclass[]) or confrelid = any($1::text[]::regclass[]))
      order by contype = 'f', conrelid, conname`,
    [tables],
  )
  for (const { tbl, name } of constraints.toReversed()) await client.query(`alter table ${tbl} drop constraint ${name}`)
  const { rows: indexes } = await client.query<Stripped['indexes'][number]>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as sql from pg_index where indrelid = any($1::text[]::regclass[])`,
    [tables],
  )
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  return { constraints, indexes }
}

export async function restore(
  client: pg.Client,
  tables: Table[],
  { constraints, indexes }: Stripped,
  log: (line: string) => void,
) {
  await client.query(`set maintenance_work_mem = '1GB'`)
  for (const { tbl, name, sql, kind } of constraints.filter((each) => each.kind !== 'f'))
    await timed(log, `${kind === 'p' ? 'key' : 'unique'} ${name}`, () =>
      client.query(`alter table ${tbl} add constraint ${name} ${sql}`),
    )
  for (const { name, sql } of indexes) await timed(log, `index ${name}`, () => client.query(sql))
  for (const { tbl, name, sql } of constraints.filter((each) => each.kind === 'f'))
    await timed(log, `reference ${name}`, () => client.query(`alter table ${tbl} add constraint ${name} ${sql}`))
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
}

/** Says what took longer than two seconds. */
async function timed(log: (line: string) => void, what: string, work: () => Promise<unknown>) {
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1000
  if (seconds > 2) log(`  ${what}: ${seconds.toFixed(1)} s`)
}
