import { type CompiledQuery, InsertQueryNode, type QueryResult, type Transaction, ValuesNode } from 'kysely'
import type { Database } from './database.ts'
import type { DB } from './db.types.ts'
import { type Execute, inTransaction, transactionOver } from './pipeline.ts'

type Work<F, T> = (trx: Transaction<DB>, first: F) => Promise<T>

/**
 * Several works side by side in one transaction: all of them are committed, or none. `first` goes before them. What they ask for at the same
 * time leaves together, and equal inserts as one of many rows: much of what a row costs is the statement around it. Locks do not part them
 * from each other, so they may have no row in common (see whoever lends this: transaction.ts).
 */
export function inTransactionTogether<F, T>(
  db: Database,
  first: (trx: Transaction<DB>) => Promise<F>,
  works: Work<F, T>[],
): Promise<T[]> {
  return inTransaction(db, 'read write', async (trx, execute) => {
    const begun = await first(trx)
    const rounds = inRounds(db, execute, works.length)
    const results = await Promise.all(works.map((work, n) => work(transactionOver(db, rounds.asking(n)), begun)))
    await rounds.over()
    return results
  })
}

type Asked = {
  query: CompiledQuery
  answer: (result: QueryResult<unknown>) => void
  refuse: (error: unknown) => void
}

/**
 * A round leaves when the last one is answered and every work has asked for what it can. So works that do the same stay in step, and
 * each one's statements in the order it asked for them.
 */
function inRounds(db: Database, execute: Execute, works: number) {
  const asked: Asked[][] = Array.from({ length: works }, () => [])
  const waiting = () => asked.some((queue) => queue.length)
  let away = 0
  let planned = false
  let rest: (() => void) | undefined

  function plan() {
    if (planned || away) return
    planned = true
    // behind all that the answers of the last round set going
    setImmediate(() => {
      planned = false
      for (let next = nextOf(db, asked); next.length; next = nextOf(db, asked)) void send(next)
    })
  }

  async function send(alike: Asked[]) {
    away++
    try {
      const result = await execute(alike.length === 1 ? alike[0]!.query : joined(db, alike))
      for (const [n, { answer }] of alike.entries()) answer(partOf(result, n, alike.length))
    } catch (error) {
      for (const { refuse } of alike) refuse(error)
    }
    away--
    if (waiting()) plan()
    else if (!away) rest?.()
  }

  return {
    asking:
      (work: number): Execute =>
      (query) =>
        new Promise((answer, refuse) => {
          asked[work]!.push({ query, answer, refuse })
          plan()
        }),
    over: () =>
      new Promise<void>((resolve) => {
        if (away || waiting()) rest = resolve
        else resolve()
      }),
  }
}

/** Each size is a statement of its own, which every connection keeps prepared: few of them. */
const SIZES = [8, 4, 2, 1]

/** The statement whose turn it is, with its like from other works; never one before what the same work asked for earlier. */
function nextOf(db: Database, asked: Asked[][]): Asked[] {
  const queues = asked.filter((queue) => queue.length)
  const single = queues.find(([head]) => !manyOf(db, head!.query))
  if (single) return [single.shift()!]
  const heads = [...new Set(queues.map(([head]) => head!.query.sql))]
  const comesLater = (text: string) => queues.some((queue) => queue.findIndex(({ query }) => query.sql === text) > 0)
  const text = heads.find((head) => !comesLater(head)) ?? heads[0]
  const alike = queues.filter(([head]) => head!.query.sql === text)
  const size = SIZES.find((each) => each <= alike.length)
  return alike.slice(0, size).map((queue) => queue.shift()!)
}

type Text = (times: number) => string
/** By its text, the text of an insert of so many times its rows; null for what goes alone. */
const known = new Map<string, Text | null>()

function manyOf(db: Database, query: CompiledQuery): Text | null {
  if (!InsertQueryNode.is(query.query)) return null
  const text = known.get(query.sql)
  if (text !== undefined) return text
  const found = textsOf(db, query)
  known.set(query.sql, found)
  return found
}

/**
 * An insert of rows, and of nothing beside them: what follows the rows would have to be said for each of them, and where a conflict leaves
 * rows out nobody could tell whose the returned ones are.
 */
function textsOf(db: Database, { query, queryId, parameters }: CompiledQuery): Text | null {
  if (!InsertQueryNode.is(query) || query.with || !query.values || !ValuesNode.is(query.values)) return null
  if (query.onConflict && query.returning) return null
  const { values } = query.values
  const times = (n: number) => {
    const rows = Array.from({ length: n }, () => values).flat()
    return db.getExecutor().compileQuery(InsertQueryNode.cloneWith(query, { values: ValuesNode.create(rows) }), queryId)
  }
  if (times(2).parameters.length !== 2 * parameters.length) return null
  const texts = new Map(SIZES.map((size) => [size, times(size).sql]))
  return (size) => texts.get(size)!
}

function joined(db: Database, alike: Asked[]): CompiledQuery {
  const first = alike[0]!.query
  const sql = manyOf(db, first)!(alike.length)
  return { ...first, sql, parameters: alike.flatMap(({ query }) => query.parameters) }
}

/** Rows are returned in the order of the values. */
function partOf({ rows, numAffectedRows }: QueryResult<unknown>, n: number, of: number): QueryResult<unknown> {
  const each = rows.length / of
  return {
    rows: rows.slice(n * each, (n + 1) * each),
    ...(numAffectedRows !== undefined && { numAffectedRows: numAffectedRows / BigInt(of) }),
  }
}
