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

/** How many of the newest entries are looked through for what only begins like the last word; more only where some of the first do. */
const STRETCHES = [200, 2000]
const SOME = 3

/** Where a search goes on: below this entry, among whole words or among beginnings. */
type Place = { way: 'whole' | 'begun'; below: number }
type Page = { ids: number[]; next: string | null }
type Search = { ctx: Context; words: string[]; allowed: RawBuilder<boolean>; limit: number }

/**
 * Words in tickets and interactions, newest first, each ticket at its newest match: first those that have the words whole, as a Spanish
 * stem or as they stand without accents; then, while the page is not full, those where the last one only begins like that, for it may
 * still be being typed. `allowed` is the SQL of what the actor may see and of the list's filters, over `t`.
 */
export async function searchIds(
  ctx: Context,
  q: string,
  allowed: RawBuilder<boolean>,
  cursor: string | undefined,
  limit: number,
): Promise<Page> {
  const start = placeOf(cursor)
  const page: Page = { ids: start ? [] : await byNumber(ctx, q, allowed), next: null }
  const search = { ctx, words: wordsIn(q), allowed, limit }
  if (search.words.length && page.ids.length <= limit) {
    const top = await afterLast(ctx)
    if (start?.way !== 'begun') await findWhole(search, page, start?.below ?? top)
    if (page.ids.length <= limit && search.words.at(-1)!.length > 2)
      await findBegun(search, page, start?.way === 'begun' ? start.below : top)
  }
  return { ids: page.ids.slice(0, limit), next: page.ids.length > limit ? page.next : null }
}

/** Wider buckets are read only while the page is not full: a common word fills it at once, a rare one has few entries anywhere. */
async function findWhole(search: Search, page: Page, start: number) {
  let below = start
  for (const { column, shift, back } of STEPS) {
    const bucket = Math.floor((below - 1) / 2 ** shift) - back
    if (page.ids.length > search.limit || below <= 1 || bucket < 0) continue
    await find(search, page, { way: 'whole', below }, sql`e.${sql.ref(column)} = ${bucket}`)
    below = bucket * 2 ** shift
  }
  if (page.ids.length <= search.limit && below > 1) await find(search, page, { way: 'whole', below }, sql`true`)
}

/**
 * To an index a beginning is all the words that begin so: a common one is found sooner by looking through the newest entries, and only
 * a rare one, which a short look tells, is left for the index.
 */
async function findBegun(search: Search, page: Page, start: number) {
  let below = start
  for (const stretch of STRETCHES) {
    const [before, from] = [page.ids.length, Math.max(1, below - stretch)]
    const newest = sql`(select * from search_entries where id >= ${from} and id < ${below} offset 0)`
    await find(search, page, { way: 'begun', below }, sql`true`, newest)
    below = from
    if (page.ids.length > search.limit || page.ids.length - before < SOME) break
  }
  if (page.ids.length <= search.limit && below > 1) await find(search, page, { way: 'begun', below }, sql`true`)
}

/**
 * Adds what is found to the page, which is full with one more than the limit. The database, which takes a rare word for a common one,
 * would walk through all ids, or join with all that the actor may see: the sums and the fence (`offset 0`) keep it from that.
 */
async function find(
  { ctx, words, allowed, limit }: Search,
  page: Page,
  { way, below }: Place,
  bucket: RawBuilder<unknown>,
  entries = sql`search_entries`,
) {
  const query = tsquery(words, way)
  const before = way === 'whole' ? sql`false` : sql`before.words @@ (${tsquery(words, 'whole')})`
  const { rows } = await sql<{ ticketId: number; entry: number }>`
    select e.ticket_id as "ticketId", e.id as entry from ${entries} e
      cross join lateral (select from tickets t where t.id = e.ticket_id and ${allowed} offset 0) seen
     where e.words @@ (${query}) and ${bucket} and e.id + 0 < ${below}
       and not exists (select 1 from search_entries before where before.ticket_id = e.ticket_id and (${before} or before.id > e.id and before.words @@ (${query})))
     order by e.id + 0 desc limit ${limit + 1 - page.ids.length}`.execute(ctx.db)
  for (const { ticketId } of rows) if (!page.ids.includes(ticketId)) page.ids.push(ticketId)
  const last = rows.at(-1)
  if (last) page.next = `${way === 'begun' ? 'b' : ''}${last.entry + 1}`
}

/** "10482", "#10482", or a number from before the move into this desk. */
async function byNumber({ db }: Context, q: string, allowed: RawBuilder<boolean>): Promise<number[]> {
  const number = q.replace(/^#/, '')
  const id = /^\d{1,15}$/.test(number) ? Number(number) : 0
  const { rows } = await sql<{ id: number }>`select t.id from tickets t
    where t.id in (select ${id}::bigint union all (select id from tickets where external_number = ${number} limit 20)) and ${allowed}
    order by t.id desc`.execute(db)
  return rows.map((row) => row.id)
}

async function afterLast({ db }: Context): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from search_entries`.execute(db)
  return (rows[0]!.id ?? 0) + 1
}

const wordsIn = (q: string) =>
  q
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .slice(0, 10)

/** Every word must be met; of the last one, where that is asked for, the beginning is enough. */
function tsquery(words: string[], way: Place['way']): RawBuilder<unknown> {
  const each = words.map((word, i) => {
    const plain = way === 'begun' && i === words.length - 1 ? ':*B' : ':B'
    return sql`(to_tsquery('pg_catalog.spanish', ${`${word}:A`}) || to_tsquery('pg_catalog.simple', fold(${word}) || ${plain}))`
  })
  return sql.join(each, sql` && `)
}

function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const below = Number(/^b?(\d{1,15})$/.exec(cursor)?.[1])
  if (!(below >= 1)) throw invalid('cursor', 'cursor')
  return { way: cursor.startsWith('b') ? 'begun' : 'whole', below }
}
