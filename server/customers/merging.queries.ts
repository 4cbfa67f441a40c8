import { sql } from 'kysely'
import { hasRight } from '../auth/access.ts'
import type { Context } from '../context.ts'

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
