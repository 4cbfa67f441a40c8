import { sql } from 'kysely'
import { raiseAlert } from '../alerts/alerts.ts'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { BulkAct, Choosing } from './bulk.contract.ts'
import { chosen, preview, requireLead, seenOnly } from './bulk.queries.ts'
import { solutionFor } from './bulk.rules.ts'
import { applyPatch } from './editing.ts'
import { lockTicket } from './locking.ts'
import { workersOf } from './replying.ts'
import { snoozeTicketAs } from './snoozing.ts'

export type Run = { id: number; agentId: number; act: BulkAct }

export async function previewBulkAs(ctx: Context, { act, ...choice }: Choosing) {
  requireSomething(act)
  requireLead(ctx)
  const { ids, more } = await chosen(ctx, { act, ...choice })
  return { ...(await preview(ctx, ids, act)), more }
}

/** Z2: the same change on many tickets. Only the choice is made here; each ticket is changed in a transaction of its own. */
export async function startBulkAs(ctx: Context, { act, ...choice }: Choosing): Promise<number> {
  requireSomething(act)
  requireLead(ctx)
  const ids = await seenOnly(ctx, (await chosen(ctx, { act, ...choice })).ids)
  const id = await nextId(ctx, 'bulk_runs')
  await ctx.record({ type: 'bulk.started', runId: id, total: ids.length }, async () => {
    await ctx.db
      .insertInto('bulk_runs')
      .values({
        id,
        agent_id: ctx.actor.id!,
        act: JSON.stringify(act),
        total: ids.length,
        created_at: ctx.now,
        leased_until: ctx.now,
      })
      .execute()
    await sql`insert into bulk_items (run_id, place, ticket_id) select ${id}, place, ticket_id
      from unnest(${ids}::bigint[]) with ordinality as wanted(ticket_id, place)`.execute(ctx.db)
  })
  return id
}

function requireSomething(act: BulkAct) {
  if (!Object.keys(act).some((field) => !['solution', 'verification', 'thirdParty'].includes(field)))
    throw invalid('act', 'nothing_to_do')
}

const LEASE = '30 seconds'

/** Takes a run nobody is at, for half a minute; each ticket renews it. */
export async function takeRun({ db }: Context): Promise<Run | null> {
  const { rows } = await sql<Run>`
    update bulk_runs set leased_until = desk_now() + ${LEASE}::interval where id = (
      select id from bulk_runs where finished_at is null and leased_until <= (select desk_now()) order by leased_until limit 1 for update skip locked)
    returning id, agent_id as "agentId", act`.execute(db)
  return rows[0] ?? null
}

/** The next ticket that waits; locked, so that two processes never change the same one for the same run. */
export async function nextItem({ db }: Context, { id }: Run): Promise<{ place: number; ticketId: number } | null> {
  await sql`update bulk_runs set leased_until = desk_now() + ${LEASE}::interval where id = ${id}`.execute(db)
  const { rows } = await sql<{ place: number; ticketId: number }>`
    select place, ticket_id as "ticketId" from bulk_items where run_id = ${id} and state = 'waiting'
    order by place limit 1 for update skip locked`.execute(db)
  return rows[0] ?? null
}

/** One ticket, by the same commands as if it were changed alone, and its line of the run, in one transaction. */
export async function changeItem(ctx: Context, { id, act }: Run, item: { place: number; ticketId: number }) {
  const ticket = await lockTicket(ctx, item.ticketId, 'full')
  const { addTags, removeTags, snooze, solution, verification, ...patch } = act
  const tags = [...ticket.tags.filter((tag) => !removeTags?.includes(tag)), ...(addTags ?? [])]
  await applyPatch(ctx, ticket, {
    ...patch,
    solution: solutionFor({ solution: ticket.solution, stands: ticket.solution_stands }, solution),
    ...(verification && !ticket.verification?.trim() && { verification }),
    ...((addTags || removeTags) && { tags }),
  })
  if (snooze) await snoozeTicketAs(ctx, ticket.id, snooze)
  await close(ctx, id, item.place, 'done', null)
}

export const refuseItem = (ctx: Context, run: Run, place: number, why: string) =>
  close(ctx, run.id, place, 'refused', why, run.agentId)

async function close(
  ctx: Context,
  run: number,
  place: number,
  state: 'done' | 'refused',
  why: string | null,
  agentId = ctx.actor.id!,
) {
  await ctx.db
    .updateTable('bulk_items')
    .set({ state, why })
    .where('run_id', '=', run)
    .where('place', '=', place)
    .execute()
  ctx.announced.push({ topic: 'bulk', agentId })
}

/** Who was given many tickets hears of it once. */
export async function finishRun(ctx: Context, { id, agentId, act }: Run) {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from bulk_items where run_id = ${id} and state = 'done'`.execute(ctx.db)
  const { count } = rows[0]!
  await ctx.db
    .updateTable('bulk_runs')
    .set({ finished_at: ctx.now })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute()
  ctx.announced.push({ topic: 'bulk', agentId })
  if (!count) return
  const hearers = act.groupId ? await workersOf(ctx, act.groupId) : act.ownerId ? [act.ownerId] : []
  for (const hearer of hearers.filter((one) => one !== agentId))
    await raiseAlert(ctx, {
      agentId: hearer,
      kind: act.groupId ? 'handed_over_many' : 'assigned_many',
      detail: { count },
    })
}
