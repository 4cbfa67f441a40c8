import { type RawBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { cards, cardsOf } from './cards.queries.ts'
import type { listTickets, TicketCard } from './contract.ts'
import { type Meaning, meaningOf } from './questions.queries.ts'
import { questionsOf, type Sort, sortOf } from './questions.rules.ts'
import { searchIds } from './search.queries.ts'
import { savedQuestion } from './views.queries.ts'

export type Filter = Static<(typeof listTickets)['query']>
type Key = [due: string | null, id: number]
type Seen = { id: number; due: string | null; answers: boolean }
type Asked = { meaning: Meaning; sort: Sort; after: Key | null }
type Page<T> = { items: T[]; nextCursor: string | null }
type Sql = RawBuilder<unknown>

/** A page of tickets the actor may see. Every way does bounded work: newest or most urgent first, by keyset, never a count of all. */
export async function ticketList(ctx: Context, filter: Filter): Promise<Page<TicketCard>> {
  const limit = filter.limit ?? 50
  const asked = await whatIsAsked(ctx, filter)
  if (!asked.meaning.looked && !filter.q?.trim()) return atOnce(ctx, asked, limit)
  const { items, nextCursor } = await idsFor(ctx, filter, asked, limit)
  return { items: await cards(ctx, items), nextCursor }
}

export async function ticketIds(ctx: Context, filter: Filter, limit: number): Promise<Page<number>> {
  return idsFor(ctx, filter, await whatIsAsked(ctx, filter), limit)
}

async function whatIsAsked(ctx: Context, filter: Filter): Promise<Asked> {
  const saved = filter.viewId ? await savedQuestion(ctx, filter.viewId) : null
  const meaning = meaningOf(ctx, questionsOf(filter, saved))
  if (filter.q?.trim()) return { meaning, sort: 'newest', after: null }
  return { meaning: await beginWithFew(ctx, meaning), sort: sortOf(filter, saved), after: readCursor(filter.cursor) }
}

/** Where an index knows the whole question: the keys and what is shown of them, in one statement. */
async function atOnce(ctx: Context, { meaning, sort, after }: Asked, limit: number): Promise<Page<TicketCard>> {
  const wanted = sql`select id, due, row_number() over (order by ${ORDER[sort]}) as place
    from (${first(sql`t.id, t.next_due_at as due`, meaning, sort, after, limit + 1)}) keys order by place limit ${sql.lit(limit + 1)}`
  const found = await cardsOf<string | null>(ctx, wanted, sort === 'due' ? sql`wanted.due::text` : undefined)
  const last = found.length > limit ? found[limit - 1]! : null
  return {
    items: found.slice(0, limit).map(({ kept: _, ...card }) => card),
    nextCursor: last && writeCursor([last.kept, last.id]),
  }
}

async function idsFor(ctx: Context, filter: Filter, { meaning, sort, after }: Asked, limit: number) {
  if (filter.q?.trim()) return found(ctx, filter, meaning, limit)
  const { rows, last } = await walk(ctx, meaning, sort, after, limit)
  const next = rows.length > limit ? rows[limit - 1] : last
  return {
    items: rows.slice(0, limit).map(({ id }) => id),
    nextCursor: next ? writeCursor([sort === 'due' ? next.due : null, next.id]) : null,
  }
}

async function found(ctx: Context, filter: Filter, { known, looked }: Meaning, limit: number): Promise<Page<number>> {
  const allowed = sql<boolean>`${known} ${looked ? sql`and ${looked}` : sql``}`
  const { ids, next } = await searchIds(ctx, filter.q!.trim(), allowed, filter.cursor, limit)
  return { items: ids, nextCursor: next }
}

/** How many tickets one page looks at where no index knows the whole question; then it says where to go on. */
const STEPS = [300, 1500, 4200]

/** Goes through the tickets in the list's order and keeps those that answer the question; `last` is where it gave up. */
async function walk(ctx: Context, meaning: Meaning, sort: Sort, start: Key | null, limit: number) {
  const rows: Seen[] = []
  let after = start
  for (const step of meaning.looked ? STEPS : [limit + 1]) {
    const seen = await nextOf(ctx, meaning, sort, after, step)
    rows.push(...seen.filter(({ answers }) => answers))
    const last = seen.at(-1)
    if (rows.length > limit || seen.length < step || !last) return { rows, last: null }
    after = [last.due, last.id]
  }
  return { rows, last: { due: after![0], id: after![1] } }
}

const FEW = 1000

/** A tag or an organization of few tickets: then all of them are known beforehand, and one query answers the rest. */
export async function beginWithFew(ctx: Context, meaning: Meaning): Promise<Meaning> {
  if (!meaning.few) return meaning
  const { rows } = await sql<{ id: number }>`${meaning.few} limit ${FEW + 1}`.execute(ctx.db)
  if (rows.length > FEW) return meaning
  const ids = rows.map(({ id }) => id)
  const known = sql`${meaning.known} and t.id = any(${ids}::bigint[]) ${meaning.looked ? sql`and ${meaning.looked}` : sql``}`
  return { groups: null, known, ofGroup: known, looked: null, few: null }
}

async function nextOf(ctx: Context, meaning: Meaning, sort: Sort, after: Key | null, step: number): Promise<Seen[]> {
  const columns = sql`t.id, t.next_due_at as due, ${meaning.looked ?? sql`true`} as answers`
  const { rows } = await sql<Seen>`select id, ${sort === 'due' ? sql`due::text` : sql`null as due`}, answers
    from (select * from (${first(columns, meaning, sort, after, step)}) own order by ${ORDER[sort]} limit ${sql.lit(step)}) keys`.execute(
    ctx.db,
  )
  return rows
}

const ORDER: Record<Sort, RawBuilder<unknown>> = {
  due: sql`due nulls last, id`,
  newest: sql`id desc`,
  oldest: sql`id`,
}

/**
 * The first tickets of each group the actor sees, each answered from an index in order, to be merged: the work grows with the
 * number of groups, not of tickets. Who sees every group, or asks for one owner or customer, is answered from one index. How many
 * stands in the text: the plan is made for few.
 */
export function first(columns: Sql, meaning: Meaning, sort: Sort, after: Key | null, limit: number): Sql {
  const { groups, known, ofGroup } = meaning
  const tickets = (where: Sql) => sql`select ${columns} from tickets t where ${where} ${beyond(sort, after)}
    order by ${SORTED[sort]} limit ${sql.lit(limit)}`
  return groups === null
    ? tickets(known)
    : sql`select own.* from unnest(${groups}::bigint[]) as g(id) cross join lateral (${tickets(sql`t.group_id = g.id and ${ofGroup}`)}) own`
}

const SORTED: Record<Sort, RawBuilder<unknown>> = {
  due: sql`t.next_due_at, t.id`,
  newest: sql`t.id desc`,
  oldest: sql`t.id`,
}

/** What is closed is due for nothing: lists by what is due are of what is not closed, as their indexes are. */
function beyond(sort: Sort, after: Key | null): Sql {
  if (sort === 'newest') return after ? sql`and t.id < ${after[1]}` : sql``
  if (sort === 'oldest') return after ? sql`and t.id > ${after[1]}` : sql``
  return sql`and t.status <> 'closed' ${after ? sql`and (t.next_due_at, t.id) > (${after[0]}::timestamptz, ${after[1]})` : sql``}`
}

const writeCursor = (key: Key) => Buffer.from(JSON.stringify(key)).toString('base64url')

/** As PostgreSQL writes a moment, on a day that exists: a made-up cursor is refused rather than failing. */
function isMoment(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(text)
    ? new Date(`${text.replace(' ', 'T').slice(0, 19)}Z`)
    : null
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text.slice(0, 10))
}

function readCursor(cursor: string | undefined): Key | null {
  if (!cursor) return null
  try {
    const [due, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Key
    if ((due === null || isMoment(due)) && Number.isSafeInteger(id) && id > 0) return [due, id]
  } catch {
    // Falls through to the refusal below: a cursor is only ever one of ours.
  }
  throw invalid('cursor', 'cursor')
}
