import type { Context } from './context.ts'
import { settleTickets } from './tickets/settling.ts'

/** What is derived, once, from whatever the transaction has touched so far. */
export async function settleTouched(ctx: Context) {
  const ids = [...ctx.touched]
  ctx.touched.clear()
  await settleTickets(ctx, ids)
}
