import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { called } from '../platform/addresses.ts'
import { shownWith } from './merged.queries.ts'
import { ticket } from './queries.ts'
import type { Party } from './related.contract.ts'

const nobody = {
  id: null,
  function: '',
  email: null,
  phone: null,
  customerId: null,
  agentId: null,
  chaseAt: null,
  awaited: false,
  since: null,
  joinsAs: null,
}

/** S12: everybody involved: the customer, the reporter, the owner and the group from the ticket itself, those added, and who else wrote. */
export async function parties(ctx: Context, ticketId: number): Promise<Static<typeof Party>[]> {
  const about = await ticket(ctx, ticketId)
  const own: Static<typeof Party>[] = [
    {
      ...nobody,
      ...{ role: 'customer', name: about.customer.name, customerId: about.customer.id, since: about.createdAt },
      email: about.contact.email,
      phone: about.contact.phone?.number ?? null,
      function: about.organization?.name ?? '',
    },
    ...(about.reporter
      ? [{ ...nobody, role: 'reporter' as const, name: about.reporter.name, customerId: about.reporter.id }]
      : []),
    ...(about.owner ? [{ ...nobody, role: 'agent' as const, name: about.owner.name, agentId: about.owner.id }] : []),
    { ...nobody, role: 'group', name: about.group.name },
  ]
  return [...own, ...(await added(ctx, ticketId)), ...(await wrote(ctx, ticketId))]
}

export async function party(ctx: Context, ticketId: number, id: number) {
  return (await added(ctx, ticketId)).find((row) => row.id === id)!
}

async function added({ db }: Context, ticketId: number): Promise<Static<typeof Party>[]> {
  const rows = await db
    .selectFrom('parties')
    .select([
      'id',
      'name',
      'function',
      'email',
      'phone',
      'customer_id as customerId',
      'agent_id as agentId',
      'chase_at as chaseAt',
      'awaited',
      'since',
    ])
    .select((eb) => eb.ref('role').$castTo<Static<typeof Party>['role']>().as('role'))
    .where('ticket_id', '=', ticketId)
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, joinsAs: null }))
}

/**
 * Who wrote by mail, on it or on what was merged into it, and is on the ticket by nothing else: in copy of an earlier one, or beside it. They
 * are seen here and have no right by it; machines and mail in doubt make nobody known. Whose party they were on the other ticket they are not here.
 */
async function wrote(ctx: Context, ticketId: number): Promise<Static<typeof Party>[]> {
  const shown = await shownWith(ctx, ticketId)
  const { rows } = await sql<{ email: string; name: string | null; since: Date; copied: boolean; aside: boolean }>`
    with writers as (
      select lower(i.from_address) as email, min(i.id) as first, min(i.at) as since,
        (array_agg(i.party order by i.id desc))[1] = 'third_party' as aside,
        (array_agg(i.from_name order by i.id desc) filter (where btrim(i.from_name) <> ''))[1] as name
      from interactions i left join mail_messages m on m.interaction_id = i.id
      where i.ticket_id = any(${shown}::bigint[]) and i.kind = 'email' and i.direction = 'in' and not i.internal and i.from_address <> ''
        and i.party <> 'agent' and (i.party_id is null or i.ticket_id <> ${ticketId}) and not i.auto_reply and m.doubted is not true
      group by lower(i.from_address))
    select w.email, w.name, w.since, w.aside, exists (select from interactions b, jsonb_array_elements(b."to" || b.cc) x
        where b.ticket_id = any(${shown}::bigint[]) and not b.internal and b.id < w.first and lower(x ->> 'address') = w.email) as copied
    from writers w
    where not exists (select from customer_emails e join tickets t on e.customer_id in (t.customer_id, t.reporter_id)
        where t.id = ${ticketId} and e.address = w.email)
      and not exists (select from parties p where p.ticket_id = ${ticketId} and p.active and (lower(p.email) = w.email
        or p.customer_id in (select customer_id from customer_emails where address = w.email)))
      and not exists (select from agents a join tickets t on t.owner_id = a.id where t.id = ${ticketId} and a.email = w.email)
    order by w.first limit 50`.execute(ctx.db)
  return rows.map(({ email, name, since, copied, aside }) => ({
    ...{ ...nobody, role: copied ? 'copied' : 'writer', email, since, joinsAs: aside ? 'third_party' : 'watcher' },
    name: called({ name, address: email }).name ?? email,
  }))
}
