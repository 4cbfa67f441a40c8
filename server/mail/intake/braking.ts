import { sql } from 'kysely'
import { alertLeads, raiseAlert } from '../../alerts/alerts.ts'
import type { Context } from '../../context.ts'
import { braked, PER_ADDRESS, PER_TICKET } from './weighing.rules.ts'

/** Issue 4.5: a loop ends here. */
export const isBraked = (lately: (number | null)[], ticketId: number | null): boolean =>
  braked({ inAll: lately.length, toTicket: lately.filter((id) => id !== null && id === ticketId).length })

/**
 * What comes back is counted by its ticket alone: one server reports of all we write, on many tickets, and whoever makes reports up calls
 * himself by another server's name each time.
 */
export async function areBouncesBraked({ db }: Context, ticketId: number): Promise<boolean> {
  const { rows } = await sql`select 1 from mails where ticket_id = ${ticketId} and outcome = 'bounce'
    and received_at > (select desk_now()) - interval '1 hour' limit ${PER_TICKET}`.execute(db)
  return braked({ toTicket: rows.length, inAll: 0 })
}

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
