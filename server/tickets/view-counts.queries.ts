import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { VIEWS } from './contract.ts'
import { beginWithFew, first } from './list.queries.ts'
import { type Meaning, meaningOf } from './questions.queries.ts'
import { statusesOf } from './questions.rules.ts'
import { BUILT_IN, type Question } from './views.contract.ts'
import { views } from './views.queries.ts'

type View = (typeof VIEWS)[number]
type Sql = RawBuilder<unknown>

/** Counted up to here: what is beyond reads «999+». */
const FULL = sql.lit(1000)
/** So many tickets are looked at where no index knows the whole question. */
const LOOKED = 6000
/** Views that lie within others: where one of these is full, so is what it lies in, and nobody need go through that. */
const INNER: View[] = ['mine', 'unassigned', 'follow_up', 'waiting', 'new', 'completed']
const OUTER: [View, View[]][] = [
  ['overdue', ['follow_up']],
  ['open', ['unassigned', 'follow_up', 'waiting', 'new']],
]

type DeskCounts = { counts: Record<string, number>; more: View[] }

/** How many tickets each of the desk's own questions finds, of those the navigation shows a number for; in one statement. */
export async function deskCounts(ctx: Context): Promise<DeskCounts> {
  const asked = (view: View): [Meaning, Question[]] => [meaningOf(ctx, [BUILT_IN[view]]), [BUILT_IN[view]]]
  const count = (view: View) => counted(answering(...asked(view)))
  const inner = INNER.map((view) => sql`${count(view)} as ${sql.ref(view)}`)
  const outer = OUTER.map(
    ([view, within]) => sql`case when greatest(${sql.join(within.map((each) => sql.ref(each)))}) = ${FULL} then ${FULL}
      else ${count(view)} end as ${sql.ref(view)}`,
  )
  const more = INNER.map((view) => sql`case when ${mayBeMore(sql.ref(view), ...asked(view))} then ${sql.lit(view)} end`)
  const { rows } = await sql<Record<string, number> & { more: View[] }>`
    select counted.*, ${sql.join(outer)}, array_remove(array[${sql.join(more)}], null) as more
    from (select ${sql.join(inner)} offset 0) counted`.execute(ctx.db)
  const { more: those, ...counts } = rows[0]!
  return { counts, more: those }
}

/** How many tickets each saved question finds: of the first twenty, as many as a navigation shows. */
export async function viewCounts(ctx: Context) {
  const shown = (await views(ctx)).slice(0, 20)
  return Promise.all(shown.map(async ({ id, question }) => ({ id, ...(await questionCount(ctx, [question])) })))
}

async function questionCount(ctx: Context, questions: Question[]): Promise<{ count: number; more: boolean }> {
  const meaning = await beginWithFew(ctx, meaningOf(ctx, questions))
  const { rows } = await sql<{ count: number; more: boolean }>`
    select count, ${mayBeMore(sql.ref('count'), meaning, questions)} as more
    from (select ${counted(answering(meaning, questions))} as count offset 0) counted`.execute(ctx.db)
  return rows[0]!
}

/** The tickets looked at were not all there are. */
const mayBeMore = (count: Sql, meaning: Meaning, questions: Question[]): Sql =>
  meaning.looked
    ? sql`(${count} < ${FULL} and ${counted(lookedAt(sql`t.id`, meaning, questions))} = ${sql.lit(LOOKED)})`
    : sql`false`

const counted = (found: Sql) => sql`(select count(*)::int from (${found}) found)`

function answering(meaning: Meaning, questions: Question[]): Sql {
  return meaning.looked
    ? sql`select from (${lookedAt(sql`${meaning.looked} as answers`, meaning, questions)}) t where answers limit ${FULL}`
    : sql`select from tickets t where ${meaning.known} limit ${FULL}`
}

/** In an order that an index knows: of open tickets few are among the newest. */
function lookedAt(columns: Sql, meaning: Meaning, questions: Question[]): Sql {
  const sort = statusesOf(questions).includes('closed') ? 'newest' : 'due'
  return sql`select * from (${first(columns, meaning, sort, null, LOOKED)}) t limit ${sql.lit(LOOKED)}`
}
