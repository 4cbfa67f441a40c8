import { sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import type { Customer } from './contract.ts'

/** Customers as lists show them, in the order of the ids given. */
export async function customersByIds(ctx: Context, ids: number[]): Promise<Customer[]> {
  if (!ids.length) return []
  const { rows } = await sql<Customer>`
    select c.id, c.name, c.tax_id as "taxId", c.country, c.address, c.language, c.zone, c.tags, c.notes, c.version, c.created_at as "createdAt",
      c.possible_duplicate_of as "possibleDuplicateOf", c.merged_into_id as "mergedIntoId",
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization,
      coalesce((select json_agg(e.address order by e.position) from customer_emails e where e.customer_id = c.id and e.active), '[]') as emails,
      coalesce((select json_agg(json_build_object('number', p.number, 'e164', p.e164, 'extension', p.extension, 'kind', p.kind,
        'country', p.country, 'valid', p.valid, 'reason', p.reason) order by p.position) from customer_phones p where p.customer_id = c.id), '[]') as phones,
      (select count(*) from (select 1 from tickets t where t.customer_id = c.id and t.status not in ('completed', 'closed')
        and ${seen(ctx.actor, 't.group_id')} limit 1000) n)::int as "openTickets"
    from customers c left join organizations o on o.id = c.organization_id
    where c.id = any(${ids}::bigint[])`.execute(ctx.db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined)
}

export async function customer(ctx: Context, id: number): Promise<Customer> {
  const [found] = await customersByIds(ctx, [id])
  if (!found) throw notFound()
  return found
}
