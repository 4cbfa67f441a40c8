import { sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { lockTicket } from './locking.ts'
import type { Activity, editActivity, planActivity } from './related.contract.ts'

/** S14: a task, call, visit or appointment with its due date and owner. */
export async function planActivityAs(ctx: Context, ticketId: number, input: Static<(typeof planActivity)['body']>) {
  const ticket = await lockTicket(ctx, ticketId, 'create')
  const ownerId = input.ownerId === undefined ? ctx.actor.id : input.ownerId
  await requireAgent(ctx, ownerId)
  const id = await nextId(ctx, 'activities')
  await ctx.record({ type: 'activity.planned', ticketId, activityId: id }, () =>
    ctx.db
      .insertInto('activities')
      .values({
        ...{
          id,
          ticket_id: ticketId,
          customer_id: ticket.customer_id,
          kind: input.kind,
          owner_id: ownerId,
          created_at: ctx.now,
        },
        title: input.title.trim(),
        due_at: new Date(input.dueAt),
      })
      .execute(),
  )
  return activity(ctx, id)
}

export async function editActivityAs(ctx: Context, id: number, edit: Static<(typeof editActivity)['body']>) {
  const held = await ctx.db
    .selectFrom('activities')
    .select(['ticket_id', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!held?.ticket_id) throw notFound()
  await lockTicket(ctx, held.ticket_id, 'create')
  const row = await ctx.db.selectFrom('activities').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (row.version !== edit.version) throw new Refusal(409, 'stale', { extra: { activity: await activity(ctx, id) } })
  await requireAgent(ctx, edit.ownerId)
  const finished = edit.done === true && !row.done_at
  await ctx.record(
    { type: finished ? 'activity.done' : 'activity.changed', ticketId: held.ticket_id, activityId: id },
    () =>
      ctx.db
        .updateTable('activities')
        .set((eb) => ({
          version: eb('version', '+', 1),
          ...(edit.title !== undefined && { title: edit.title.trim() }),
          ...(edit.dueAt !== undefined && { due_at: new Date(edit.dueAt) }),
          ...(edit.ownerId !== undefined && { owner_id: edit.ownerId }),
          ...(edit.result !== undefined && { result: edit.result }),
          ...(edit.done !== undefined && { done_at: edit.done ? (row.done_at ?? ctx.now) : null }),
        }))
        .where('id', '=', id)
        .execute(),
  )
  return activity(ctx, id)
}

export async function activities(ctx: Context, ticketId: number): Promise<Static<typeof Activity>[]> {
  return select(ctx, sql`v.ticket_id = ${ticketId}`)
}

async function activity(ctx: Context, id: number) {
  const [row] = await select(ctx, sql`v.id = ${id}`)
  if (!row) throw notFound()
  return row
}

async function select(ctx: Context, condition: ReturnType<typeof sql>): Promise<Static<typeof Activity>[]> {
  const { rows } = await sql<Static<typeof Activity>>`
    select v.id, v.ticket_id as "ticketId", v.customer_id as "customerId", v.kind, v.title, v.due_at as "dueAt", v.done_at as "doneAt",
      v.result, v.version, case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as owner
    from activities v join tickets t on t.id = v.ticket_id left join agents a on a.id = v.owner_id
    where ${condition} and ${seen(ctx.actor, 't.group_id')} order by v.done_at nulls first, v.due_at, v.id`.execute(
    ctx.db,
  )
  return rows
}

async function requireAgent({ db }: Context, id: number | null | undefined) {
  if (
    id &&
    !(await db.selectFrom('agents').select('id').where('id', '=', id).where('active', '=', true).executeTakeFirst())
  )
    throw invalid('ownerId', 'no_such')
}
