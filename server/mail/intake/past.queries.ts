import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Failing } from '../../customers/emails.ts'
import { spellings } from '../../platform/addresses.ts'
import type { Understood } from './understanding.ts'
import { PER_ADDRESS } from './weighing.rules.ts'

/** `kept`: its words move nothing where they lie, as a machine's or in doubt; null where somebody's words were heard, or moved by hand since. */
export type Twin = { ticketId: number | null; interactionId: number | null; kept: 'silent' | 'doubted' | null }

type Past = {
  /** The same mail delivered to a second mailbox of ours, or twice to one. */
  twin: Twin | null
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
  { id, mailboxId }: { id: number; mailboxId: number },
  { mail, sender, verdict }: Pick<Understood, 'mail' | 'sender' | 'verdict'>,
): Promise<Past> {
  const [messageId, address] = [mail.messageId, writerOf({ mail, sender })]
  const { rows } = await sql<Past>`
    select (select json_build_object('ticketId', coalesce(i.ticket_id, mails.ticket_id), 'interactionId', interaction_id,
          'kept', case when outcome not in ('auto_reply', 'follow_up') or i.moved_from_id is not null then null when interaction_id is null or i.auto_reply then 'silent'
            when (select doubted from mail_messages d where d.interaction_id = i.id) then 'doubted' end)
        from mails left join interactions i on i.id = mails.interaction_id
        where ${named(mail, id, mailboxId)} and mails.content_sha256 = decode(${mail.bodyHash}, 'hex') and mails.subject = ${mail.subject}
          and mails.from_address is not distinct from ${writerOf({ mail, sender })} and mails.id <> ${id}
          and outcome in ('ticket_created', 'follow_up', 'bounce', 'auto_reply') order by interaction_id is null, mails.id limit 1) as twin,
      exists (select 1 from outgoing_mails where message_id = ${messageId}) as ours,
      (select coalesce(json_agg(ticket_id), '[]') from (
        select ticket_id from mails where from_address = ${address} and proven = ${verdict.result === 'pass'} and received_at > (select desk_now()) - interval '1 hour'
          and outcome in ('ticket_created', 'follow_up', 'auto_reply', 'bounce') order by received_at desc limit ${PER_ADDRESS}) sent) as lately,
      (select json_build_object('id', id, 'customer_id', customer_id) from customer_emails
        where address = any(${address === null ? [] : spellings(address)}) and active and failing_since is not null limit 1) as failing`.execute(
    db,
  )
  return rows[0]!
}

/** Whose mail it is in the ledger: whoever is heard as its sender, else the name it bears. */
export const writerOf = ({ mail, sender }: Pick<Understood, 'mail' | 'sender'>): string | null =>
  sender?.address ?? mail.from?.address.toLowerCase() ?? null

/**
 * What may be the same mail, if its sender, subject, date and content are the same as well: no sign alone says so, for devices send other
 * words under one Message-ID, and the same words many times. With neither Message-ID nor date nothing tells an alarm from the next one
 * but where it came: what two mailboxes of ours received within minutes was sent once, to both.
 */
function named({ messageId, date }: Understood['mail'], id: number, mailboxId: number): RawBuilder<unknown> {
  if (messageId !== null) return sql`message_id = ${messageId}`
  if (date !== null) return sql`message_id is null`
  return sql`message_id is null and mailbox_id <> ${mailboxId}
    and abs(extract(epoch from received_at - (select received_at from mails where id = ${id}))) < 300`
}
