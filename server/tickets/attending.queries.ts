import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { shownWith } from './merged.queries.ts'

/**
 * S4, S5: whether among what is new there are words of the customer's, or words that may be theirs, since when nobody has told them anything.
 * Those are answered by telling the customer, never by asking somebody else.
 */
export async function customerAwaitsAnswer(ctx: Context, ticketId: number): Promise<boolean> {
  const shown = await shownWith(ctx, ticketId)
  const { rows } = await sql`
    select 1 from tickets t join facts f on f.ticket_id = any(${shown}::bigint[]) and f.type in ('customer.replied', 'mail.doubted')
      join interactions i on i.id = (f.detail ->> 'interactionId')::bigint
    where t.id = ${ticketId} and i.ticket_id = any(${shown}::bigint[]) and i.party = 'customer'
      and f.at > coalesce(t.customer_told_at, '-infinity') limit 1`.execute(ctx.db)
  return rows.length > 0
}
