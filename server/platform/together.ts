import { type CompiledQuery, type QueryResult, sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'
import type { DB } from './db.types.ts'
import { joined, type Kind, kindOf, MOST_JOINED, partOf } from './joining.ts'
import { type Execute, inTransaction, transactionOver, unawaited } from './pipeline.ts'

type Work<F, T> = (trx: Transaction<DB>, first: F) => Promise<T>

/**
 * Several works side by side in one transaction: all of them are committed, or none. `first` goes before them. What they ask for at the same
 * time leaves together, and equal statements as one: much of what a row costs is the statement around it. Locks do not part them
 * from each other, so they may have no row in common (see whoever lends this: transaction.ts).
 */
export function inTransactionTogether<F, T>(
  db: Database,
  first: (trx: Transaction<DB>) => Promise<F>,
  works: Work<F, T>[],
): Promise<T[]> {
  return inTransaction(db, 'read write', async (trx, execute) => {
    unawaited(planOnce(trx))
    const begun = await first(trx)
    const rounds = inRounds(db, execute, works.length)
    const results = await Promise.all(works.map((work, n) => work(transactionOver(db, rounds.asking(n)), begun)))
    await rounds.over()
    return results
  })
}

/**
 * All go by keys, so one plan does for all values, and for one process: by itself the database would plan each statement, for each number
 * of works and on each connection, five times before it sees that.
 */
const planOnce = (trx: Transaction<DB>) =>
  sql`select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('max_parallel_workers_per_gather', '0', true)`.execute(
    trx,
  )

type Asked = {
  query: CompiledQuery
  kind: Kind
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
      for (let next = nextOf(asked); next.length; next = nextOf(asked)) void send(next)
    })
  }

  async function send(alike: Asked[]) {
    away++
    try {
      const { kind } = alike[0]!
      const queries = alike.map(({ query }) => query)
      const result = await execute(joined(kind, queries))
      for (const [n, { answer }] of alike.entries()) answer(partOf(kind, result, n, alike.length))
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
          asked[work]!.push({ query, kind: kindOf(db, query), answer, refuse })
          plan()
        }),
    over: () =>
      new Promise<void>((resolve) => {
        if (away || waiting()) rest = resolve
        else resolve()
      }),
  }
}

/** The statement whose turn it is, with its like from other works; never one before what the same work asked for earlier. */
function nextOf(asked: Asked[][]): Asked[] {
  const queues = asked.filter((queue) => queue.length)
  const single = queues.find(([head]) => !head!.kind.joint)
  if (single) return [single.shift()!]
  const heads = [...new Set(queues.map(([head]) => head!.kind))]
  const comesLater = (kind: Kind) => queues.some((queue) => queue.findIndex((one) => one.kind === kind) > 0)
  const kind = heads.find((head) => !comesLater(head)) ?? heads[0]
  const alike = queues.filter(([head]) => head!.kind === kind)
  return alike.slice(0, MOST_JOINED).map((queue) => queue.shift()!)
}
