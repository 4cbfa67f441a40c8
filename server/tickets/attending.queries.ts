import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { shownWith } from './merged.queries.ts'

/**
 * S4, S5: whether among what is new there are words of the customer's, or words that may be theirs, since when nobody has told them anything.
 * Those are answered by telling the customer, never by asking somebody else.
 */
export async function customerAwaitsAnswer(ctx: Context, ticketId: number): Promise<boolean> {
  const shown = await shownWith(ctx, ticketId)
  const { rows } = await sql`
    select 1 from tickets t join facts f on f.ticket_id = any(${shown}::bigint[]) and f.type in ('customer.replied', 'mail.doubted')
      join interactions i on i.id = (f.detail ->> 'interactionId')::bigint
    where t.id = ${ticketId} and i.ticket_id = any(${shown}::bigint[]) and i.party = 'customer'
      and f.at > coalesce(t.customer_told_at, '-infinity') limit 1`.execute(ctx.db)
  return rows.length > 0
}

export type New = { interactionId: number; marks: boolean }

/**
 * What lies on the ticket and nobody attended to since it came: words of somebody outside, and mails of ours that did not arrive. The words
 * a ticket was opened with are new as well, but mark nothing (`marks`): there is no older matter that they could be overlooked in.
 */
export async function newOn(ctx: Context, ticketId: number): Promise<New[]> {
  const shown = await shownWith(ctx, ticketId)
  const { rows } = await sql<New>`
    with came as (
      select i.id, i.party, f.id as since, f.request from interactions i
        left join calls k on k.id = i.call_id left join mail_messages m on m.interaction_id = i.id
        left join lateral (select f.id, f.request from facts f where f.ticket_id in (i.ticket_id, i.moved_from_id)
          and f.type in ('customer.replied', 'mail.doubted', 'third_party.replied') and (f.detail ->> 'interactionId')::bigint = i.id
          order by f.id desc limit 1) f on true
      where i.ticket_id = any(${shown}::bigint[]) and i.direction = 'in' and i.party <> 'agent' and not (i.internal or i.automatic or i.auto_reply)
        and m.bounce is null and (k.id is null or k.result = 'voicemail')
      union all
      select i.id, 'agent', f.id, f.request from facts f join interactions i on i.id = (f.detail ->> 'interactionId')::bigint
      where f.ticket_id = any(${shown}::bigint[]) and i.ticket_id = any(${shown}::bigint[])
        and (f.type = 'mail.bounced' and f.detail -> 'arrives' = 'false' or f.type = 'mail.failed' and f.detail -> 'whole' = 'true'))
    select id as "interactionId", since is not null as marks from came
    where not exists (select 1 from facts a left join outgoing_mails o on o.interaction_id = (a.detail ->> 'interactionId')::bigint
      where a.ticket_id = any(${shown}::bigint[]) and a.id > coalesce(came.since, 0) and (came.request is null or a.request is distinct from came.request)
        and case a.type when 'agent.replied' then a.detail -> 'reached' = 'true' and o.state is distinct from 'failed' and o.state is distinct from 'cancelled'
            and (came.party <> 'customer' or a.detail -> 'toCustomer' = 'true')
          when 'ticket.moved' then a.actor_kind = 'agent' and (came.party <> 'customer' or a.detail ->> 'to' <> 'third_party_action')
          else a.type in ('ticket.completed', 'ticket.closed') end)`.execute(ctx.db)
  return rows
}
