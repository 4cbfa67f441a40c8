import { type CompiledQuery, InsertQueryNode, type QueryResult, ValuesNode } from 'kysely'
import type { Database } from './database.ts'

type Result = QueryResult<unknown>
/** How equal statements become one of so many, and which part of its answer is whose. */
type Joint = { text: (times: number) => string; part: (result: Result, n: number, of: number) => Result }

/** Each number is a statement of its own, which every connection that needs it keeps prepared: few of them. */
export const MOST_JOINED = 8

/** All statements of one text: it is read once, and they know each other by this. No joint: they go alone. */
export type Kind = { joint: Joint | null }
const known = new Map<string, Kind>()

export function kindOf(db: Database, query: CompiledQuery): Kind {
  const held = known.get(query.sql)
  if (held) return held
  const kind = { joint: insertsOf(db, query) ?? selectsOf(query) ?? changesOf(query) }
  known.set(query.sql, kind)
  return kind
}

/** Statements of one kind as one; at most so many. */
export function joined({ joint }: Kind, queries: CompiledQuery[]): CompiledQuery {
  const [first] = queries
  if (queries.length === 1) return first!
  const sql = joint!.text(queries.length)
  return { ...first!, sql, parameters: queries.flatMap(({ parameters }) => parameters) }
}

/** What the `n`th of so many joined ones would have been answered alone. */
export const partOf = ({ joint }: Kind, result: Result, n: number, of: number): Result =>
  of === 1 ? result : joint!.part(result, n, of)

/**
 * An insert of rows, and of nothing beside them: what follows the rows would have to be said for each of them, and where a conflict leaves
 * rows out nobody could tell whose the returned ones are.
 */
function insertsOf(db: Database, { query, queryId, parameters }: CompiledQuery): Joint | null {
  if (!InsertQueryNode.is(query) || query.with || !query.values || !ValuesNode.is(query.values)) return null
  if (query.onConflict && query.returning) return null
  const { values } = query.values
  const times = (n: number) => {
    const rows = Array.from({ length: n }, () => values).flat()
    return db.getExecutor().compileQuery(InsertQueryNode.cloneWith(query, { values: ValuesNode.create(rows) }), queryId)
  }
  if (times(2).parameters.length !== 2 * parameters.length) return null
  return { text: perSize((works) => times(works.length).sql), part: equalShare }
}

/** Rows are returned in the order of the values. */
function equalShare({ rows, numAffectedRows }: Result, n: number, of: number): Result {
  const each = rows.length / of
  return {
    rows: rows.slice(n * each, (n + 1) * each),
    ...(numAffectedRows !== undefined && { numAffectedRows: numAffectedRows / BigInt(of) }),
  }
}

type Row = { of_work: number }
/** Each row says whose it is. */
const rowsOf: Joint['part'] = ({ rows }, n) => ({
  rows: (rows as Row[]).filter(({ of_work }) => of_work === n).map(({ of_work: _, ...row }) => row),
})

/** Whatever begins by asking, locks and numbers drawn included: they are carried out one after the other. */
function selectsOf({ sql, parameters }: CompiledQuery): Joint | null {
  if (!/^\s*select\b/i.test(sql) || !parameters.length) return null
  const one = (n: number) => `select ${n} as of_work, w.* from (${shifted(sql, n * parameters.length)}) w`
  return { text: perSize((works) => works.map(one).join(' union all ')), part: rowsOf }
}

/** A change of rows, which answers those it returns, or how many they were. */
function changesOf({ sql, parameters }: CompiledQuery): Joint | null {
  if (!/^\s*(?:insert|update|delete)\b/i.test(sql)) return null
  const returning = /\breturning\b/i.test(sql)
  const one = (n: number) => `w${n} as (${shifted(sql, n * parameters.length)}${returning ? '' : ' returning 1'})`
  const answer = (n: number) => `select ${n} as of_work, ${returning ? '*' : 'count(*)'} from w${n}`
  return {
    text: perSize((works) => `with ${works.map(one)} ${works.map(answer).join(' union all ')}`),
    part: (result, n, of) => {
      const { rows } = rowsOf(result, n, of)
      return returning
        ? { rows, numAffectedRows: BigInt(rows.length) }
        : { rows: [], numAffectedRows: BigInt((rows as { count: number }[])[0]!.count) }
    },
  }
}

function perSize(text: (works: number[]) => string): (size: number) => string {
  const texts = new Map<number, string>()
  return (size) => {
    const made = texts.get(size) ?? text(Array.from({ length: size }, (_, n) => n))
    texts.set(size, made)
    return made
  }
}

const shifted = (text: string, by: number) => text.replace(/\$(\d+)/g, (_, n) => `$${Number(n) + by}`)
