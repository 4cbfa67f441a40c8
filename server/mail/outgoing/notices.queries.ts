import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../context.ts'
import { withoutTag } from '../../platform/addresses.ts'
import type { Database } from '../../platform/database.ts'
import { AWAKE } from '../resting.ts'
import { isStranger } from '../templates/values.ts'
import type { Behind, NoticeKind } from './notices.rules.ts'

export type Notice = { id: number; ticket_id: number; kind: NoticeKind; due_at: Date }

export async function dueNotices(db: Database, after: number): Promise<{ id: number; ticketId: number }[]> {
  const { rows } = await sql<{ id: number; ticketId: number }>`
    select id, ticket_id as "ticketId" from mail_notices where outcome is null and due_at <= (select desk_now()) and id > ${after} and ${AWAKE} order by id limit 100`.execute(
    db,
  )
  return rows
}

/** Null when another process has it in hand, or is done with it. */
export async function takeNotice({ db }: Context, id: number): Promise<Notice | null> {
  const { rows } = await sql<Notice>`select id, ticket_id, kind, due_at from mail_notices
    where id = ${id} and outcome is null for update skip locked`.execute(db)
  return rows[0] ?? null
}

/** The confirmation of a ticket that a brake held back. */
export async function heldBack({ db }: Context, ticketId: number): Promise<Notice | null> {
  const { rows } = await sql<Notice>`select id, ticket_id, kind, due_at from mail_notices
    where ticket_id = ${ticketId} and kind = 'confirmation' and outcome in ('too_many_to_address', 'ceiling') order by id desc limit 1 for update`.execute(
    db,
  )
  return rows[0] ?? null
}

export type Standing = {
  status: string
  closedReason: string | null
  tellsSolved: boolean
  tellsClosed: boolean
  groupId: number
  /** It was opened by a mail of somebody who is neither its customer nor its reporter. */
  byAnother: boolean
  /**
   * The mail of the ticket’s customer or reporter that it was opened by, else their first, if it came by mail: other people’s may have been
   * moved in. What a machine of theirs answered later began nothing.
   */
  began: {
    id: number
    name: string | null
    address: string | null
    silent: boolean
    forged: boolean
    mailboxId: number | null
    sentAt: string | null
    behind: Behind
  } | null
  contact: { name: string; address: string; failing: boolean; behind: Behind } | null
  answeredByAgent: boolean
  toldInThatSave: boolean
  asked: boolean
}

/** What is known of the ticket a notice is about. */
export async function standing({ db }: Context, { ticket_id, kind }: Notice): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select t.status, t.closed_reason as "closedReason", t.group_id as "groupId", g.tells_solved as "tellsSolved", g.tells_closed as "tellsClosed",
      coalesce(not opening.theirs, false) as "byAnother",
      (select json_build_object('id', i.id, 'name', i.from_name, 'address', i.from_address, 'silent', i.auto_reply or coalesce(l.reason = 'by_program', false),
          'forged', coalesce(not m.verified, false), 'mailboxId', m.mailbox_id, 'sentAt', m.sent_at, 'behind', ${BEHIND})
        from interactions i left join mail_messages m on m.interaction_id = i.id left join mails l on l.id = m.mail_id
        where i.ticket_id = t.id and i.kind = 'email' and i.direction = 'in' and i.party = 'customer' and t.channel = 'email'
          and (not i.auto_reply or i.id = opening.id) and ${THEIRS}
        order by (i.id = opening.id) desc nulls last, i.id limit 1) as began,
      ${contactOf(sql`t.customer_id`, sql`t.channel`)} as contact,
      exists (select 1 from interactions i where i.ticket_id = t.id and i.kind = 'email' and i.direction = 'out' and i.party = 'customer' and not i.automatic) as "answeredByAgent",
      exists (select 1 from facts completed join facts said on said.request = completed.request and said.type = 'agent.replied' and said.ticket_id = t.id
        where completed.ticket_id = t.id and completed.type = ${kind === 'solved' ? 'ticket.completed' : 'ticket.closed'} and said.detail->'mail'->>'asks' = 'true'
          and completed.id = (select max(id) from facts where ticket_id = t.id and type = completed.type)) as "toldInThatSave",
      exists (select 1 from outgoing_mails o join interactions i on i.id = o.interaction_id
        where o.ticket_id = t.id and o.state = 'sent' and i.party = 'customer' and o.kind <> 'confirmation') as asked
    from tickets t join groups g on g.id = t.group_id left join lateral (${OPENING}) opening on opening.from_address is not null
    where t.id = ${ticket_id}`.execute(db)
  return rows[0]!
}

const contactOf = (customer: RawBuilder<unknown>, channel: RawBuilder<unknown>) =>
  sql`(select json_build_object('name', c.name, 'address', e.address, 'failing', e.failing_since is not null,
      'behind', case when ${isStranger('c')} then 'nothing' when ${channel} = 'phone' then 'proven' else 'known' end)
    from customers c join customer_emails e on e.customer_id = c.id
    where c.id = ${customer} and e.active order by e.failing_since is not null, e.position, e.id limit 1)`

/** As it will be known of a ticket that is about to be registered for a customer of the book. */
export async function standingIfOpened(
  { db }: Context,
  { groupId, customerId, channel }: { groupId: number; customerId: number | null; channel: string },
): Promise<Standing> {
  const { rows } = await sql<Pick<Standing, 'tellsSolved' | 'tellsClosed' | 'contact'>>`
    select g.tells_solved as "tellsSolved", g.tells_closed as "tellsClosed", ${contactOf(sql`${customerId}::bigint`, sql`${channel}::text`)} as contact
    from groups g where g.id = ${groupId}`.execute(db)
  const asBorn = { status: 'pending', closedReason: null, byAnother: false, began: null, answeredByAgent: false }
  return { ...asBorn, ...rows[0]!, groupId, toldInThatSave: false, asked: false }
}

const THEIRS = sql<boolean>`exists (select 1 from customer_emails e where e.customer_id in (t.customer_id, t.reporter_id) and e.address = lower(i.from_address))`

/** Whoever wrote the mail is known to us by that address; and it is proven to be theirs. */
const BEHIND = sql<Behind>`case when not exists (select 1 from customers w join customer_emails e on e.customer_id = w.id
    where w.id in (t.customer_id, t.reporter_id) and e.active and e.address = lower(i.from_address) and not ${isStranger('w')}) then 'nothing'
  when m.verified then 'proven' else 'known' end`

/** The words a ticket that came by mail was opened by; nobody’s address, where we registered them ourselves. What is older was moved in. */
const OPENING = sql`select i.id, i.from_address, ${THEIRS} as theirs from interactions i
  where i.ticket_id = t.id and t.channel = 'email' and i.kind = 'email' and i.direction = 'in' and i.at >= t.created_at order by i.id limit 1`

/**
 * What the desk wrote by itself within the hour, to this address and altogether; what stands behind a plus is the same mailbox. Held until
 * COMMIT: two tickets of one flood count each other.
 */
export async function lastHour(ctx: Context, to: string) {
  const address = withoutTag(to)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notice:${address}`}, 0))`.execute(ctx.db)
  const { rows } = await sql<{ confirmationsToAddress: number; automaticToAddress: number; confirmations: number }>`
    with hour as (select ${ctx.now}::timestamptz - interval '1 hour' as began),
      told as (select o.kind from deliveries d join outgoing_mails o on o.id = d.outgoing_id, hour
        where ${MAILBOX} = ${address} and d.at > hour.began and o.created_at > hour.began and o.kind in ('confirmation', 'solved', 'closed'))
    select (select count(*)::int from told where kind = 'confirmation') as "confirmationsToAddress", (select count(*)::int from told) as "automaticToAddress",
      (select count(*)::int from outgoing_mails, hour where kind = 'confirmation' and created_at > hour.began) as confirmations`.execute(
    ctx.db,
  )
  return rows[0]!
}

/** `withoutTag`, as the index has it. */
const MAILBOX = sql.raw(String.raw`regexp_replace(d.recipient, '\+[^@]*@', '@')`)
