import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { CustomerInFull } from './contract.ts'
import { possibleDuplicatesOf } from './duplicates.queries.ts'
import { type MergeKind, mayMerge } from './merging.queries.ts'
import { customer } from './queries.ts'
import { countryOf } from './reaching.ts'
import { readTaxId } from './taxids.rules.ts'

/** A person with what takes a second look: the tax id read, addresses that fail, who may be the same, who was merged here. */
export async function customerInFull(ctx: Context, id: number): Promise<CustomerInFull> {
  const found = await customer(ctx, id)
  const { rows } = await sql<{ failingEmails: CustomerInFull['failingEmails'] }>`
    select coalesce(json_agg(json_build_object('address', address, 'since', failing_since, 'failure', failure) order by position), '[]') as "failingEmails"
    from customer_emails where customer_id = ${id} and active and failing_since is not null`.execute(ctx.db)
  const country = await countryOf(ctx, { country: found.country, organizationId: found.organization?.id })
  return {
    ...found,
    taxIdCheck: found.taxId === null ? null : readTaxId(found.taxId, country),
    failingEmails: rows[0]!.failingEmails.map((email) => ({ ...email, since: new Date(email.since) })),
    answers: await answersOf(ctx, sql`a.customer_id = ${id}`),
    possibleDuplicates: found.mergedIntoId ? [] : await possibleDuplicatesOf(ctx, id),
    merged: await mergedInto(ctx, 'customer', id),
    can: { merge: await mayMerge(ctx, 'customer', [id]) },
  }
}

export async function answersOf(ctx: Context, owner: RawBuilder<unknown>): Promise<CustomerInFull['answers']> {
  const { rows } = await sql<CustomerInFull['answers'][number]>`
    select a.question_id as "questionId", coalesce(q.text->>${ctx.language}, q.text->>'es', '') as question, a.value
    from customer_answers a join questions q on q.id = a.question_id where ${owner} order by q.position, q.id`.execute(
    ctx.db,
  )
  return rows
}

/** Who was merged into this one and can be brought back. */
export async function mergedInto(ctx: Context, kind: MergeKind, id: number) {
  const { rows } = await sql<CustomerInFull['merged'][number]>`
    select m.source_id as id, s.name, m.at, a.name as by
    from customer_merges m join ${sql.table(kind === 'customer' ? 'customers' : 'organizations')} s on s.id = m.source_id
      left join agents a on a.id = m.agent_id
    where m.kind = ${kind} and m.target_id = ${id} and m.undone_at is null order by m.id`.execute(ctx.db)
  return rows
}
