import { type Selectable, sql } from 'kysely'
import { hasRight } from '../auth/access.ts'
import type { Right } from '../auth/actor.ts'
import type { Context } from '../context.ts'
import type { Groups, Tickets } from '../platform/db.types.ts'
import { forbidden, notFound } from '../platform/errors.ts'

export type LockedTicket = Selectable<Tickets>

/**
 * Lock first (design.md §2): every command locks the ticket before it decides or writes anything. The desk's time is read after
 * the lock and becomes `ctx.now`, so that what waited behind another change is dated after it.
 */
export async function lockTicket(ctx: Context, id: number, right: Right): Promise<LockedTicket> {
  const ticket = await lockOnly(ctx, id)
  if (!hasRight(ctx.actor, ticket.group_id, 'read')) throw notFound()
  if (!hasRight(ctx.actor, ticket.group_id, right)) throw forbidden(`right_${right}`)
  return ticket
}

/** For reactions: the right was asked for at the door. */
export async function lockOnly(ctx: Context, id: number): Promise<LockedTicket> {
  const { rows } = await sql<LockedTicket & { desk_time: Date }>`
    with locked as materialized (select * from tickets where id = ${id} for no key update)
    select locked.*, desk_now() as desk_time from locked`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw notFound()
  const { desk_time, ...ticket } = row
  if (desk_time > ctx.now) ctx.now = desk_time
  return ticket
}

/** Several tickets: by ascending id, so that two commands never wait for each other. */
export async function lockTickets(ctx: Context, ids: number[], right: Right): Promise<LockedTicket[]> {
  const locked: LockedTicket[] = []
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) locked.push(await lockTicket(ctx, id, right))
  return ids.map((id) => locked.find((ticket) => ticket.id === id)!)
}

export async function groupOf({ db }: Context, id: number): Promise<Selectable<Groups>> {
  const group = await db.selectFrom('groups').selectAll().where('id', '=', id).executeTakeFirst()
  if (!group) throw notFound()
  return group
}
