import { type RawBuilder, sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import type { LikelySolution } from './contract.ts'
import { asked, type Candidate, type Question, question, rank, type Term, tellingTerms } from './likeness.rules.ts'

const SHOWN = 5
const CANDIDATES = 300
/** So many of the newest tickets show how common a word is. */
const SAMPLE = 512
/** The newest two buckets of each size of search_entries (docs/decisions/0005), then all there is. */
const REACHES = [
  { column: 'sixteen', shift: 14 },
  { column: 'quarter', shift: 18 },
] as const

/**
 * T6: what solved tickets like the one being described, among those the reader may see. The work is bounded whatever the desk's size:
 * how common each word is shows in the newest entries, and the further back one looks, the rarer the words one asks for.
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

/**
 * The words typed, without those that mean nothing by themselves, with how common each is of late. They are written as queries once
 * (`materialized`): merged into the count, each would be parsed anew for every text of the sample.
 */
async function termsOf({ db }: Context, q: string, last: number): Promise<Term[]> {
  const typed = [...new Set(q.toLowerCase().match(/[\p{L}\p{N}]{3,40}/gu) ?? [])].slice(0, 40)
  if (!typed.length) return []
  const { rows } = await sql<Term>`
    with typed as materialized (select word, to_tsquery('pg_catalog.spanish', word || ':A') || to_tsquery('pg_catalog.simple', fold(word) || ':B') as query
                     from unnest(${typed}::text[]) word where to_tsvector('pg_catalog.spanish', word) <> ''),
      sample as materialized (
        select words from search_entries where id > ${last - 2048} and source = 'ticket' order by id desc limit ${SAMPLE})
    select word, query::text as query,
      (select count(*) filter (where s.words @@ typed.query)::float8 / greatest(count(*), 100) from sample s) as share
    from typed`.execute(db)
  return rows
}

/** Where to look: the nearest first, and ever further back for ever rarer words. */
function* places(terms: Term[], last: number) {
  for (const { column, shift } of REACHES) {
    const near = question(terms, Math.min(last, 2 ** (shift + 1)))
    const bucket = Math.floor(last / 2 ** shift)
    if (near) yield sql<boolean>`e.${sql.ref(column)} = any(${[bucket, bucket - 1]}::bigint[]) and ${meets(near)}`
    if (bucket < 2) return
  }
  const anywhere = question(terms, last)
  if (anywhere) yield meets(anywhere)
}

/** The words stand in it as the database itself wrote them (termsOf). */
const meets = (question: Question) => sql<boolean>`e.words @@ ${asked(question)}::tsquery`

async function candidates(ctx: Context, terms: Term[], condition: RawBuilder<boolean>, categoryId: number | undefined) {
  const queries = terms.map(({ query }) => query)
  const { rows } = await sql<Candidate>`
    select t.id as "ticketId", t.id::text as number, t.subject, t.cause, t.solution, t.accepted_at is not null as accepted,
      t.reopen_count > 0 as reopened, coalesce(t.category_id = ${categoryId ?? null}::bigint, false) as "sameCategory", t.resolved_at as "solvedAt",
      array(select (place - 1)::int from unnest(${queries}::tsquery[]) with ordinality as asked(query, place) where e.words @@ query) as met
    from (select e.ticket_id, e.words from search_entries e where ${condition} and e.source = 'ticket' limit ${CANDIDATES * 4}) e
      join tickets t on t.id = e.ticket_id
    where t.status in ('completed', 'closed') and t.resolved_at is not null and t.solution <> ''
      and t.closed_reason is distinct from 'merged' and t.closed_reason is distinct from 'discarded' and ${seen(ctx.actor, 't.group_id')}
    limit ${CANDIDATES}`.execute(ctx.db)
  return rows
}
