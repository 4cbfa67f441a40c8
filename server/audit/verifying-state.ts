import type pg from 'pg'
import type { Findings, Progress } from './findings.ts'
import { type Change, type Columns, foldRow } from './folding.rules.ts'
import { recorded } from './tables.ts'

type Told = Change & { tbl: string; name: string }
type Tale = { tbl: string; name: string; changes: Change[] }
type Row = { name: string; whole: Record<string, unknown> }

/**
 * Folds the changes of every recorded table side by side with its rows: one pass over each, sorted by the database, so that memory
 * here stays flat. Finds what was written, or taken away, with the triggers off.
 */
export async function verifyState(client: pg.Client, findings: Findings, progress: Progress) {
  const total = Number((await client.query('select count(*) from changes')).rows[0].count)
  const told = cursor<Told>(
    client,
    `select id::float8, tbl, row_id as name, op, diff from changes order by tbl collate "C", row_id collate "C", id`,
  )
  const tales = await peekable(byRow(told, (done) => progress('state', done, total)))
  for (const table of [...recorded].sort()) {
    await reportStrangers(tales, table, findings)
    await verifyTable(client, table, tales, findings)
  }
  await reportStrangers(tales, '\uffff', findings)
  progress('state', total, total)
}

async function verifyTable(client: pg.Client, table: string, tales: Peekable<Tale>, findings: Findings) {
  const { columns, query } = await look(client, table)
  const rows = await peekable(cursor<Row>(client, query))
  for (;;) {
    const row = rows.head
    const tale = tales.head?.tbl === table ? tales.head : undefined
    if (!row && !tale) return
    const name = !tale || (row && row.name < tale.name) ? row!.name : tale.name
    const changes = tale?.name === name ? tale.changes : []
    const whole = row?.name === name ? row.whole : null
    for (const { kind, ...params } of foldRow(changes, whole, columns))
      findings.report(kind, { table, row: name, ...params })
    if (changes.length) await tales.next()
    if (whole) await rows.next()
  }
}

/** Changes of a table that is not under the record, between the tables that are. */
async function reportStrangers(tales: Peekable<Tale>, before: string, findings: Findings) {
  for (; tales.head && tales.head.tbl < before; await tales.next())
    findings.report('table_unknown', { change: tales.head.changes[0]!.id, table: tales.head.tbl })
}

/** The columns that can be compared, and the query that reads rows as the record would tell them, by the trigger's own arguments. */
async function look(client: pg.Client, table: string): Promise<{ columns: Columns; query: string }> {
  const [derived, secret, digested] = await triggerArguments(client, table)
  const { rows } = await client.query<{ name: string; type: string; added: string | null }>(
    `select attname as name, format_type(atttypid, atttypmod) as type, pg_get_expr(adbin, adrelid) as added
       from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and not attname = any ($2)`,
    [`"${table}"`, [...derived!, ...secret!]],
  )
  const columns: Columns = { types: Object.fromEntries(rows.map(({ name, type }) => [name, type])), added: {} }
  for (const { name, added } of rows)
    if (added && CONSTANT.test(added)) columns.added[name] = await evaluated(client, added)
  const digests = digested!.map((name) => `'${name}', value_digest(whole -> '${name}')`).join(', ')
  const query = `select called as name, whole || jsonb_build_object(${digests}) as whole
    from "${table}" t, to_jsonb(t) whole, record_name(whole) called order by called collate "C"`
  return { columns, query }
}

async function triggerArguments(client: pg.Client, table: string): Promise<string[][]> {
  const { rows } = await client.query<{ args: string[] | null }>(
    `select string_to_array(encode(tgargs, 'escape'), '\\000') as args from pg_trigger where tgrelid = $1::regclass and tgname = 'record_change'`,
    [`"${table}"`],
  )
  const args = rows[0]?.args ?? ['', '', '{}', '{}', '{}']
  return args.slice(2, 5).map((list) => list.slice(1, -1).split(',').filter(Boolean))
}

/**
 * What rows older than a column got is its default. PostgreSQL remembers which rows those are only until the table is written anew (by
 * another column, a restore), so that for the record a row of which nothing is told holds it.
 */
const CONSTANT = /^(?:'[^']*'(?:::[\w". ]+(?:\[\])?)?|-?[\d.]+|true|false)$/

async function evaluated(client: pg.Client, constant: string): Promise<unknown> {
  const { rows } = await client.query(`select to_jsonb(${constant}) as value`)
  return rows[0].value
}

async function* byRow(told: AsyncGenerator<Told>, onProgress: (done: number) => void): AsyncGenerator<Tale> {
  let tale: Tale | undefined
  let done = 0
  for await (const { tbl, name, ...change } of told) {
    if (tale && (tale.tbl !== tbl || tale.name !== name)) yield tale
    if (tale?.tbl !== tbl || tale.name !== name) tale = { tbl, name, changes: [] }
    tale.changes.push(change)
    if (++done % 20_000 === 0) onProgress(done)
  }
  if (tale) yield tale
}

let cursors = 0
async function* cursor<T extends pg.QueryResultRow>(client: pg.Client, query: string): AsyncGenerator<T> {
  const name = `verify_${++cursors}`
  await client.query(`declare ${name} no scroll cursor for ${query}`)
  for (;;) {
    const { rows } = await client.query<T>(`fetch 1000 from ${name}`)
    if (!rows.length) break
    yield* rows
  }
  await client.query(`close ${name}`)
}

type Peekable<T> = { head: T | undefined; next(): Promise<void> }
async function peekable<T>(items: AsyncGenerator<T>): Promise<Peekable<T>> {
  const peek: Peekable<T> = {
    head: undefined,
    async next() {
      const { value, done } = await items.next()
      peek.head = done ? undefined : value
    },
  }
  await peek.next()
  return peek
}
