import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { spellings } from '../../platform/addresses.ts'
import { bareId, type Traces } from './threading.rules.ts'
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

/** The nearest of the mails it answers: ours by token or Message-ID, else somebody's that is on a ticket already. */
export async function tiedByThread({ db }: Context, { tokens, answered }: Traces): Promise<Tied | null> {
  if (!tokens.length && !answered.length) return null
  const ids = answered.flatMap((id) => [id, `<${id}>`])
  // Ours are in small letters (outgoing/reply-tokens.ts), whatever servers made of them on the way.
  const ours = [...ids, ...ids.map((id) => id.toLowerCase())]
  const { rows } = await sql<{
    tie: 'token' | 'thread'
    message_id: string
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
    select n.tie, n.message_id, i.ticket_id, t.group_id, i.id as interaction_id, i.party, i.party_id
      from named n join interactions i on i.id = n.interaction_id join tickets t on t.id = i.ticket_id order by i.id desc limit 100`.execute(
    db,
  )
  const place = (row: (typeof rows)[number]) => {
    const at = answered.findIndex((id) => id.toLowerCase() === bareId(row.message_id).toLowerCase())
    return at < 0 ? 0 : at + 1
  }
  const [first] = rows.toSorted(
    (a, b) => Number(a.tie === 'thread') - Number(b.tie === 'thread') || place(a) - place(b),
  )
  if (!first) return null
  const addressee =
    first.party === 'third_party'
      ? { is: 'third_party' as const, partyId: first.party_id }
      : { is: 'customer' as const }
  const { tie, ticket_id: ticketId, group_id: groupId, interaction_id: interactionId } = first
  return { tie, ticketId, groupId, interactionId, addressee: tie === 'token' ? addressee : { is: 'stranger' } }
}

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
    select exists (select 1 from customer_emails e where e.address = any(${written}) and e.active and e.customer_id in (t.customer_id, t.reporter_id)) as customer,
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
