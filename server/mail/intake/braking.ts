import { sql } from 'kysely'
import { alertLeads, raiseAlert } from '../../alerts/alerts.ts'
import type { Context } from '../../context.ts'
import { braked, PER_ADDRESS, PER_TICKET } from './weighing.rules.ts'

/**
 * Issue 4.5: a loop ends here. Counts what this address sent within the hour and came to something; the rows are read newest first and
 * no further than the limit.
 */
export async function isBraked({ db }: Context, address: string, ticketId: number | null): Promise<boolean> {
  const { rows } = await sql<{ in_all: number; to_ticket: number }>`
    with recent as (
      select ticket_id from mails where from_address = ${address} and received_at > desk_now() - interval '1 hour'
        and outcome in ('ticket_created', 'follow_up', 'auto_reply', 'bounce') order by received_at desc limit ${PER_ADDRESS})
    select count(*)::int as in_all, count(*) filter (where ticket_id = ${ticketId})::int as to_ticket from recent`.execute(
    db,
  )
  return braked({ inAll: rows[0]!.in_all, toTicket: rows[0]!.to_ticket })
}

/** One bell per address and hour, at the ticket's owner, else at who leads the mailbox's group. */
export async function alertBrake(ctx: Context, address: string, mailbox: { groupId: number }, ticketId: number | null) {
  const { rows } = await sql`select 1 from mails where from_address = ${address} and reason = 'braked'
    and received_at > desk_now() - interval '1 hour' limit 1`.execute(ctx.db)
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
