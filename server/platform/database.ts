import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './db.types.ts'

// int8 → number (ids stay far below 2^53), numeric → number; dates without time stay strings.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.NUMERIC, Number)
types.setTypeParser(pg.types.builtins.DATE, String)
types.setTypeParser(1016 as number, (value) => parseInt8Array(value as string))

export type Database = Kysely<DB> & { pool: pg.Pool }

/** A pool of connections to the desk's database. `onError` hears of idle connections that broke; the pool replaces them. */
export function openDatabase(url: string, options: { max?: number; onError?: (error: Error) => void } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    types,
    // The desk reckons in UTC; zones belong to calendars and readers.
    options: '-c timezone=UTC -c idle_in_transaction_session_timeout=60000 -c statement_timeout=60000',
    application_name: 'ventanilla',
  })
  pool.on('error', options.onError ?? (() => {}))
  // A connection in use that breaks fails its query; without a listener its "error" would also end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return Object.assign(new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), { pool })
}

function parseInt8Array(value: string): number[] {
  return value === '{}' ? [] : value.slice(1, -1).split(',').map(Number)
}
