import type { Context } from './context.ts'
import { settleTickets } from './tickets/settling.ts'
import { attendToLate } from './tickets/sweeping.ts'

/** What is derived, once, from whatever the transaction has touched so far; what that shows to be late is attended to at once. */
export async function settleTouched(ctx: Context) {
  while (ctx.touched.size) {
    const ids = [...ctx.touched]
    ctx.touched.clear()
    for (const id of await settleTickets(ctx, ids)) await attendToLate(ctx, id)
  }
}
