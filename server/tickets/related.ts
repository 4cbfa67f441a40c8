import { sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid, notFound } from '../platform/errors.ts'
import type { TicketStatus } from './contract.ts'
import { lockTickets } from './locking.ts'
import type { addRelation, Relation } from './related.contract.ts'

type Kind = Static<typeof Relation>['kind']
/** A relation is one row; the other ticket reads it by its inverse name. */
const INVERSE: Record<Kind, Kind> = {
  preceding: 'following',
  following: 'preceding',
  parent: 'child',
  child: 'parent',
  duplicate: 'duplicate',
}

/** S13: relates two tickets; "following" and "child" are stored as their inverse, on the other ticket. */
export async function relate(ctx: Context, ticketId: number, kind: Kind, otherId: number) {
  const [from, to, stored] =
    kind === 'following' || kind === 'child' ? [otherId, ticketId, INVERSE[kind]] : [ticketId, otherId, kind]
  const held = await ctx.db
    .selectFrom('relations')
    .select('id')
    .where('ticket_id', '=', from)
    .where('other_id', '=', to)
    .where('kind', '=', stored)
    .executeTakeFirst()
  if (held) return held.id
  return ctx.record({ type: 'relation.added', ticketId, otherId, kind }, async () => {
    ctx.touched.add(otherId)
    const { id } = await ctx.db
      .insertInto('relations')
      .values({ ticket_id: from, other_id: to, kind: stored, at: ctx.now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

export async function relateAs(
  ctx: Context,
  ticketId: number,
  { kind, ticketId: otherId }: Static<(typeof addRelation)['body']>,
) {
  if (otherId === ticketId) throw invalid('ticketId', 'itself')
  await lockTickets(ctx, [ticketId, otherId], 'read')
  await lockTickets(ctx, [ticketId], 'change')
  if (kind === 'parent') await refuseCycle(ctx, ticketId, otherId)
  if (kind === 'child') await refuseCycle(ctx, otherId, ticketId)
  const id = await relate(ctx, ticketId, kind, otherId)
  return (await relations(ctx, ticketId)).find((relation) => relation.id === id)!
}

/** Nothing is part of itself, whatever lies between: the parent must not stand below the child already. */
async function refuseCycle({ db }: Context, child: number, parent: number) {
  const { rows } = await sql`
    with recursive above as (
      select ${parent}::bigint as id union select r.other_id from above join relations r on r.ticket_id = above.id and r.kind = 'parent')
    select 1 from above where id = ${child}`.execute(db)
  if (rows.length) throw invalid('ticketId', 'cycle')
}

export async function unrelateAs(ctx: Context, ticketId: number, relationId: number) {
  const row = await ctx.db
    .selectFrom('relations')
    .selectAll()
    .where('id', '=', relationId)
    .where((eb) => eb.or([eb('ticket_id', '=', ticketId), eb('other_id', '=', ticketId)]))
    .executeTakeFirst()
  if (!row) throw notFound()
  await lockTickets(ctx, [row.ticket_id, row.other_id], 'read')
  await lockTickets(ctx, [ticketId], 'change')
  const otherId = row.ticket_id === ticketId ? row.other_id : row.ticket_id
  await ctx.record({ type: 'relation.removed', ticketId, otherId, kind: row.kind }, () =>
    ctx.db.deleteFrom('relations').where('id', '=', relationId).execute(),
  )
}

/** What hangs together with the ticket; tickets the actor may not see are left out. */
export async function relations(ctx: Context, ticketId: number): Promise<Static<typeof Relation>[]> {
  const { rows } = await sql<{
    id: number
    kind: Kind
    mine: boolean
    ticket: { id: number; number: string; subject: string; status: TicketStatus }
  }>`
    select r.id, r.kind, r.ticket_id = ${ticketId} as mine,
      json_build_object('id', t.id, 'number', t.id::text, 'subject', t.subject, 'status', t.status) as ticket
    from relations r join tickets t on t.id = case when r.ticket_id = ${ticketId} then r.other_id else r.ticket_id end
    where (r.ticket_id = ${ticketId} or r.other_id = ${ticketId}) and ${seen(ctx.actor, 't.group_id')} order by r.id`.execute(
    ctx.db,
  )
  return rows.map(({ id, kind, mine, ticket }) => ({ id, kind: mine ? kind : INVERSE[kind], ticket }))
}
