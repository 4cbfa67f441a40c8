import { sql } from 'kysely'
import type { Context } from '../context.ts'

/** What one does not want to hear of a ticket; it is nobody else's business, and no record is kept of it. */
export async function mute({ db, actor }: Context, ticketId: number, muted: boolean) {
  if (muted)
    await sql`insert into mutes (agent_id, ticket_id) values (${actor.id}, ${ticketId}) on conflict do nothing`.execute(
      db,
    )
  else await db.deleteFrom('mutes').where('agent_id', '=', actor.id!).where('ticket_id', '=', ticketId).execute()
}
