import { type RawBuilder, sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import type { LikelySolution } from './contract.ts'
import { type Candidate, enough, rank, type Term, tellingTerms } from './likeness.rules.ts'

const SHOWN = 5
const CANDIDATES = 300
/** How far back one may read, by the buckets of search_entries (docs/decisions/0005). */
const REACHES = [
  { column: 'sixteen', shift: 14 },
  { column: 'quarter', shift: 18 },
] as const

/**
 * T6: what solved tickets like the one being described, among those the reader may see. The work is bounded whatever the desk's size:
 * the share of each word is estimated from the newest thousand entries, and only as many of the rarest words are asked for together
 * as leave some hundreds of candidates (docs/decisions/0020).
 */
export async function likelySolutions(ctx: Context, q: string, categoryId?: number): Promise<LikelySolution[]> {
  const last = await lastEntry(ctx)
  const terms = tellingTerms(await termsOf(ctx, q, last))
  if (!terms.length) return []
  const found = new Map<number, Candidate>()
  for (const condition of places(terms, last)) {
    if (found.size >= CANDIDATES) break
    for (const one of await candidates(ctx, terms, condition, categoryId)) found.set(one.ticketId, one)
  }
  return rank(terms, [...found.values()], SHOWN).map(({ ticketId, number, subject, cause, solution, ...one }) => ({
    ...{ ticketId, number, subject, cause, solution },
    ...{ times: one.times, accepted: one.accepted, similarity: one.similarity, solvedAt: one.solvedAt },
  }))
}

async function lastEntry({ db }: Context): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from search_entries`.execute(db)
  return rows[0]!.id ?? 0
}

/** The words typed, without those that mean nothing by themselves, with how common each is of late. */
async function termsOf({ db }: Context, q: string, last: number): Promise<Term[]> {
  const typed = [...new Set(q.toLowerCase().match(/[\p{L}\p{N}]{3,40}/gu) ?? [])].slice(0, 40)
  if (!typed.length) return []
  const { rows } = await sql<Term>`
    with typed as (select word, ${asked(sql`word`)} as query from unnest(${typed}::text[]) word
                    where to_tsvector('pg_catalog.spanish', word) <> ''),
      sample as materialized (select words from search_entries where id > ${last - 1024} and source = 'ticket')
    select word, coalesce((select avg((s.words @@ query)::int) from sample s), 0)::float8 as share from typed`.execute(
    db,
  )
  return rows
}

/** As a Spanish stem, or as it stands without accents. */
const asked = (word: RawBuilder<unknown>) =>
  sql`(to_tsquery('pg_catalog.spanish', quote_literal(${word}) || ':A') || to_tsquery('pg_catalog.simple', quote_literal(fold(${word})) || ':B'))`

/** Where to look: among the newest for any two of the words, then ever further back for ever more of the rarest. */
function* places(terms: Term[], last: number) {
  const queries = terms.map(({ word }) => asked(sql`${word}`))
  const together = (count: number) => sql.join(queries.slice(0, count), sql` && `)
  for (const { column, shift } of REACHES) {
    const count = enough(terms, 2 ** shift)
    const bucket = last >> shift
    const near = sql`e.${sql.ref(column)} = any(${[bucket, bucket - 1]}::bigint[])`
    if (count) yield sql<boolean>`${near} and e.words @@ (${together(count)})`
  }
  const count = enough(terms, last)
  if (count) yield sql<boolean>`e.words @@ (${together(count)})`
}

async function candidates(ctx: Context, terms: Term[], condition: RawBuilder<boolean>, categoryId: number | undefined) {
  const met = terms.map(({ word }, place) => sql`case when e.words @@ ${asked(sql`${word}`)} then ${place}::int end`)
  const { rows } = await sql<Candidate>`
    select t.id as "ticketId", t.id::text as number, t.subject, t.cause, t.solution, t.accepted_at is not null as accepted,
      t.reopen_count > 0 as reopened, coalesce(t.category_id = ${categoryId ?? null}::bigint, false) as "sameCategory", t.resolved_at as "solvedAt",
      array_remove(array[${sql.join(met)}], null) as met
    from (select e.ticket_id, e.words from search_entries e where ${condition} and e.source = 'ticket' limit ${CANDIDATES * 4}) e
      join tickets t on t.id = e.ticket_id
    where t.status in ('completed', 'closed') and t.resolved_at is not null and t.solution <> ''
      and t.closed_reason is distinct from 'merged' and t.closed_reason is distinct from 'discarded' and ${seen(ctx.actor, 't.group_id')}
    limit ${CANDIDATES}`.execute(ctx.db)
  return rows
}
