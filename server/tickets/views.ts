import type { Static } from 'typebox'
import { requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { forbidden, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { createView, editView } from './views.contract.ts'
import { mayEdit, view } from './views.queries.ts'

/** Z2: a question kept by name; shared with a group by those who lead it. */
export async function createViewAs(ctx: Context, input: Static<(typeof createView)['body']>): Promise<number> {
  if (input.groupId) requireRight(ctx.actor, input.groupId, 'full')
  const id = await nextId(ctx, 'views')
  await ctx.record({ type: 'view.saved', viewId: id }, () =>
    ctx.db
      .insertInto('views')
      .values({
        ...{ id, owner_id: ctx.actor.id!, group_id: input.groupId ?? null, created_at: ctx.now },
        name: input.name.trim(),
        question: JSON.stringify(input.question),
        columns: input.columns ?? [],
      })
      .execute(),
  )
  announce(ctx, input.groupId ?? null)
  return id
}

export async function editViewAs(ctx: Context, id: number, edit: Static<(typeof editView)['body']>) {
  const held = await lockView(ctx, id)
  if (held.version !== edit.version) throw new Refusal(409, 'stale', { extra: { view: await view(ctx, id) } })
  if (edit.groupId) requireRight(ctx.actor, edit.groupId, 'full')
  await ctx.record({ type: 'view.saved', viewId: id }, () =>
    ctx.db
      .updateTable('views')
      .set((eb) => ({
        version: eb('version', '+', 1),
        ...(edit.name !== undefined && { name: edit.name.trim() }),
        ...(edit.question !== undefined && { question: JSON.stringify(edit.question) }),
        ...(edit.columns !== undefined && { columns: edit.columns }),
        // Taken back from the group it is the view of whoever takes it back.
        ...(edit.groupId !== undefined && { group_id: edit.groupId }),
        ...(edit.groupId === null && { owner_id: ctx.actor.id! }),
      }))
      .where('id', '=', id)
      .execute(),
  )
  announce(ctx, held.group_id)
  announce(ctx, edit.groupId ?? null)
}

export async function removeViewAs(ctx: Context, id: number) {
  const held = await lockView(ctx, id)
  await ctx.record({ type: 'view.removed', viewId: id }, () =>
    ctx.db.updateTable('views').set({ active: false }).where('id', '=', id).execute(),
  )
  announce(ctx, held.group_id)
}

async function lockView(ctx: Context, id: number) {
  await view(ctx, id)
  const held = await ctx.db
    .selectFrom('views')
    .selectAll()
    .where('id', '=', id)
    .where('active', '=', true)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  if (!mayEdit(ctx, { ownerId: held.owner_id, groupId: held.group_id })) throw forbidden('view_of_leads')
  return held
}

const announce = (ctx: Context, groupId: number | null) =>
  ctx.announced.push({ topic: 'view', ...(groupId ? { groupIds: [groupId] } : { agentId: ctx.actor.id! }) })
