import { sql } from 'kysely'
import type { Context } from '../../context.ts'

/** Words were moved between tickets: what makes them mails goes along, so that answers and the ledger lead where they are now. */
export async function followMoves({ db }: Context, { ticketId }: { ticketId: number }) {
  await sql`update mail_messages m set ticket_id = i.ticket_id from interactions i
    where i.ticket_id = ${ticketId} and m.interaction_id = i.id and m.ticket_id <> i.ticket_id`.execute(db)
  await sql`update outgoing_mails o set ticket_id = i.ticket_id from interactions i
    where i.ticket_id = ${ticketId} and o.interaction_id = i.id and o.ticket_id <> i.ticket_id`.execute(db)
  await sql`update mails m set ticket_id = i.ticket_id from interactions i join mail_messages k on k.interaction_id = i.id
    where i.ticket_id = ${ticketId} and m.id = k.mail_id and m.interaction_id = i.id and m.ticket_id <> i.ticket_id`.execute(
    db,
  )
}
