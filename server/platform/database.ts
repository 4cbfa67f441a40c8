import type { Socket } from 'node:net'
import { Kysely, type KyselyProps, PostgresDialect, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import type { DB } from './db.types.ts'

// int8 → number (ids stay far below 2^53), numeric → number; dates without time stay strings.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.NUMERIC, Number)
types.setTypeParser(pg.types.builtins.DATE, String)
types.setTypeParser(1016 as number, (value) => parseInt8Array(value as string))

/** `parts` are what a transaction of its own is made of (pipeline.ts). */
export type Database = Kysely<DB> & { pool: pg.Pool; parts: Omit<KyselyProps, 'executor'> }

type Options = {
  max?: number
  /** Milliseconds after which who waits for a connection gives up. */
  patience?: number
  /** Hears of idle connections that broke; the pool replaces them. */
  onError?: (error: Error) => void
  /** Statements are kept prepared; not behind a pooler that hands each transaction another connection. */
  prepare?: boolean
}

/** Who has waited this long for a connection is told that the desk is busy, rather than waiting for ever. */
const PATIENCE = 10_000
/** Beyond what the database itself allows a statement: a connection that fell silent is given up, and another made. */
const SILENCE = 150_000

/** The desk reckons in UTC; zones belong to calendars and readers. No workers: a search goes through its parts in turn. */
const SETTINGS =
  '-c timezone=UTC -c idle_in_transaction_session_timeout=60000 -c statement_timeout=60000 -c max_parallel_workers_per_gather=0'
/**
 * What is kept prepared is planned once for all values: a desk's questions are short, and planning one anew for its values, as the
 * database would wherever that promises a little less work, costs more than answering it.
 */
const PLANNED_ONCE = ' -c plan_cache_mode=force_generic_plan'

/** A pool of connections to the desk's database. */
export function openDatabase(url: string, options: Options = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    connectionTimeoutMillis: options.patience ?? PATIENCE,
    query_timeout: SILENCE,
    keepAlive: true,
    types,
    options: SETTINGS + (options.prepare ? PLANNED_ONCE : ''),
    application_name: 'ventanilla',
    pipeline: true,
  })
  pool.on('error', options.onError ?? (() => {}))
  // A connection in use that breaks fails its query; without a listener its "error" would also end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  if (options.prepare) pool.on('connect', keepPrepared)
  pool.on('connect', sendTogether)
  const dialect = new PostgresDialect({ pool })
  dialect.createQueryCompiler = () => new SayingYesAndNo()
  return Object.assign(new Kysely<DB>({ dialect }), {
    pool,
    parts: { config: { dialect }, dialect, driver: dialect.createDriver() },
  })
}

/** Yes and no stand in the statement itself: `where active` then finds the index of what is active, also by a plan made for all values. */
class SayingYesAndNo extends PostgresQueryCompiler {
  protected override appendValue(value: unknown) {
    if (typeof value === 'boolean') this.appendImmediateValue(value)
    else super.appendValue(value)
  }
}

/** What is asked for at once leaves in one packet: each packet wakes the database, and each answer this process. */
function sendTogether(client: pg.PoolClient) {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  let held = false
  client.query = ((...args: unknown[]) => {
    if (!held) {
      held = true
      stream.cork()
      process.nextTick(() => {
        held = false
        stream.uncork()
      })
    }
    return query(...args)
  }) as typeof client.query
}

/** Far more than the program has; statements whose text grows with a list must not fill the database's memory. */
const MOST_PREPARED = 400
const PLAN_OUTDATED = '0A000'

/**
 * Each statement is parsed once per connection, and planned once where one plan serves all values: on a desk's short questions that
 * is most of the work. A migration may outdate a plan; then all are made anew, and the transaction is tried again (transaction.ts).
 */
function keepPrepared(client: pg.PoolClient) {
  const query = (...args: unknown[]) =>
    Reflect.apply(pg.Client.prototype.query, client, args) as unknown as Promise<unknown>
  const names = new Map<string, string>()
  let made = 0
  const nameOf = (text: string) => {
    if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `v${++made}`)
    return names.get(text)
  }
  const prepared = async (text: string, values: unknown[]) => {
    try {
      return await query({ name: nameOf(text), text, values })
    } catch (error) {
      if ((error as { code?: string }).code === PLAN_OUTDATED) names.clear()
      throw error
    }
  }
  client.query = ((text: unknown, values: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && Array.isArray(values) && values.length && !rest.length
      ? prepared(text, values)
      : query(text, values, ...rest)) as typeof client.query
}

function parseInt8Array(value: string): number[] {
  return value === '{}' ? [] : value.slice(1, -1).split(',').map(Number)
}
