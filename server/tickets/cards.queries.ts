import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { TicketCard } from './contract.ts'

/** What lists show of these tickets, in the order named. What may be shown was decided where the ids were found. */
export async function cards(ctx: Context, ids: number[]): Promise<TicketCard[]> {
  if (!ids.length) return []
  return cardsOf(ctx, sql`select id, place from unnest(${ids}::bigint[]) with ordinality as named(id, place)`)
}

/** The same of the tickets that another question finds: their `id`s, the `place` of each in the list, and what the list keeps with it. */
export async function cardsOf<Kept = unknown>(ctx: Context, wanted: RawBuilder<unknown>, kept = sql`null`) {
  const { rows } = await sql<TicketCard & { kept: Kept }>`
    select ${kept} as kept, t.id, t.id::text as number, t.subject, t.status, t.status_id as "statusId", t.priority, t.channel, t.tags, t.version,
      t.created_at as "createdAt", t.updated_at as "updatedAt", t.new_interaction as "newInteraction",
      t.estimated_at as "estimatedResolutionAt",
      json_build_object('id', g.id, 'name', g.name) as "group",
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as owner,
      json_build_object('id', c.id, 'name', c.name) as customer,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization,
      case when t.next_kind is not null then json_build_object('kind', t.next_kind,
        'dueAt', to_char(t.next_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'overdue', t.next_due_at < ${ctx.now}) end as "nextAction"
    from (${wanted}) wanted join tickets t on t.id = wanted.id
      join groups g on g.id = t.group_id join customers c on c.id = t.customer_id
      left join agents a on a.id = t.owner_id left join organizations o on o.id = t.organization_id
    order by wanted.place`.execute(ctx.db)
  return rows
}
