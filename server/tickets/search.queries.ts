import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'

/** The buckets a search reads, from the newest and smallest on; each is one key of the index, met with the words asked for. */
const STEPS = [
  { column: 'thousand', shift: 10, back: 0 },
  { column: 'thousand', shift: 10, back: 1 },
  { column: 'sixteen', shift: 14, back: 0 },
  { column: 'sixteen', shift: 14, back: 1 },
  { column: 'quarter', shift: 18, back: 0 },
  { column: 'quarter', shift: 18, back: 1 },
] as const

/**
 * Words in tickets and interactions, newest first, each ticket at its newest match. Wider buckets are read only while the page is
 * not full: a common word fills it at once, a rare one has few rows anywhere. `allowed` is the SQL of what the actor may see and
 * of the list's filters, over `t`. The cursor is the lowest entry read so far.
 */
export async function searchIds(
  ctx: Context,
  q: string,
  allowed: RawBuilder<boolean>,
  cursor: string | undefined,
  limit: number,
) {
  const start = cursorOf(cursor)
  const ids = start === null ? await byNumber(ctx, q, allowed) : []
  const query = tsquery(q)
  let below = query ? (start ?? (await afterLast(ctx))) : 1
  for (const { column, shift, back } of STEPS) {
    if (ids.length > limit || below <= 1) break
    const bucket = Math.floor((below - 1) / 2 ** shift) - back
    if (bucket < 0) continue
    const rows = await entries(
      ctx,
      query!,
      allowed,
      below,
      limit + 1 - ids.length,
      sql`e.${sql.ref(column)} = ${bucket}`,
    )
    add(ids, rows)
    below = ids.length > limit ? rows.at(-1)!.entry : bucket * 2 ** shift
  }
  if (ids.length <= limit && below > 1) {
    const rows = await entries(ctx, query!, allowed, below, limit + 1 - ids.length, sql`true`)
    add(ids, rows)
    below = ids.length > limit ? rows.at(-1)!.entry : 1
  }
  return { ids: ids.slice(0, limit), next: ids.length > limit ? String(below + 1) : null }
}

const add = (ids: number[], rows: { ticket_id: number }[]) => {
  for (const { ticket_id } of rows) if (!ids.includes(ticket_id)) ids.push(ticket_id)
}

/** "10482", "#10482", or a number from before the move into this desk. */
async function byNumber({ db }: Context, q: string, allowed: RawBuilder<boolean>): Promise<number[]> {
  const number = q.replace(/^#/, '')
  const id = /^\d{1,15}$/.test(number) ? Number(number) : 0
  const { rows } = await sql<{ id: number }>`select t.id from tickets t
    where (t.id = ${id} or t.external_number = ${number}) and ${allowed} order by t.id desc limit 20`.execute(db)
  return rows.map((row) => row.id)
}

async function afterLast({ db }: Context): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from search_entries`.execute(db)
  return (rows[0]!.id ?? 0) + 1
}

async function entries(
  { db }: Context,
  query: RawBuilder<unknown>,
  allowed: RawBuilder<boolean>,
  below: number,
  limit: number,
  bucket: RawBuilder<unknown>,
) {
  const { rows } = await sql<{ ticket_id: number; entry: number }>`
    select e.ticket_id, e.id as entry from search_entries e join tickets t on t.id = e.ticket_id
     where e.words @@ (${query}) and ${bucket} and e.id < ${below} and ${allowed}
       and not exists (select 1 from search_entries newer where newer.ticket_id = e.ticket_id and newer.id > e.id and newer.words @@ (${query}))
     order by e.id desc limit ${limit}`.execute(db)
  return rows
}

/** Every word must be met, as a Spanish stem or as it stands without accents; the last one may still be being typed. */
function tsquery(q: string): RawBuilder<unknown> | null {
  const words = q
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .slice(0, 10)
  if (!words.length) return null
  const each = words.map((word, i) => {
    const plain = i === words.length - 1 && word.length > 2 ? ':*B' : ':B'
    return sql`(to_tsquery('pg_catalog.spanish', ${`${word}:A`}) || to_tsquery('pg_catalog.simple', fold(${word}) || ${plain}))`
  })
  return sql.join(each, sql` && `)
}

function cursorOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  const id = Number(cursor)
  if (!Number.isSafeInteger(id) || id < 1) throw invalid('cursor', 'cursor')
  return id
}
