import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { Category, createCategory } from './catalogue.contract.ts'
import { STATUSES, type TicketStatus } from './contract.ts'
import { MOVES } from './moves.rules.ts'

/** Creates a category with its follow-up questions (T5, E2). */
export async function createCategoryAs(ctx: Context, input: Static<(typeof createCategory)['body']>) {
  if (
    input.parentId &&
    !(await ctx.db.selectFrom('categories').select('id').where('id', '=', input.parentId).executeTakeFirst())
  )
    throw invalid('parentId', 'no_such')
  const id = await nextId(ctx, 'categories')
  await ctx.record({ type: 'category.saved', categoryId: id }, async () => {
    await ctx.db
      .insertInto('categories')
      .values({ id, name: input.name.trim(), parent_id: input.parentId ?? null, position: id })
      .execute()
    const questions = (input.questions ?? []).map((question, position) => ({
      category_id: id,
      position,
      text: JSON.stringify({ es: question.text.trim() }),
      kind: question.kind ?? 'text',
      choices: JSON.stringify(question.choices ?? []),
      needed_for: question.neededFor ?? 'intake',
    }))
    if (questions.length) await ctx.db.insertInto('questions').values(questions).execute()
  })
  return (await categories(ctx)).find((category) => category.id === id)!
}

export async function categories(ctx: Context): Promise<Static<typeof Category>[]> {
  const { rows } = await sql<Static<typeof Category>>`
    select c.id, c.name, c.parent_id as "parentId", c.active,
      coalesce((select json_agg(json_build_object('id', q.id, 'text', coalesce(q.text->>${ctx.language}, q.text->>'es', ''), 'kind', q.kind,
        'choices', q.choices, 'neededFor', q.needed_for) order by q.position, q.id) from questions q where q.category_id = c.id and q.active), '[]') as questions
    from categories c order by c.position, c.id`.execute(ctx.db)
  return rows
}

/** The statuses by name, and the moves between the six that rules know: the console offers just these. */
export async function statuses(ctx: Context) {
  const rows = await ctx.db
    .selectFrom('statuses')
    .select(['id', 'name', 'status', 'fixed'])
    .where('active', '=', true)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const items = rows.map((row) => ({ ...row, name: row.fixed ? ctx.say(`status.${row.status}`) : row.name }))
  const moves = Object.fromEntries(STATUSES.map((status: TicketStatus) => [status, [...MOVES[status]]]))
  return { items, moves }
}
