import { sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { survivorOf } from '../customers/customers.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { lockTicket } from './locking.ts'
import type { Activity, editActivity, planActivity } from './related.contract.ts'

type Plan = Static<(typeof planActivity)['body']>

/** S14: a task, call, visit or appointment with its due date and owner. */
export async function planActivityAs(ctx: Context, ticketId: number, input: Plan) {
  const ticket = await lockTicket(ctx, ticketId, 'create')
  return plan(ctx, { ticketId, customerId: ticket.customer_id }, input)
}

/** S14: the same with a person, whatever tickets they have: all staff may plan and see it. */
export async function planWithCustomer(ctx: Context, id: number, input: Plan) {
  const customer = await survivorOf(ctx, id)
  if (!customer) throw notFound()
  return plan(ctx, { customerId: customer.id }, input)
}

async function plan(ctx: Context, about: { ticketId?: number; customerId: number }, input: Plan) {
  const ownerId = input.ownerId === undefined ? ctx.actor.id : input.ownerId
  await requireAgent(ctx, ownerId)
  const id = await nextId(ctx, 'activities')
  const fact = about.ticketId ? { ticketId: about.ticketId } : { customerId: about.customerId }
  await ctx.record({ type: 'activity.planned', ...fact, activityId: id }, () =>
    ctx.db
      .insertInto('activities')
      .values({
        ...{
          id,
          ticket_id: about.ticketId ?? null,
          customer_id: about.customerId,
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
    .select(['ticket_id', 'customer_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!held) throw notFound()
  if (held.ticket_id) await lockTicket(ctx, held.ticket_id, 'create')
  const row = await ctx.db
    .selectFrom('activities')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  if (row.version !== edit.version) throw new Refusal(409, 'stale', { extra: { activity: await activity(ctx, id) } })
  await requireAgent(ctx, edit.ownerId)
  const finished = edit.done === true && !row.done_at
  const about = held.ticket_id ? { ticketId: held.ticket_id } : { customerId: held.customer_id! }
  await ctx.record({ type: finished ? 'activity.done' : 'activity.changed', ...about, activityId: id }, () =>
    ctx.db
      .updateTable('activities')
      .set((eb) => ({
        version: eb('version', '+', 1),
        ...(edit.title !== undefined && { title: edit.title.trim() }),
        ...(edit.dueAt !== undefined && { due_at: new Date(edit.dueAt), rung_at: null }),
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

/** S14: of a person, newest due last; those of tickets only where the reader sees the ticket. */
export async function activitiesOfCustomer(ctx: Context, id: number) {
  return select(ctx, sql`v.customer_id = ${id}`, 200)
}

async function activity(ctx: Context, id: number) {
  const [row] = await select(ctx, sql`v.id = ${id}`)
  if (!row) throw notFound()
  return row
}

async function select(
  ctx: Context,
  condition: ReturnType<typeof sql>,
  limit = 1000,
): Promise<Static<typeof Activity>[]> {
  const { rows } = await sql<Static<typeof Activity>>`
    select v.id, v.ticket_id as "ticketId", v.customer_id as "customerId", v.kind, v.title, v.due_at as "dueAt", v.done_at as "doneAt",
      v.result, v.version, case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as owner
    from activities v left join tickets t on t.id = v.ticket_id left join agents a on a.id = v.owner_id
    where ${condition} and (v.ticket_id is null or ${seen(ctx.actor, 't.group_id')})
    order by v.done_at desc nulls first, v.due_at, v.id limit ${limit}`.execute(ctx.db)
  return rows
}

async function requireAgent({ db }: Context, id: number | null | undefined) {
  if (
    id &&
    !(await db.selectFrom('agents').select('id').where('id', '=', id).where('active', '=', true).executeTakeFirst())
  )
    throw invalid('ownerId', 'no_such')
}
