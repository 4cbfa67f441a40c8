import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { spellings } from '../../platform/addresses.ts'
import type { Traces } from './threading.rules.ts'
import type { Role, Tie } from './weighing.rules.ts'

/** The ticket a mail names, by which trace, and to whom our mail was written where it answers one. */
export type Tied = {
  tie: Tie
  ticketId: number
  groupId: number
  /** The interaction it answers. */
  interactionId: number | null
  addressee: Exclude<Role, { is: 'agent' }>
}

/** More tickets than a mail truly belongs to: whoever names many is not asked after on each. */
const MOST_TICKETS = 10

/**
 * The tickets of the mails it answers: of ours first, by token or Message-ID, then of somebody's that lie on a ticket already; of each the
 * nearest first. A Message-ID is whatever its writer says: of several mails under one, whoever answers means what they wrote themselves,
 * else the first that came, for all who got that one could write under it after it.
 */
export async function tiedByThread(
  { db }: Context,
  { tokens, answered }: Pick<Traces, 'tokens' | 'answered'>,
  writer: string | null,
): Promise<Tied[]> {
  if (!tokens.length && !answered.length) return []
  const ids = answered.flatMap(bracketed)
  // Ours are in small letters (outgoing/reply-tokens.ts), whatever servers made of them on the way.
  const ours = answered.flatMap((id) => [...bracketed(id), ...bracketed(id.toLowerCase())])
  const { rows } = await sql<{
    tie: 'token' | 'thread'
    ticket_id: number
    group_id: number
    interaction_id: number
    party: 'customer' | 'third_party' | 'agent'
    party_id: number | null
  }>`
    with named as (
      select 'token' as tie, o.message_id, o.interaction_id from outgoing_mails o
       where (o.reply_token = any(${tokens}) or o.message_id = any(${ours})) and o.interaction_id is not null
      union all
      select 'thread', m.message_id, m.interaction_id from mail_messages m where m.message_id = any(${ids}) and not m.doubted)
    select n.tie, i.ticket_id, t.group_id, i.id as interaction_id, i.party, i.party_id
      from named n join interactions i on i.id = n.interaction_id join tickets t on t.id = i.ticket_id
     order by n.tie = 'thread', coalesce(array_position(${ours}::text[], n.message_id), 0), ${isTheirs(writer)} desc, i.id limit 100`.execute(
    db,
  )
  const nearest = rows.filter(({ ticket_id }, i) => rows.findIndex((row) => row.ticket_id === ticket_id) === i)
  return nearest.slice(0, MOST_TICKETS).map((row): Tied => {
    const { tie, ticket_id: ticketId, group_id: groupId, interaction_id: interactionId } = row
    const addressee =
      row.party === 'third_party' ? { is: 'third_party' as const, partyId: row.party_id } : { is: 'customer' as const }
    return { tie, ticketId, groupId, interactionId, addressee: tie === 'token' ? addressee : { is: 'stranger' } }
  })
}

const bracketed = (id: string) => [`<${id}>`, id]

/** Whether the ticket `t` is of somebody with this address, as its customer or reporter. */
const isTheirs = (address: string | null) =>
  sql<boolean>`exists (select 1 from customer_emails e where e.address = any(${address === null ? [] : spellings(address)}) and e.active and e.customer_id in (t.customer_id, t.reporter_id))`

/** Tickets whose number, today's or that of the desk before this one, stands in the subject; the first named first. */
export async function numbered({ db }: Context, numbers: string[]): Promise<Tied[]> {
  if (!numbers.length) return []
  const ids = numbers.filter((number) => /^\d{1,15}$/.test(number)).map(Number)
  const { rows } = await sql<{ id: number; group_id: number }>`
    select id, group_id from tickets where id = any(${ids}::bigint[]) or external_number = any(${numbers}) limit 20`.execute(
    db,
  )
  const tied = rows.map(({ id, group_id }): Tied => {
    return { tie: 'number', ticketId: id, groupId: group_id, interactionId: null, addressee: { is: 'stranger' } }
  })
  return tied.toSorted((a, b) => numbers.indexOf(String(a.ticketId)) - numbers.indexOf(String(b.ticketId)))
}

/** Whom we look after already: their mail is heard, whatever a CRM puts into its head. */
export async function isCustomer({ db }: Context, address: string): Promise<boolean> {
  const { rows } = await sql`select 1 from customer_emails e join customers c on c.id = e.customer_id
    where e.address = any(${spellings(address)}) and e.active and c.active limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Who an address is on a ticket: its customer or reporter, a party, somebody who was on its conversation before (who wrote, whom we wrote
 * to, whom the customer put in copy), an agent of ours, or a stranger. Mail in doubt makes nobody known.
 */
export async function roleOn({ db }: Context, ticketId: number, address: string): Promise<Role> {
  const written = spellings(address)
  const { rows } = await sql<{
    customer: boolean
    party: { id: number; role: string } | null
    agent_id: number | null
    may_answer: boolean
    spoke: { party: 'customer' | 'third_party'; party_id: number | null } | null
  }>`
    select ${isTheirs(address)} as customer,
      (select json_build_object('id', p.id, 'role', p.role) from parties p where p.ticket_id = t.id and p.active and (lower(p.email) = any(${written})
         or p.customer_id in (select customer_id from customer_emails where address = any(${written}) and active)) order by p.awaited desc, p.id limit 1) as party,
      a.id as agent_id, coalesce(a.role = 'admin' or (a.role = 'agent' and m."right" in ('change', 'full')), false) as may_answer,
      (select json_build_object('party', i.party, 'party_id', i.party_id)
         from interactions i left join mail_messages d on d.interaction_id = i.id
        where i.ticket_id = t.id and not i.internal and i.party <> 'agent' and d.doubted is not true and not i.auto_reply
          and (lower(i.from_address) = any(${written})
            or exists (select 1 from jsonb_array_elements(i."to" || i.cc) x where lower(x ->> 'address') = any(${written})))
        order by (lower(i.from_address) = any(${written})) desc nulls last, i.id desc limit 1) as spoke
    from tickets t left join agents a on a.email = any(${written}) and a.active
      left join memberships m on m.agent_id = a.id and m.group_id = t.group_id
    where t.id = ${ticketId}`.execute(db)
  const row = rows[0]!
  if (row.customer) return { is: 'customer', themselves: true }
  if (row.agent_id) return { is: 'agent', agentId: row.agent_id, mayAnswer: row.may_answer }
  if (row.party?.role === 'third_party') return { is: 'third_party', partyId: row.party.id }
  if (row.party) return { is: 'customer' }
  if (row.spoke)
    return row.spoke.party === 'customer' ? { is: 'customer' } : { is: 'third_party', partyId: row.spoke.party_id }
  return { is: 'stranger' }
}
