import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { type MergeFact, moveReferences, returnReferences, type UnmergeFact } from '../customers/merging.ts'

/** What of the tickets names a person. */
const OF_CUSTOMER = [
  ['tickets', 'customer_id'],
  ['tickets', 'reporter_id'],
  ['parties', 'customer_id'],
  ['activities', 'customer_id'],
] as const

/** T4: tickets, parties and activities follow a merged person to the survivor; tickets follow a merged organization. */
export async function followMerge(ctx: Context, fact: MergeFact) {
  const columns = fact.type === 'customer.merged' ? OF_CUSTOMER : ([['tickets', 'organization_id']] as const)
  for (const [table, column] of columns) {
    const ids = await moveReferences(ctx, fact, table, column)
    if (table === 'tickets') await announce(ctx, ids)
  }
}

export const followUnmerge = (ctx: Context, fact: UnmergeFact) =>
  returnReferences(ctx, fact, ['tickets', 'parties', 'activities'])

/** Nothing that is derived changes with the name, so these tickets are told of, not settled: nobody has worked on them. */
async function announce(ctx: Context, ids: number[]) {
  const { rows } = await sql<{ id: number; group_id: number }>`select id, group_id from tickets
    where id = any(${ids}::bigint[]) and status <> 'closed' order by id limit 100`.execute(ctx.db)
  for (const { id, group_id } of rows) ctx.announced.push({ topic: 'ticket', ticketId: id, groupIds: [group_id] })
}
