import { sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { isOwn, recipientFrom } from '../../conversations/addresses.rules.ts'
import { ownAddresses } from '../../conversations/mailing.queries.ts'
import { knownBy, survivorSeen } from '../../customers/customers.ts'
import { spellings } from '../../platform/addresses.ts'
import { notFound } from '../../platform/errors.ts'
import { forwardedIn } from '../parsing/forwards.rules.ts'
import type { Forwarded } from './contract.ts'

type Began = { customerId: number; by: string; subject: string | null; text: string | null }

/**
 * E1, S12: whose the ticket may be, where its customer passed on what somebody else wrote. Nobody vouches for what stands in a forward: it is
 * read for this proposal alone, which a person takes up or not.
 */
export async function forwardedOn(ctx: Context, ticketId: number): Promise<Static<typeof Forwarded> | null> {
  const { customerId, by, subject, text } = await beganWith(ctx, ticketId)
  const found = forwardedIn({ subject: subject ?? '', visibleText: text ?? '' })
  const whose = found && recipientFrom(found.from)
  if (!whose || !isBearable(whose.address) || (await isOurs(ctx, whose.address))) return null
  const known = await knownBy(ctx, { email: whose.address })
  if (!known) return { by, ...whose, customer: null }
  const customer = await survivorSeen(ctx, known)
  if (!customer?.active || customer.id === customerId) return null
  return { by, ...whose, customer: { id: customer.id, name: await nameOf(ctx, customer.id) } }
}

/**
 * RFC 5321, 4.5.3.1.1: no server need take more than 64 signs before the @. Whoever wrote to us from such an address has shown that theirs
 * does; what stands in a forward shows nothing.
 */
const isBearable = (address: string) => Buffer.byteLength(address.slice(0, address.lastIndexOf('@'))) <= 64

/** The words the ticket came by, where they are those of whose it is still, and it is not over. */
async function beganWith({ db, actor }: Context, ticketId: number): Promise<Began> {
  const { rows } = await sql<Began>`
    select t.customer_id as "customerId", c.name as "by", began.subject, left(began.visible_text, 200000) as text
    from tickets t join customers c on c.id = t.customer_id left join lateral (
      select i.subject, i.visible_text, i.from_address from interactions i
      where i.ticket_id = t.id and i.kind = 'email' and i.direction = 'in' and i.party = 'customer' and not i.internal
      order by i.id limit 1) began on t.channel = 'email' and t.status <> 'closed'
        and exists (select 1 from customer_emails e where e.customer_id = t.customer_id and e.address = lower(began.from_address))
    where t.id = ${ticketId} and ${seen(actor, 't.group_id')}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}

/** What one of us wrote to another is a matter of ours. */
async function isOurs(ctx: Context, address: string): Promise<boolean> {
  const { rows } = await sql`select 1 from agents where email = any(${spellings(address)}) limit 1`.execute(ctx.db)
  return rows.length > 0 || isOwn(address, await ownAddresses(ctx))
}

async function nameOf({ db }: Context, id: number): Promise<string> {
  const { name } = await db.selectFrom('customers').select('name').where('id', '=', id).executeTakeFirstOrThrow()
  return name
}
