import { sql } from 'kysely'
import { alertLeads, raiseAlert } from '../../alerts/alerts.ts'
import type { Context } from '../../context.ts'
import { braked, PER_ADDRESS, PER_TICKET } from './weighing.rules.ts'

/**
 * What this address sent within the hour and came to something, by the ticket it came to; the rows are read newest first and no further
 * than the limit. What is proven to be its own and what is not are counted apart: whoever forges its mail brakes none of its own.
 */
export async function sentLately({ db }: Context, address: string, proven: boolean): Promise<(number | null)[]> {
  const { rows } = await sql<{ ticket_id: number | null }>`
    select ticket_id from mails where from_address = ${address} and proven = ${proven} and received_at > (select desk_now()) - interval '1 hour'
      and outcome in ('ticket_created', 'follow_up', 'auto_reply', 'bounce') order by received_at desc limit ${PER_ADDRESS}`.execute(
    db,
  )
  return rows.map(({ ticket_id }) => ticket_id)
}

/** Issue 4.5: a loop ends here. */
export const isBraked = (lately: (number | null)[], ticketId: number | null): boolean =>
  braked({ inAll: lately.length, toTicket: lately.filter((id) => id !== null && id === ticketId).length })

/** One bell per address and hour, at the ticket's owner, else at who leads the mailbox's group. */
export async function alertBrake(ctx: Context, address: string, mailbox: { groupId: number }, ticketId: number | null) {
  const { rows } = await sql`select 1 from mails where from_address = ${address} and reason = 'braked'
    and received_at > (select desk_now()) - interval '1 hour' limit 1`.execute(ctx.db)
  if (rows.length) return
  const detail = { address, limit: String(ticketId ? PER_TICKET : PER_ADDRESS) }
  const owner = ticketId ? await ownerOf(ctx, ticketId) : null
  if (owner) await raiseAlert(ctx, { agentId: owner, ticketId: ticketId!, kind: 'mail_braked', detail })
  else await alertLeads(ctx, mailbox.groupId, { kind: 'mail_braked', detail })
}

async function ownerOf({ db }: Context, ticketId: number): Promise<number | null> {
  const row = await db.selectFrom('tickets').select('owner_id').where('id', '=', ticketId).executeTakeFirst()
  return row?.owner_id ?? null
}
