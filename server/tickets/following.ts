import { sql } from 'kysely'
import type { Static } from 'typebox'
import { raiseAlert } from '../alerts/alerts.ts'
import { mute } from '../alerts/muting.ts'
import type { Context } from '../context.ts'
import type { FactOf } from '../facts.ts'
import { nextId } from '../platform/ids.ts'
import type { attend } from './following.contract.ts'
import { lockTicket } from './locking.ts'

/** S1, S12: who follows a ticket is one of its parties, a watcher; it takes no more than seeing it. */
export async function attendAs(ctx: Context, id: number, { following, muted }: Static<(typeof attend)['body']>) {
  await lockTicket(ctx, id, 'read')
  if (following !== undefined) await follow(ctx, id, following)
  if (muted !== undefined) await mute(ctx, id, muted)
  return attention(ctx, id)
}

export async function attention({ db, actor }: Context, id: number) {
  const { rows } = await sql<{ following: boolean; muted: boolean }>`select
    exists (select 1 from parties where ticket_id = ${id} and role = 'watcher' and agent_id = ${actor.id} and active) as following,
    exists (select 1 from mutes where ticket_id = ${id} and agent_id = ${actor.id}) as muted`.execute(db)
  return rows[0]!
}

async function follow(ctx: Context, ticketId: number, wanted: boolean) {
  const held = await ctx.db
    .selectFrom('parties')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('role', '=', 'watcher')
    .where('agent_id', '=', ctx.actor.id)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!held === !wanted) return
  const partyId = held?.id ?? (await nextId(ctx, 'parties'))
  await ctx.record({ type: wanted ? 'party.added' : 'party.removed', ticketId, partyId }, async () => {
    if (held) await ctx.db.updateTable('parties').set({ active: false }).where('id', '=', partyId).execute()
    else
      await ctx.db
        .insertInto('parties')
        .values({
          ...{ id: partyId, ticket_id: ticketId, role: 'watcher', since: ctx.now },
          ...{ agent_id: ctx.actor.id, name: ctx.actor.name },
        })
        .execute()
  })
}

type News = FactOf<
  | 'customer.replied'
  | 'third_party.replied'
  | 'agent.replied'
  | 'note.added'
  | 'ticket.moved'
  | 'ticket.completed'
  | 'ticket.reopened'
  | 'ticket.closed'
  | 'ticket.handed_over'
>

/** What is new on a ticket rings the bells of those who follow it and may still see it; one save rings once. */
export async function alertWatchers(ctx: Context, { type, ticketId }: News) {
  const { rows } = await sql<{ id: number }>`
    select a.id from parties p join tickets t on t.id = p.ticket_id join agents a on a.id = p.agent_id
    where p.ticket_id = ${ticketId} and p.role = 'watcher' and p.active and a.active and a.id is distinct from t.owner_id
      and (a.role = 'admin' or exists (select 1 from memberships m where m.agent_id = a.id and m.group_id = t.group_id))
      and not exists (select 1 from alerts l where l.agent_id = a.id and l.ticket_id = t.id and l.kind = 'followed' and l.read_at is null and l.detail->>'request' = ${ctx.request})
    order by a.id`.execute(ctx.db)
  for (const { id } of rows)
    await raiseAlert(ctx, { agentId: id, ticketId, kind: 'followed', detail: { news: type, request: ctx.request } })
}
