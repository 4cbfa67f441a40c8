import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Outgoing } from '../mailboxes.contract.ts'

type Named = { name: string | null; address: string }
/** `own`: of this mail itself, not of the words it quotes. */
export type Enclosure = {
  filename: string
  type: string
  size: number
  storage: string
  contentId: string | null
  own: boolean
}

/** A mail as it is put together, from rows alone: the same at every try. */
export type Parcel = {
  id: number
  ticketId: number | null
  interactionId: number | null
  kind: 'reply' | 'forward' | 'new' | 'confirmation' | 'solved' | 'closed' | 'test'
  messageId: string
  replyToken: string
  createdAt: Date
  subject: string
  text: string
  html: string | null
  belowText: string
  belowHtml: string
  to: Named[]
  cc: Named[]
  inReplyTo: string | null
  thread: string[]
  enclosures: Enclosure[]
  /** Who has not received it yet. */
  waiting: string[]
  /** Somebody has. */
  reached: boolean
  /** A server had it whole, and never said what became of it. */
  doubt: boolean
  mailbox: SendingBox
}
/** `name`: as it was shown when the mail was written, for as long as the mailbox has that address. */
export type SendingBox = {
  id: number
  name: string
  address: string
  language: Language
  active: boolean
  plusAddressing: boolean
  trouble: string | null
  outgoing: Outgoing | null
}

/** Null where the interaction is no outgoing e-mail: nothing else is ever put on the wire. */
export async function parcel(db: Database, id: number): Promise<Parcel | null> {
  const { rows } = await sql<Parcel>`
    select o.id, o.ticket_id as "ticketId", o.interaction_id as "interactionId", o.kind, o.message_id as "messageId", o.reply_token as "replyToken",
      o.created_at as "createdAt", o.below_text as "belowText", o.below_html as "belowHtml",
      coalesce(i.subject, o.test->>'subject', '') as subject, coalesce(i.text, o.test->>'text', '') as text, coalesce(i.html, o.test->>'html') as html,
      coalesce(i."to", o.test->'to') as "to", coalesce(i.cc, '[]') as cc, m.in_reply_to as "inReplyTo", coalesce(m.thread, '{}') as thread,
      coalesce((select json_agg(json_build_object('filename', f.name, 'type', f.type, 'size', f.size, 'storage', f.storage, 'contentId', a.content_id, 'own', a.interaction_id = o.interaction_id) order by a.id)
        from attachments a join files f on f.id = a.file_id
        where a.interaction_id = o.interaction_id or (a.interaction_id = o.quoted_id and a.content_id is not null)), '[]') as enclosures,
      coalesce((select json_agg(d.recipient order by d.recipient) from deliveries d where d.outgoing_id = o.id and d.state = 'queued'), '[]') as waiting,
      exists (select 1 from deliveries d where d.outgoing_id = o.id and d.state = 'sent') as reached, o.in_doubt as doubt,
      (select json_build_object('id', b.id, 'name', case when i.from_address = b.address then coalesce(i.from_name, b.name) else b.name end, 'address', b.address, 'language', b.language, 'active', b.active,
        'plusAddressing', b.plus_addressing, 'trouble', b.sending_trouble, 'outgoing', b.outgoing) from mailboxes b where b.id = o.mailbox_id) as mailbox
    from outgoing_mails o left join interactions i on i.id = o.interaction_id left join mail_messages m on m.interaction_id = o.interaction_id
    where o.id = ${id} and (o.test is not null or (i.kind = 'email' and i.direction = 'out' and not i.internal))`.execute(
    db,
  )
  return rows[0] ?? null
}
