import { type RawBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { cards } from './cards.queries.ts'
import type { listTickets, TicketCard, VIEWS } from './contract.ts'
import { type Meaning, meaningOf } from './questions.queries.ts'
import { questionsOf, type Sort, sortOf, statusesOf } from './questions.rules.ts'
import { searchIds } from './search.queries.ts'
import { BUILT_IN, type Question } from './views.contract.ts'
import { savedQuestion } from './views.queries.ts'

export type Filter = Static<(typeof listTickets)['query']>
type Key = [due: string | null, id: number]
type Found = { id: number; due: string | null }

/** A page of tickets the actor may see. Every way does bounded work: newest or most urgent first, by keyset, never a count of all. */
export async function ticketList(
  ctx: Context,
  filter: Filter,
): Promise<{ items: TicketCard[]; nextCursor: string | null }> {
  const { ids, nextCursor } = await ticketIds(ctx, filter, filter.limit ?? 50)
  return { items: await cards(ctx, ids), nextCursor }
}

export async function ticketIds(ctx: Context, filter: Filter, limit: number) {
  const saved = filter.viewId ? await savedQuestion(ctx, filter.viewId) : null
  const meaning = meaningOf(ctx, questionsOf(filter, saved))
  if (filter.q?.trim()) return found(ctx, filter, meaning, limit)
  const sort = sortOf(filter, saved)
  const { rows, last } = await walk(ctx, meaning, sort, readCursor(filter.cursor), limit)
  const next = rows.length > limit ? rows[limit - 1] : last
  return {
    ids: rows.slice(0, limit).map(({ id }) => id),
    nextCursor: next ? writeCursor([sort === 'due' ? next.due : null, next.id]) : null,
  }
}

/** How many tickets a question of the desk finds, never more than 1000: what is beyond that reads «999+». */
export const viewCount = async (ctx: Context, view: (typeof VIEWS)[number]) =>
  (await questionCount(ctx, [BUILT_IN[view]])).count

/** The same of any question; `more` when the tickets looked at were not all there are. */
export async function questionCount(ctx: Context, questions: Question[]): Promise<{ count: number; more: boolean }> {
  const meaning = meaningOf(ctx, questions)
  if (!meaning.looked) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
      ${perGroup(meaning, (group) => sql`select t.id, null as due from tickets t where ${whereOf(meaning, group)} limit 1000`)} limit 1000) n`.execute(
      ctx.db,
    )
    return { count: rows[0]!.count, more: false }
  }
  // In an order that an index knows: of open tickets few are among the newest.
  const sort = statusesOf(questions).includes('closed') ? 'newest' : 'due'
  const { rows, last } = await walk(ctx, meaning, sort, null, 999)
  return { count: rows.length, more: last !== null }
}

async function found(ctx: Context, filter: Filter, { known, looked }: Meaning, limit: number) {
  const allowed = sql<boolean>`${known} ${looked ? sql`and ${looked}` : sql``}`
  const { ids, next } = await searchIds(ctx, filter.q!.trim(), allowed, filter.cursor, limit)
  return { ids, nextCursor: next }
}

/** How many tickets one page looks at where no index knows the whole question; then it says where to go on. */
const STEPS = [300, 1500, 4200]

/** Goes through the tickets in the list's order and keeps those that answer the question; `last` is where it gave up. */
async function walk(ctx: Context, meaning: Meaning, sort: Sort, start: Key | null, limit: number) {
  const whole = await beginWithFew(ctx, meaning)
  const rows: Found[] = []
  let after = start
  for (const step of whole.looked ? STEPS : [limit + 1]) {
    const seen = await nextOf(ctx, whole, sort, after, step)
    rows.push(...(await kept(ctx, seen, whole.looked)))
    const last = seen.at(-1)
    if (rows.length > limit || seen.length < step || !last) return { rows, last: null }
    after = [last.due, last.id]
  }
  return { rows, last: { due: after![0], id: after![1] } }
}

const FEW = 1000

/** A tag or an organization of few tickets: then all of them are known beforehand, and one query answers the rest. */
async function beginWithFew(ctx: Context, meaning: Meaning): Promise<Meaning> {
  if (!meaning.few) return meaning
  const { rows } = await sql<{ id: number }>`${meaning.few} limit ${FEW + 1}`.execute(ctx.db)
  if (rows.length > FEW) return meaning
  const ids = rows.map(({ id }) => id)
  const known = sql`${meaning.known} and t.id = any(${ids}::bigint[]) ${meaning.looked ? sql`and ${meaning.looked}` : sql``}`
  return { groups: null, known, looked: null, few: null }
}

async function kept(ctx: Context, seen: Found[], looked: Meaning['looked']): Promise<Found[]> {
  if (!looked || !seen.length) return seen
  const ids = seen.map(({ id }) => id)
  const { rows } = await sql<{
    id: number
  }>`select t.id from tickets t where t.id = any(${ids}::bigint[]) and ${looked}`.execute(ctx.db)
  const answering = new Set(rows.map(({ id }) => id))
  return seen.filter(({ id }) => answering.has(id))
}

const ORDER: Record<Sort, RawBuilder<unknown>> = {
  due: sql`due nulls last, id`,
  newest: sql`id desc`,
  oldest: sql`id`,
}

async function nextOf(ctx: Context, meaning: Meaning, sort: Sort, after: Key | null, limit: number) {
  const { rows } = await sql<Found>`${perGroup(meaning, (group) => keysOf(whereOf(meaning, group), sort, after, limit))}
    order by ${ORDER[sort]} limit ${limit}`.execute(ctx.db)
  return rows
}

/**
 * The same question asked of each group the actor sees, each answered from an index in order and merged: the work grows with the
 * number of groups, not of tickets. Who sees every group, or asks for one owner or customer, is answered from one index.
 */
function perGroup({ groups }: Meaning, question: (group: RawBuilder<unknown> | null) => RawBuilder<unknown>) {
  return groups === null
    ? sql`select * from (${question(null)}) one`
    : sql`select own.* from unnest(${groups}::bigint[]) as g(id) cross join lateral (${question(sql`g.id`)}) own`
}

const whereOf = ({ known }: Meaning, group: RawBuilder<unknown> | null) =>
  group ? sql`t.group_id = ${group} and ${known}` : known

function keysOf(where: RawBuilder<unknown>, sort: Sort, after: Key | null, limit: number) {
  if (sort === 'due')
    return sql`select t.id, t.next_due_at::text as due from tickets t where ${where} and t.status <> 'closed'
      ${after ? sql`and (t.next_due_at, t.id) > (${after[0]}::timestamptz, ${after[1]})` : sql``} order by t.next_due_at, t.id limit ${limit}`
  const forth = sort === 'oldest'
  return sql`select t.id, null as due from tickets t where ${where}
    ${after ? (forth ? sql`and t.id > ${after[1]}` : sql`and t.id < ${after[1]}`) : sql``}
    order by t.id ${forth ? sql`asc` : sql`desc`} limit ${limit}`
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
