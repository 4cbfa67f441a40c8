import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { requireSeen } from '../platform/seen.ts'
import { lockOnly } from './locking.ts'
import { nameAnew } from './moving.ts'
import type { createStatus, editStatus, StatusRow } from './statuses.contract.ts'

type Row = Static<typeof StatusRow>
/** More open tickets than one save should move. */
const MOST = 1000

export async function allStatuses(ctx: Context): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, name, status, fixed, own_name as "ownName", active,
      (select count(*)::int from (select from tickets where status_id = statuses.id and status <> 'closed' limit ${MOST + 1}) open) as tickets
    from statuses order by position, id`.execute(ctx.db)
  return rows.map((row) => ({ ...row, name: row.ownName ? row.name : ctx.say(`status.${row.status}`) }))
}

export async function status(ctx: Context, id: number): Promise<Row> {
  const found = (await allStatuses(ctx)).find((row) => row.id === id)
  if (!found) throw notFound()
  return found
}

/** It stands last; rules, clocks and statistics see the one of the six it stands for. */
export async function createStatusAs(ctx: Context, input: Static<(typeof createStatus)['body']>): Promise<number> {
  await requireFreeName(ctx, input.name, 0)
  const id = await nextId(ctx, 'statuses')
  await ctx.record({ type: 'status.saved', statusId: id }, () =>
    ctx.db
      .insertInto('statuses')
      .values({
        id,
        name: input.name.trim(),
        status: input.status,
        own_name: true,
        position: sql`1000000 + ${id}::int`,
      })
      .execute(),
  )
  return id
}

/** The six stay; what is recorded with an old name, or a status out of use, stays recorded. */
export async function editStatusAs(ctx: Context, id: number, edit: Static<(typeof editStatus)['body']>) {
  await sql`select from statuses where id = ${id} for no key update`.execute(ctx.db)
  const held = await status(ctx, id)
  requireSeen(held, edit.seen)
  if (held.fixed && edit.active === false) throw new Refusal(422, 'status_fixed')
  if (!held.fixed && edit.name === null) throw invalid('name', 'required')
  if (edit.name) await requireFreeName(ctx, edit.name, id)
  const leaves = edit.active === false && held.active
  const set = {
    ...(edit.name && { name: edit.name.trim(), own_name: true }),
    ...(edit.name === null && { own_name: false }),
    ...(edit.active !== undefined && { active: edit.active }),
  }
  await ctx.record({ type: 'status.saved', statusId: id }, async () => {
    if (leaves) await emptyStatus(ctx, held, edit.replacementId)
    if (Object.keys(set).length) await ctx.db.updateTable('statuses').set(set).where('id', '=', id).execute()
  })
}

export async function orderStatusesAs(ctx: Context, ids: number[]) {
  const all = await ctx.db.selectFrom('statuses').select(['id', 'position']).execute()
  if (ids.length !== all.length || all.some(({ id }) => !ids.includes(id))) throw invalid('ids', 'all_once')
  for (const { id, position } of all) {
    const wanted = ids.indexOf(id) + 1
    if (wanted === position) continue
    await ctx.record({ type: 'status.saved', statusId: id }, () =>
      ctx.db.updateTable('statuses').set({ position: wanted }).where('id', '=', id).execute(),
    )
  }
}

/** Its open tickets take the name of another status that stands for the same: nobody's clock notices. */
async function emptyStatus(ctx: Context, { id, status: basic, tickets }: Row, replacementId: number | undefined) {
  if (!tickets) return
  if (tickets > MOST) throw new Refusal(422, 'status_used_by_many')
  if (!replacementId) throw new Refusal(422, 'status_used', { params: { count: tickets } })
  const replacement = await status(ctx, replacementId).catch(() => null)
  if (!replacement?.active || replacement.status !== basic || replacement.id === id)
    throw invalid('replacementId', 'other_status')
  const held = await ctx.db
    .selectFrom('tickets')
    .select('id')
    .where('status_id', '=', id)
    .where('status', '!=', 'closed')
    .orderBy('id')
    .execute()
  for (const { id: ticketId } of held) await nameAnew(ctx, await lockOnly(ctx, ticketId), replacementId)
}

async function requireFreeName(ctx: Context, name: string, id: number) {
  const wanted = name.trim().toLowerCase()
  const taken = (await allStatuses(ctx)).some((row) => row.id !== id && row.active && row.name.toLowerCase() === wanted)
  if (taken) throw invalid('name', 'taken')
}
