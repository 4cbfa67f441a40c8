import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Language } from '../platform/i18n.ts'
import { shownWith } from '../tickets/merged.queries.ts'
import { nameFrom, type Recipient } from './addresses.rules.ts'
import type { Answered } from './recipients.rules.ts'

export type SendingMailbox = { id: number; name: string; address: string; language: Language }
/** What was said, as far as answering or passing it on goes; what was no mail has nobody in to and cc. */
export type Said = Answered & {
  id: number
  kind: string
  party: 'customer' | 'third_party' | 'agent'
  partyId: number | null
  internal: boolean
  subject: string | null
  mailboxId: number | null
}

/** The mailbox a ticket is answered by: its group's, else the one the mail came by, else the default; null where none can send. */
export async function sendingMailbox(
  { db }: Context,
  ticket: { id: number; group_id: number },
  cameBy: number | null,
): Promise<SendingMailbox | null> {
  const { rows } = await sql<SendingMailbox>`
    with came as (select coalesce(${cameBy}::bigint, (select mailbox_id from mail_messages
      where ticket_id = ${ticket.id} and mailbox_id is not null order by interaction_id desc limit 1)) as id)
    select b.id, b.name, b.address, b.language from mailboxes b, came
    where b.active and b.outgoing is not null and (b.group_id = ${ticket.group_id} or b.id = came.id or b.is_default)
    order by (b.group_id = ${ticket.group_id}) desc, (b.id = came.id) desc nulls last, b.is_default desc, b.id limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Every address of ours, former ones and of mailboxes that are switched off as well: writing to them is writing to ourselves. */
export async function ownAddresses({ db }: Context): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`select address from mailbox_addresses`.execute(db)
  return rows.map(({ address }) => address)
}

/** One thing said on the ticket, or on one merged into it. */
export async function saidBefore(ctx: Context, ticketId: number, id: number): Promise<Said | null> {
  const { rows } = await sql<Said>`${SAID}
    where i.id = ${id} and i.ticket_id = any(${await shownWith(ctx, ticketId)}::bigint[])`.execute(ctx.db)
  return rows[0] ?? null
}

/**
 * What an answer without further words answers: the last mail of the customer, or of that party. On a ticket merged into this one too, if
 * it was the same customer's: nobody is answered in another's place. Who wrote a ticket merged into this one and writes on since is the
 * one who waits for an answer. Nor is a mail in doubt, unless one of us passed it on, or whoever had our mail in hand and wrote in the
 * customer's or the party's stead, unless these have no address to be known by: such a one is answered where somebody means to. Whom the
 * book knows as somebody else, and whoever wrote before the ticket was given to this customer, wrote for nobody but themselves.
 */
export async function lastMail(ctx: Context, ticketId: number, partyId: number | null): Promise<Said | null> {
  const shown = await shownWith(ctx, ticketId)
  const { rows } = await sql<Said>`${SAID} join tickets t on t.id = i.ticket_id
    where i.ticket_id = any(${shown}::bigint[]) and i.kind = 'email' and i.direction = 'in' and not i.auto_reply and not i.internal
      and ${partyId === null ? byTheCustomer(ticketId, shown) : byTheParty(partyId)}
    order by i.id desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

const byTheParty = (partyId: number) => sql`i.party_id = ${partyId} and m.doubted is not true and exists (
  select 1 from (select lower(email) as address from parties where id = ${partyId} and email is not null
    union all select e.address from parties p join customer_emails e on e.customer_id = p.customer_id where p.id = ${partyId} and e.active) known
  having count(*) = 0 or bool_or(known.address = lower(i.from_address)))`

const byTheCustomer = (
  ticketId: number,
  shown: number[],
) => sql`i.party = 'customer' and (m.doubted is not true or i.author_kind = 'agent')
  and exists (select 1 from tickets here where here.id = ${ticketId} and here.customer_id = t.customer_id
    and (lower(i.from_address) in (select address from customer_emails where customer_id in (here.customer_id, here.reporter_id) and active)
      or (i.ticket_id = here.id and lower(i.from_address) in (select e.address from tickets s
        join customer_emails e on e.customer_id in (s.customer_id, s.reporter_id) where s.id = any(${shown}::bigint[]) and e.active))
      or lower(i.from_address) in (select lower(email) from parties where ticket_id = here.id and active and role <> 'third_party')
      or (not exists (select 1 from customer_emails where customer_id = here.customer_id and active)
        and not exists (select 1 from customer_emails where address = lower(i.from_address) and active)
        and not exists (select 1 from changes where ticket_id = t.id and tbl = 'tickets' and op = 'update' and diff ? 'customer_id' and at >= i.at))))`

/** A server that says what it could not deliver is no writer: nobody reads what is answered to it. */
const SAID = sql`select i.id, i.kind, i.direction, i.party, i.party_id as "partyId", i.internal, i.subject, i."to", i.cc,
    case when not exists (select 1 from mails where mails.id = m.mail_id and mails.outcome = 'bounce')
      then json_build_object('name', i.from_name, 'address', i.from_address) end as "from", coalesce(m.reply_to, '{}') as "replyTo", m.mailbox_id as "mailboxId"
  from interactions i left join mail_messages m on m.interaction_id = i.id`

export type Contact = { recipient: Recipient | null; addresses: string[] }

/** The customer's addresses: to write to, the first that still works, by their name as it may stand in a mail; to be known by, all. */
export async function contactOf({ db }: Context, customerId: number): Promise<Contact> {
  const { rows } = await sql<{ name: string; address: string; works: boolean }>`
    select c.name, e.address, e.failing_since is null as works from customers c join customer_emails e on e.customer_id = c.id
    where c.id = ${customerId} and e.active order by e.failing_since is not null, e.position, e.id`.execute(db)
  const first = rows[0]
  return {
    recipient: first ? { name: nameFrom(first.name), address: first.address } : null,
    addresses: rows.map(({ address }) => address),
  }
}

/** The third parties of the ticket that have an address. */
export async function partiesWithMail({ db }: Context, ticketId: number) {
  const rows = await db
    .selectFrom('parties')
    .select(['id', 'name', 'email'])
    .where('ticket_id', '=', ticketId)
    .where('role', '=', 'third_party')
    .where('active', '=', true)
    .where('email', 'is not', null)
    .execute()
  return rows.map(({ id, name, email }) => ({ id, name: nameFrom(name), address: email! }))
}

/** How many bytes these files have together. */
export async function weightOf({ db }: Context, fileIds: number[]): Promise<number> {
  if (!fileIds.length) return 0
  const row = await db
    .selectFrom('files')
    .select((eb) => eb.fn.sum<number>('size').as('size'))
    .where('id', 'in', fileIds)
    .executeTakeFirst()
  return row?.size ?? 0
}
