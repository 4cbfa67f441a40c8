import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { requireSeen } from '../platform/seen.ts'
import type {
  Category,
  createCategory,
  editCategory,
  Question,
  saveQuestions as saveQuestionsAbout,
} from './catalogue.contract.ts'
import { reordered, wouldLoop } from './catalogue.rules.ts'
import { STATUSES, type TicketStatus } from './contract.ts'
import { MOVES } from './moves.rules.ts'

type Edit = Static<(typeof editCategory)['body']>
type QuestionIn = NonNullable<Edit['questions']>[number]

/** Creates a category with its follow-up questions (T5, E2). */
export async function createCategoryAs(ctx: Context, input: Static<(typeof createCategory)['body']>) {
  const all = await tree(ctx)
  requireParent(all, null, input.parentId ?? null)
  const id = await nextId(ctx, 'categories')
  await ctx.record({ type: 'category.saved', categoryId: id }, async () => {
    await ctx.db
      .insertInto('categories')
      .values({ id, name: input.name.trim(), parent_id: input.parentId ?? null, position: id })
      .execute()
    await saveQuestions(ctx, { category_id: id }, input.questions ?? [])
  })
  return category(ctx, id)
}

/** Tickets keep the category they have, also one that is switched off; it is only no longer offered. */
export async function editCategoryAs(ctx: Context, id: number, edit: Edit) {
  const all = await tree(ctx)
  const held = all.find((one) => one.id === id)
  if (!held) throw notFound()
  if (edit.seen) requireSeen(await category(ctx, id), edit.seen)
  const parentId = edit.parentId === undefined ? held.parentId : edit.parentId
  requireParent(all, id, parentId)
  await ctx.record({ type: 'category.saved', categoryId: id }, async () => {
    const set = {
      ...(edit.name !== undefined && { name: edit.name.trim() }),
      ...(edit.active !== undefined && { active: edit.active }),
      ...(edit.parentId !== undefined && { parent_id: parentId }),
    }
    if (Object.keys(set).length) await ctx.db.updateTable('categories').set(set).where('id', '=', id).execute()
    const siblings = all.filter((one) => one.parentId === parentId).map((one) => one.id)
    if (edit.position !== undefined) await renumber(ctx, reordered(siblings, id, edit.position))
    else if (parentId !== held.parentId) await renumber(ctx, reordered(siblings, id, siblings.length))
    if (edit.questions) await saveQuestions(ctx, { category_id: id }, edit.questions)
  })
  return category(ctx, id)
}

/** What the company asks of its customers, or of organizations: the whole list, in its order. */
export async function saveQuestionsAboutAs(
  ctx: Context,
  { about, questions, seen }: Static<(typeof saveQuestionsAbout)['body']>,
) {
  // A list that is empty as yet has no row to be locked.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`questions:${about}`}, 0))`.execute(ctx.db)
  if (seen) requireSeen({ questions: (await questionsAbout(ctx, about)).items }, seen)
  await ctx.record({ type: 'questions.saved', about }, () => saveQuestions(ctx, { about }, questions))
  return questionsAbout(ctx, about)
}

export async function questionsAbout(ctx: Context, about: 'customer' | 'organization') {
  const { rows } = await sql<{ question: Static<typeof Question> }>`select ${asked(ctx)} as question
    from questions q where q.about = ${about} and q.active order by q.position, q.id`.execute(ctx.db)
  return { items: rows.map(({ question }) => question), nextCursor: null }
}

const asked = ({
  language,
}: Context) => sql`json_build_object('id', q.id, 'text', coalesce(q.text->>${language}, q.text->>'es', ''),
  'texts', json_strip_nulls(json_build_object('es', coalesce(q.text->>'es', ''), 'en', q.text->'en', 'pt', q.text->'pt')), 'kind', q.kind,
  'choices', q.choices, 'neededFor', q.needed_for)`

/** All of them, locked: two admins who drag at once must not tie a knot. */
async function tree({ db }: Context) {
  const { rows } = await sql<{ id: number; parentId: number | null }>`
    select id, parent_id as "parentId" from categories order by position, id for update`.execute(db)
  return rows
}

function requireParent(all: Awaited<ReturnType<typeof tree>>, id: number | null, parentId: number | null) {
  if (parentId === null) return
  if (!all.some((one) => one.id === parentId)) throw invalid('parentId', 'no_such')
  if (id !== null && wouldLoop(all, id, parentId)) throw invalid('parentId', 'category_loop')
}

async function renumber({ db }: Context, order: number[]) {
  await sql`update categories c set position = wanted.place from unnest(${order}::bigint[]) with ordinality as wanted(id, place)
    where c.id = wanted.id and c.position is distinct from wanted.place`.execute(db)
}

/** The list as it was sent, in its order. One left out is switched off and not deleted: tickets have answers to it. */
async function saveQuestions(
  ctx: Context,
  owner: { category_id: number } | { about: 'customer' | 'organization' },
  questions: QuestionIn[],
) {
  const [[column, value]] = Object.entries(owner) as [['category_id' | 'about', never]]
  const held = await ctx.db.selectFrom('questions').select('id').where(column, '=', value).execute()
  const stranger = questions.find(({ id }) => id && !held.some((one) => one.id === id))
  if (stranger) throw invalid('questions', 'no_such_question', { id: stranger.id })
  const gone = held.map(({ id }) => id).filter((id) => !questions.some((question) => question.id === id))
  if (gone.length)
    await ctx.db
      .updateTable('questions')
      .set({ active: false })
      .where('id', 'in', gone)
      .where('active', '=', true)
      .execute()
  for (const [position, question] of questions.entries()) {
    if (question.kind === 'choice' && !question.choices?.length) throw invalid('questions', 'choices_required')
    const row = { position, active: true, ...columnsOf(question) }
    if (question.id) await ctx.db.updateTable('questions').set(row).where('id', '=', question.id).execute()
    else
      await ctx.db
        .insertInto('questions')
        .values({ ...owner, ...row })
        .execute()
  }
}

function columnsOf({ text, texts, kind, choices, neededFor }: QuestionIn) {
  const said = { es: text.trim(), en: texts?.en?.trim() || undefined, pt: texts?.pt?.trim() || undefined }
  return {
    text: JSON.stringify(said),
    kind: kind ?? 'text',
    choices: JSON.stringify([...new Set((choices ?? []).map((choice) => choice.trim()))]),
    needed_for: neededFor ?? 'intake',
  }
}

const category = async (ctx: Context, id: number) => (await categories(ctx)).find((one) => one.id === id)!

export async function categories(ctx: Context): Promise<Static<typeof Category>[]> {
  const { rows } = await sql<Static<typeof Category>>`
    select c.id, c.name, c.parent_id as "parentId", c.active,
      coalesce((select json_agg(${asked(ctx)} order by q.position, q.id) from questions q where q.category_id = c.id and q.active), '[]') as questions
    from categories c order by c.position, c.id`.execute(ctx.db)
  return rows
}

/** The statuses by name, and the moves between the six that rules know: the console offers just these. */
export async function statuses(ctx: Context) {
  const rows = await ctx.db
    .selectFrom('statuses')
    .select(['id', 'name', 'status', 'fixed', 'own_name'])
    .where('active', '=', true)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const items = rows.map(({ own_name, ...row }) => ({
    ...row,
    name: own_name ? row.name : ctx.say(`status.${row.status}`),
  }))
  const moves = Object.fromEntries(STATUSES.map((status: TicketStatus) => [status, [...MOVES[status]]]))
  return { items, moves }
}
