import { createHash, randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'

type Statement = { text: string; values: unknown[]; ids: number[] }
/** The statements of one transaction, with the ids each of them gave out. */
export type Recording = Statement[]

/** Runs `work` and answers the transactions it made in this process, statement by statement; `alone` also those that are one by themselves. */
export async function recordStatements(work: () => Promise<unknown>, { alone = false } = {}): Promise<Recording[]> {
  const open = new Map<pg.Client, Recording>()
  const done: Recording[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = async function (this: pg.Client, ...args: unknown[]) {
    const { text, values } = asked(args)
    if (/^(begin|start transaction)/i.test(text)) open.set(this, [])
    const result = (await Reflect.apply(original, this, args)) as pg.QueryResult
    const statement = { text, values, ids: idsIn(result) }
    if (open.has(this)) open.get(this)!.push(statement)
    else if (alone) done.push([statement])
    if (/^commit/i.test(text) && open.has(this)) done.push(open.get(this)!)
    if (/^(commit|rollback)/i.test(text)) open.delete(this)
    return result
  } as typeof original
  try {
    await work()
    // a read is answered before its transaction has ended
    while (open.size) await setImmediate()
  } finally {
    pg.Client.prototype.query = original
  }
  return done
}

function asked(args: unknown[]): { text: string; values: unknown[] } {
  const [query, values] = args
  if (typeof query === 'string') return { text: query, values: (values as unknown[]) ?? [] }
  const { text, values: own } = query as { text: string; values?: unknown[] }
  return { text, values: own ?? (values as unknown[]) ?? [] }
}

const idsIn = (result: pg.QueryResult) =>
  (result?.rows ?? []).flatMap((row) =>
    Object.keys(row).includes('id') && Number(row.id) > 1000 ? [Number(row.id)] : [],
  )

/**
 * Runs the recorded statements again, bare, in one transaction on one connection. Ids given out anew stand in for the recorded ones
 * wherever these were used afterwards, and so do the values in `instead`.
 */
export async function replay(client: pg.Client, transactions: Recording[], instead: Map<string, string>) {
  const known = new Map(instead)
  for (const statements of transactions)
    for (const { text, values, ids } of statements) {
      const filled = values.map((value) => replaced(value, known))
      const result = await (filled.length
        ? client.query({ name: nameOf(text), text, values: filled })
        : client.query(text))
      if (ids.length === 1 && /nextval|returning "?id/i.test(text)) known.set(String(ids[0]), String(result.rows[0].id))
    }
}

/** Prepared, as the program's own are. */
const nameOf = (text: string) => createHash('md5').update(text).digest('hex')

/** Secret names are made by the program and must be unique. */
const SECRET = /^[\w-]{43}$/
/** So must the hash of a mail. */
const HASH_BYTES = 32

function replaced(value: unknown, known: Map<string, string>): unknown {
  if (Buffer.isBuffer(value)) return value.length === HASH_BYTES ? randomBytes(HASH_BYTES) : value
  if (typeof value === 'string' && SECRET.test(value)) return randomBytes(32).toString('base64url')
  if (!known.size || (typeof value !== 'string' && typeof value !== 'number')) return value
  const text = String(value)
  if (known.has(text)) return known.get(text)
  if (typeof value === 'number') return value
  let changed = text
  for (const [from, to] of known)
    if (changed.includes(from))
      changed = changed.replaceAll(new RegExp(`(?<![\\w.])${literally(from)}(?![\\w.])`, 'g'), to)
  return changed
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
