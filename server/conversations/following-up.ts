import { sql } from 'kysely'
import { raiseAlert } from '../alerts/alerts.ts'
import { asDesk } from '../auth/as-desk.ts'
import type { Context } from '../context.ts'
import { spellings } from '../platform/addresses.ts'
import { mayWorkThere } from '../tickets/handing-over.ts'
import { groupOf, type LockedTicket, lockOnly } from '../tickets/locking.ts'
import { shownWith } from '../tickets/merged.queries.ts'
import { openTicket } from '../tickets/opening.ts'
import { relate } from '../tickets/related.ts'
import type { Saying } from './saying.ts'

const CHANNEL_OF = { call: 'phone', email: 'email', portal: 'portal', chat: 'chat', note: 'api' } as const

/**
 * S7: the customer's words on a closed ticket are said on the one that follows it: where none of theirs is open, a new one, related to the
 * previous, in the same group and with the same owner, who is told. The closed ticket is locked, so that two answers at once find each
 * other's; the words themselves are stored by the caller. `answered` is the ticket they came to, before it was merged.
 */
export async function afterTheEnd(
  ctx: Context,
  closed: LockedTicket,
  answered: LockedTicket,
  { words, kind, from }: Saying,
): Promise<LockedTicket> {
  const whose = await whoseWords(ctx, closed, answered, from?.address)
  const open = await openFollowing(ctx, closed, whose.customerId)
  return open ?? lockOnly(ctx, await openFollowUp(ctx, closed, whose, words.visibleText, kind))
}

type Whose = { customerId: number; reporterId: number | null; subject: string }

/**
 * Tickets of different people may have been merged: what one of them writes is that one's, under the subject of that one's own ticket.
 * Somebody in copy, whom none of them has an address of, speaks on the ticket whose mail is answered.
 */
async function whoseWords(
  ctx: Context,
  closed: LockedTicket,
  answered: LockedTicket,
  address: string | null | undefined,
): Promise<Whose> {
  const { rows } = await sql<Whose>`
    select t.customer_id as "customerId", t.subject, case when e.customer_id = t.reporter_id then t.reporter_id end as "reporterId"
      from tickets t join customer_emails e on e.customer_id in (t.customer_id, t.reporter_id)
     where t.id = any(${await shownWith(ctx, closed.id)}::bigint[]) and e.active and e.address = any(${address ? spellings(address) : []})
     order by t.id = ${answered.id} desc, t.id = ${closed.id} desc, e.customer_id = t.customer_id desc, t.id desc limit 1`.execute(
    ctx.db,
  )
  return rows[0] ?? { customerId: answered.customer_id, reporterId: null, subject: answered.subject }
}

/** The newest open ticket of the customer among those that came of this one since it ended, or that these were merged into. */
async function openFollowing(ctx: Context, closed: LockedTicket, customerId: number): Promise<LockedTicket | null> {
  const { rows } = await sql<{ id: number }>`
    with recursive since as (
      select ${closed.id}::bigint as id
      union
      select next.id from since cross join lateral (
        select t.id from relations r join tickets t on t.id = r.ticket_id
         where r.other_id = since.id and r.kind = 'preceding' and t.created_at >= ${closed.closed_at}
        union all
        select merged_into_id from tickets where id = since.id and merged_into_id is not null) next)
    select t.id from since join tickets t on t.id = since.id
     where t.status <> 'closed' and t.customer_id = ${customerId} order by t.id desc limit 1`.execute(ctx.db)
  const ticket = rows[0] && (await lockOnly(ctx, rows[0].id))
  return ticket && ticket.status !== 'closed' ? ticket : null
}

async function openFollowUp(
  ctx: Context,
  closed: LockedTicket,
  { customerId, reporterId, subject }: Whose,
  text: string,
  kind: Saying['kind'],
): Promise<number> {
  const group = await groupOf(ctx, closed.group_id)
  const stays = group.active && (await mayWorkThere(ctx, closed.owner_id, group.id))
  const categoryId = await stillOffered(ctx, closed.category_id)
  // Whoever brings the words need not be allowed to open tickets there: it is the desk that opens it.
  const id = await asDesk(ctx, async () => {
    const opened = await openTicket(ctx, {
      subject,
      description: text.trim() || subject,
      customerId,
      reporterId: reporterId ?? undefined,
      // Whatever was switched off since, the words are not refused: then the default group takes them.
      groupId: group.active ? group.id : undefined,
      ownerId: stays ? closed.owner_id! : undefined,
      priority: closed.priority,
      channel: CHANNEL_OF[kind],
      categoryId,
    })
    await relate(ctx, opened, 'preceding', closed.id)
    return opened
  })
  if (closed.owner_id) await raiseAlert(ctx, { agentId: closed.owner_id, ticketId: id, kind: 'follow_up_opened' })
  return id
}

async function stillOffered({ db }: Context, categoryId: number | null): Promise<number | undefined> {
  if (!categoryId) return undefined
  const row = await db
    .selectFrom('categories')
    .select('id')
    .where('id', '=', categoryId)
    .where('active', '=', true)
    .executeTakeFirst()
  return row?.id
}
