import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Failing } from '../../customers/emails.ts'
import type { Understood } from './understanding.ts'
import { PER_ADDRESS } from './weighing.rules.ts'

type Past = {
  /**
   * The same mail delivered to a second mailbox of ours, or twice to one: the same Message-ID *and* the same content, for neither alone
   * says so.
   */
  twin: { ticketId: number | null; interactionId: number | null } | null
  /** Our own mail coming back. */
  ours: boolean
  /**
   * What its sender sent within the hour and came to something, by the ticket it came to; the rows are read newest first and no further
   * than the limit. What is proven to be their own and what is not are counted apart: whoever forges their mail brakes none of theirs.
   */
  lately: (number | null)[]
  /** The address it came from, if mails to it came back. */
  failing: Failing | null
}

/** What came before a mail: asked at once. */
export async function pastOf(
  { db }: Context,
  id: number,
  { mail, sender, verdict }: Pick<Understood, 'mail' | 'sender' | 'verdict'>,
): Promise<Past> {
  const [messageId, address] = [mail.messageId, sender?.address ?? null]
  const { rows } = await sql<Past>`
    select (select json_build_object('ticketId', ticket_id, 'interactionId', interaction_id) from mails
        where message_id = ${messageId} and content_sha256 = decode(${mail.bodyHash}, 'hex') and id <> ${id}
          and outcome in ('ticket_created', 'follow_up', 'bounce', 'auto_reply') order by id limit 1) as twin,
      exists (select 1 from outgoing_mails where message_id = ${messageId}) as ours,
      (select coalesce(json_agg(ticket_id), '[]') from (
        select ticket_id from mails where from_address = ${address} and proven = ${verdict.result === 'pass'} and received_at > (select desk_now()) - interval '1 hour'
          and outcome in ('ticket_created', 'follow_up', 'auto_reply', 'bounce') order by received_at desc limit ${PER_ADDRESS}) sent) as lately,
      (select json_build_object('id', id, 'customer_id', customer_id) from customer_emails
        where address = ${address} and active and failing_since is not null limit 1) as failing`.execute(db)
  return rows[0]!
}
