import { sql } from 'kysely'
import { hasRight, seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import type { Question, View } from './views.contract.ts'

type Row = Omit<View, 'can'> & { ownerId: number; groupId: number | null }

/** My own saved questions, then those shared with groups I see, each by name. */
export async function views(ctx: Context): Promise<View[]> {
  return (await rows(ctx)).map((row) => asView(ctx, row))
}

export async function view(ctx: Context, id: number): Promise<View> {
  const row = (await rows(ctx, id))[0]
  if (!row) throw notFound()
  return asView(ctx, row)
}

/** The question of a view the actor may use. */
export const savedQuestion = async (ctx: Context, id: number): Promise<Question> => (await view(ctx, id)).question

/** One's own view is one's own affair; a shared one belongs to the leads of its group. */
export function mayEdit({ actor }: Context, row: { ownerId: number; groupId: number | null }) {
  return row.groupId === null ? row.ownerId === actor.id : hasRight(actor, row.groupId, 'full')
}

async function rows(ctx: Context, id?: number): Promise<Row[]> {
  const found = await sql<Row>`
    select v.id, v.name, v.question, v.columns, v.version, v.owner_id as "ownerId", v.group_id as "groupId",
      json_build_object('id', a.id, 'name', a.name) as owner,
      case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as "group"
    from views v join agents a on a.id = v.owner_id left join groups g on g.id = v.group_id
    where v.active ${id === undefined ? sql`` : sql`and v.id = ${id}`}
      and (v.group_id is null and v.owner_id = ${ctx.actor.id} or v.group_id is not null and ${seen(ctx.actor, 'v.group_id')})
    order by v.group_id is not null, v.name collate "es-x-icu", v.id limit 200`.execute(ctx.db)
  return found.rows
}

function asView(ctx: Context, { ownerId, groupId, ...view }: Row): View {
  return { ...view, can: { edit: mayEdit(ctx, { ownerId, groupId }) ? true : ctx.say('reason.view_of_leads') } }
}
