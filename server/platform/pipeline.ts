import { type CompiledQuery, type DatabaseConnection, type QueryResult, Transaction } from 'kysely'
import type pg from 'pg'
import type { Database } from './database.ts'
import type { DB } from './db.types.ts'

/**
 * One transaction. Statements leave as they are asked for, without waiting for each other, and are answered in that order; `begin`
 * leaves with the first, so what `work` asks for before its first answer may only read. Once one has failed no other leaves: the
 * first failure is the transaction's, also that of a statement nobody waited for.
 */
export async function inTransaction<T>(
  db: Database,
  access: 'read only' | 'read write',
  work: (trx: Transaction<DB>, execute: Execute) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect()
  const statements = statementsOn(client)
  try {
    unawaited(statements.ask(`start transaction ${access}`))
    const result = await work(transactionOver(db, statements.execute), statements.execute)
    const done = statements.commit().then(() => client.release())
    if (access === 'read write') await done
    // who has read all there was to read waits for nothing more
    else done.catch(() => client.release(true))
    return result
  } catch (error) {
    await statements.rollback().then(
      () => client.release(),
      () => client.release(true),
    )
    throw statements.failure() ?? error
  }
}

/** For a statement whose answer nobody needs: should it fail, its transaction does. */
export function unawaited(statement: Promise<unknown>) {
  statement.catch(() => {})
}

type Failed = { error: unknown }
/** What follows a failure is refused for that alone (25P02), and the refusal may be heard of first: the cause is the other one. */
const cause = (known: Failed | undefined, error: unknown): Failed =>
  known && (known.error as { code?: string }).code !== '25P02' ? known : { error }

export type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>

function statementsOn(client: pg.PoolClient) {
  let failed: Failed | undefined
  let over = false
  async function ask(text: string, values?: readonly unknown[]): Promise<pg.QueryResult> {
    if (failed) throw failed.error
    if (over) throw new Error('This was asked for after the end of its transaction.')
    try {
      return await client.query(text, values as unknown[])
    } catch (error) {
      failed = cause(failed, error)
      throw error
    }
  }
  return {
    ask,
    execute: async ({ sql, parameters }: CompiledQuery) => {
      const { rows, rowCount, command } = await ask(sql, parameters)
      return { rows, ...(command !== 'SELECT' && { numAffectedRows: BigInt(rowCount ?? 0) }) }
    },
    async commit() {
      const committing = ask('commit')
      over = true
      // the database's answer to a commit after a failure is that it has rolled back
      if ((await committing).command !== 'COMMIT') throw failed?.error ?? new Error('The transaction was rolled back.')
    },
    rollback() {
      over = true
      return client.query('rollback')
    },
    failure: () => failed?.error,
  }
}

export function transactionOver(db: Database, execute: Execute) {
  const connection: DatabaseConnection = {
    executeQuery: execute as DatabaseConnection['executeQuery'],
    streamQuery() {
      throw new Error('A transaction of the desk reads no streams.')
    },
  }
  const executor = db.getExecutor().withConnectionProvider({ provideConnection: (use) => use(connection) })
  return new Transaction<DB>({ ...db.parts, executor })
}
