import { sql } from 'kysely'
import { hasRight, seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'

export type MergeKind = 'customer' | 'organization'

/** Merging takes an admin, or the right full in every group where either has tickets (domain.md §1): `true`, or why not. */
export async function mayMerge(ctx: Context, kind: MergeKind, ids: number[]): Promise<true | string> {
  if (ctx.actor.role === 'admin') return true
  const column = kind === 'customer' ? 'customer_id' : 'organization_id'
  // One probe per group rather than a walk through every ticket of theirs.
  const { rows } = await sql<{ id: number }>`select g.id from groups g where exists (
      select 1 from tickets t where t.${sql.ref(column)} = any(${ids}::bigint[]) and t.group_id = g.id)`.execute(ctx.db)
  return rows.every(({ id }) => hasRight(ctx.actor, id, 'full')) || ctx.say('reason.merge_rights')
}

/** What would follow this person in a merge: seen before one decides. */
export async function belongingsOf({ db, actor }: Context, id: number) {
  const { rows } = await sql<{ tickets: number; calls: number; activities: number }>`select
      (select count(*) from (select 1 from tickets t where t.customer_id = c.id and ${seen(actor, 't.group_id')} limit 1000) n)::int as tickets,
      (select count(*) from (select 1 from calls k left join tickets t on t.id = k.ticket_id where k.customer_id = c.id
        and case when t.id is null then ${seen(actor, 'k.group_id')} or k.agent_id = ${actor.id} else ${seen(actor, 't.group_id')} end
        limit 1000) n)::int as calls,
      (select count(*) from (select 1 from activities v left join tickets t on t.id = v.ticket_id where v.customer_id = c.id
        and (v.ticket_id is null or ${seen(actor, 't.group_id')}) limit 1000) n)::int as activities
    from customers c where c.id = ${id}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}
