import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'

/** The buckets a search reads, from the newest and smallest on; each is one key of the index, met with the words asked for. */
const STEPS = [
  { column: 'thousand', shift: 10 },
  { column: 'thousand', shift: 10 },
  { column: 'sixteen', shift: 14 },
  { column: 'sixteen', shift: 14 },
  { column: 'quarter', shift: 18 },
  { column: 'quarter', shift: 18 },
] as const

/** How many of the newest entries are looked through for what only begins like the last word; more only where some of the first do. */
const [NEAR, FAR, SOME] = [sql.lit(200), sql.lit(2200), sql.lit(3)]

/** In the order in which they are looked for: tickets of that number, whole words, beginnings. Each begins a cursor. */
const WAYS = { number: 'n', whole: '', begun: 'b' } as const
type Way = keyof typeof WAYS
/** Where a search goes on: below this entry, or this ticket of the number asked for. */
type Place = { way: Way; below: number }
type Page = { ids: number[]; next: string | null }
type Found = { ticketId: number; way: Way; entry: number }
type Sql = RawBuilder<unknown>

/**
 * Words in tickets and interactions, newest first, each ticket at its newest match: first those that have the words whole, as a Spanish
 * stem or as they stand without accents; then, while the page is not full, those where the last one only begins like that, for it may
 * still be being typed. `allowed` is the SQL of what the actor may see and of the list's filters, over `t`.
 *
 * All of it is one statement, whose parts the database goes through one after the other until the page is full. What is asked for
 * stands apart (`asked`), so that one plan serves all words: to plan a search anew costs more than to search.
 */
export async function searchIds(
  { db }: Context,
  q: string,
  allowed: RawBuilder<boolean>,
  cursor: string | undefined,
  limit: number,
): Promise<Page> {
  const [start, words] = [placeOf(cursor), wordsIn(q)]
  const parts = [
    ...(!start || start.way === 'number' ? [numbered(start)] : []),
    ...(words.length && start?.way !== 'begun' ? whole() : []),
    ...((words.at(-1)?.length ?? 0) > 2 ? begun() : []),
  ]
  if (!parts.length) return { ids: [], next: null }
  const { rows } = await sql<Found>`
    with numbered as materialized (${byNumber(q, allowed)}),
      asked as materialized (${whatIsAsked(words, start)}),
      nearest as materialized (${entries('begun', newest(sql`${BEGUN_BELOW} - ${NEAR}`, BEGUN_BELOW))})
    select e.ticket_id as "ticketId", e.way, e.id as entry
    from (${inTurn(parts)}) e cross join lateral (${shown(allowed)}) shown limit ${limit + 1}`.execute(db)
  const next = rows[limit]
  return { ids: rows.slice(0, limit).map(({ ticketId }) => ticketId), next: next ? cursorAt(next) : null }
}

function whatIsAsked(words: string[], start: Place | null): Sql {
  const below = (way: Way) =>
    sql`coalesce(${start?.way === way ? start.below : null}::bigint, (select max(id) + 1 from search_entries), 1)`
  return sql`select ${tsquery(words, 'whole')} as whole, ${tsquery(words, 'begun')} as begun,
    ${below('whole')} as whole_below, ${below('begun')} as begun_below`
}

const WORDS = { whole: sql`(select whole from asked)`, begun: sql`(select begun from asked)` }
const BEGUN_BELOW = sql`(select begun_below from asked)`

const inTurn = (parts: Sql[]): Sql =>
  sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  )

/** Bucket after bucket, ever wider, then all that is older: a common word fills the page at once, a rare one has few entries anywhere. */
function whole(): Sql[] {
  let below = sql`(select whole_below from asked)`
  const buckets = STEPS.map(({ column, shift }) => {
    const bucket = sql`((${below} - 1) >> ${sql.lit(shift)})`
    const part = entries('whole', ALL, sql`${sql.ref(column)} = ${bucket} and id + 0 < ${below}`)
    below = sql`(${bucket} << ${sql.lit(shift)})`
    return part
  })
  return [...buckets, entries('whole', ALL, sql`id + 0 < ${below}`)]
}

/**
 * To an index a beginning is all the words that begin so: a common one is found sooner by looking through the newest entries, and only
 * a rare one, which a short look tells, is left for the index.
 */
function begun(): Sql[] {
  const [near, far] = [sql`${BEGUN_BELOW} - ${NEAR}`, sql`${BEGUN_BELOW} - ${FAR}`]
  const common = sql`(select count(*) from nearest) >= ${SOME}`
  return [
    sql`select way, id, ticket_id from nearest`,
    entries('begun', newest(far, near), common),
    entries('begun', ALL, sql`id + 0 < case when ${common} then ${far} else ${near} end`),
  ]
}

const ALL = sql`search_entries`
const newest = (from: Sql, to: Sql) =>
  sql`(select * from search_entries where id >= ${from} and id < ${to} offset 0) newest`

/** Newest first. The sum keeps the database, which takes a rare word for a common one, from walking through all ids. */
const entries = (way: keyof typeof WORDS, from: Sql, condition: Sql = sql`true`): Sql =>
  sql`select ${sql.lit(way)} as way, id, ticket_id from ${from} where words @@ ${WORDS[way]} and ${condition} order by id + 0 desc`

/** Whether this ticket may be shown and stands nowhere further up; looked at one by one (`offset 0`), for most are never asked about. */
const shown = (allowed: RawBuilder<boolean>): Sql => sql`
  select from tickets t where t.id = e.ticket_id and (e.way = 'number' or ${allowed}
    and not exists (select from numbered n where n.id = t.id)
    and not exists (select from search_entries other where other.ticket_id = t.id
      and (other.words @@ ${WORDS.whole} and (e.way = 'begun' or other.id > e.id)
        or e.way = 'begun' and other.id > e.id and other.words @@ ${WORDS.begun}))) offset 0`

/** As many bear one number as anybody looks through; mostly one. */
const NAMESAKES = sql.lit(1000)

/** "10482", "#10482", or a number from before the move into this desk. */
function byNumber(q: string, allowed: RawBuilder<boolean>): Sql {
  const number = q.replace(/^#/, '')
  const id = /^\d{1,15}$/.test(number) ? Number(number) : 0
  return sql`select t.id from tickets t
    where t.id in (select ${id}::bigint union all (select id from tickets where external_number = ${number} limit ${NAMESAKES})) and ${allowed}`
}

const numbered = (start: Place | null): Sql =>
  sql`select 'number' as way, id, id as ticket_id from numbered where ${start ? sql`id < ${start.below}` : sql`true`} order by id desc`

const wordsIn = (q: string) =>
  q
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .slice(0, 10)

/** Every word must be met; of the last one, where that is asked for, the beginning is enough. */
function tsquery(words: string[], way: Way): Sql {
  if (!words.length) return sql`''::tsquery`
  const each = words.map((word, i) => {
    const plain = way === 'begun' && i === words.length - 1 ? ':*B' : ':B'
    return sql`(to_tsquery('pg_catalog.spanish', ${`${word}:A`}) || to_tsquery('pg_catalog.simple', fold(${word}) || ${plain}))`
  })
  return sql.join(each, sql` && `)
}

const cursorAt = ({ way, entry }: Found) => `${WAYS[way]}${entry + 1}`

function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [, mark, digits] = /^([nb]?)(\d{1,15})$/.exec(cursor) ?? []
  if (!(Number(digits) >= 1)) throw invalid('cursor', 'cursor')
  const way = (Object.keys(WAYS) as Way[]).find((each) => WAYS[each] === mark)!
  return { way, below: Number(digits) }
}
