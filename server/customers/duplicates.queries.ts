import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { idCursor } from '../platform/cursor.ts'
import type { CustomerInFull } from './contract.ts'
import { customersByIds } from './queries.ts'

/** T4: who may be the same person: what the comparison found, and what was suggested when the profile was made. */
export async function possibleDuplicatesOf(ctx: Context, id: number): Promise<CustomerInFull['possibleDuplicates']> {
  const { rows } = await sql<CustomerInFull['possibleDuplicates'][number]>`
    select c.id, c.name, case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization, found.reasons
    from (select distinct on (id) id, reasons from (
        select d.other_id as id, d.reasons from possible_duplicates d where d.one_id = ${id} and d.told_apart_at is null
        union all select d.one_id, d.reasons from possible_duplicates d where d.other_id = ${id} and d.told_apart_at is null
        union all select possible_duplicate_of, '{similar}' from customers where id = ${id} and possible_duplicate_of is not null) each
      order by id, cardinality(reasons) desc, reasons) found
      join customers c on c.id = found.id and c.merged_into_id is null left join organizations o on o.id = c.organization_id
    order by c.id limit 20`.execute(ctx.db)
  return rows
}

/** The work list: pairs nobody has decided on, the newest person first. */
export async function openPairs(ctx: Context, limit: number, cursor: string | undefined) {
  const before = idCursor(cursor)
  const { rows } = await sql<{ one: number; other: number; reasons: never[] }>`
    select d.one_id as one, d.other_id as other, d.reasons from possible_duplicates d
      join customers a on a.id = d.one_id and a.merged_into_id is null join customers b on b.id = d.other_id and b.merged_into_id is null
    where d.told_apart_at is null ${before === null ? sql`` : sql`and d.other_id < ${before}`}
    order by d.other_id desc, d.one_id fetch first ${limit + 1} rows with ties`.execute(ctx.db)
  const page = wholePersons(rows, limit)
  const people = await customersByIds(ctx, [...new Set(page.flatMap(({ one, other }) => [one, other]))])
  const byId = new Map(people.map((person) => [person.id, person]))
  return {
    items: page.map(({ one, other, reasons }) => ({ one: byId.get(one)!, other: byId.get(other)!, reasons })),
    nextCursor: page.length < rows.length ? String(page.at(-1)!.other) : null,
  }
}

/** A page does not end in the middle of one person's pairs. */
function wholePersons<T extends { other: number }>(rows: T[], limit: number): T[] {
  if (rows.length <= limit) return rows
  const next = rows[limit]!.other
  const page = rows.filter(({ other }) => other > next)
  return page.length ? page : rows.filter(({ other }) => other === next)
}
