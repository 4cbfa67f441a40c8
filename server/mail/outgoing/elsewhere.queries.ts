import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { isOwn, type Recipient, recipientFrom, sameAddress } from '../../conversations/addresses.rules.ts'
import { ownAddresses } from '../../conversations/mailing.queries.ts'
import { shownWith } from '../../tickets/merged.queries.ts'
import type { MailDraft } from './contract.ts'

type Elsewhere = MailDraft['elsewhere']
type Asked = { aboutId: number | null; interactionId?: number; to: Recipient[] }

/**
 * S10: another address than the proposed, which whoever answers may mean: of whoever wrote for the customer since, having our mail in hand, from
 * an address nobody knew; else where the mail answered asks to be. A stranger can have written either: shown, and taken by nobody but the agent.
 * Whoever was on a mail together with the customer is somebody else, and no other address of theirs.
 */
export async function elsewhereOf(ctx: Context, ticketId: number, { aboutId, interactionId, to }: Asked) {
  const wrote = interactionId === undefined ? await lastWriter(ctx, ticketId, aboutId ?? 0) : undefined
  const own = await ownAddresses(ctx)
  const another = (found: Elsewhere): Elsewhere => {
    const exact = found && recipientFrom({ name: null, address: found.address })
    const known = !exact || isOwn(exact.address, own) || to.some(({ address }) => sameAddress(address, exact.address))
    return known ? null : { ...found!, address: exact.address }
  }
  return another(wrote ?? null) ?? another(aboutId === null ? null : await askedBy(ctx, aboutId))
}

async function lastWriter(ctx: Context, ticketId: number, after: number): Promise<Elsewhere | undefined> {
  const shown = await shownWith(ctx, ticketId)
  const { rows } = await sql<NonNullable<Elsewhere>>`
    select 'wrote' as why, i.from_address as address, i.id as "interactionId"
      from interactions i join tickets t on t.id = i.ticket_id left join mail_messages m on m.interaction_id = i.id
     where i.ticket_id = any(${shown}::bigint[]) and i.id > ${after} and i.kind = 'email' and i.direction = 'in'
       and i.party = 'customer' and not i.auto_reply and not i.internal and i.from_address is not null and m.bounce is null
       and t.customer_id = (select customer_id from tickets where id = ${ticketId})
      and not exists (select 1 from interactions o, lateral (select array_agg(lower(r ->> 'address')) as had
          from jsonb_array_elements(o."to" || o.cc || o.bcc || jsonb_build_array(jsonb_build_object('address', o.from_address))) r) whom
        where o.ticket_id = any(${shown}::bigint[]) and o.kind = 'email' and o.id < i.id
          and lower(i.from_address) = any(whom.had) and lower(i.from_address) is distinct from lower(o.from_address)
          and exists (select 1 from customer_emails e where e.customer_id in (t.customer_id, t.reporter_id) and e.active and e.address = any(whom.had)))
     order by i.id desc limit 1`.execute(ctx.db)
  return rows[0]
}

async function askedBy({ db }: Context, interactionId: number): Promise<Elsewhere> {
  const { rows } = await sql<NonNullable<Elsewhere>>`
    select 'asked' as why, m.reply_asked as address, m.interaction_id as "interactionId"
      from mail_messages m join interactions i on i.id = m.interaction_id
     where m.interaction_id = ${interactionId} and i.direction = 'in' and m.reply_asked is not null`.execute(db)
  return rows[0] ?? null
}
