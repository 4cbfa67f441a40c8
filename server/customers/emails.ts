import type { Context } from '../context.ts'
import { spellings } from '../platform/addresses.ts'

/**
 * The world says that an address takes no mail: it stays marked until somebody corrects it, or writes from it. The first word of it
 * counts.
 */
export async function markEmailFailing(ctx: Context, address: string, failure: string) {
  const row = await ctx.db
    .selectFrom('customer_emails')
    .select(['id', 'customer_id'])
    .where('address', 'in', spellings(address))
    .where('active', '=', true)
    .where('failing_since', 'is', null)
    .executeTakeFirst()
  if (!row) return
  await ctx.record({ type: 'customer.email_failing', customerId: row.customer_id }, () =>
    ctx.db
      .updateTable('customer_emails')
      .set({ failing_since: ctx.now, failure: failure.slice(0, 500) })
      .where('id', '=', row.id)
      .execute(),
  )
}

export type Failing = { id: number; customer_id: number }

/** Whoever writes from an address reads it: a full mailbox was emptied. If not, the world will say so again. */
export const markEmailWorking = (ctx: Context, { id, customer_id: customerId }: Failing) =>
  ctx.record({ type: 'customer.email_working', customerId }, () =>
    ctx.db.updateTable('customer_emails').set({ failing_since: null, failure: null }).where('id', '=', id).execute(),
  )
