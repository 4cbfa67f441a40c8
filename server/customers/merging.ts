import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { FactOf } from '../facts.ts'
import type { CustomerMerges, Customers, Organizations } from '../platform/db.types.ts'
import { forbidden, invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { keepApart } from './duplicates.ts'
import { type MergeKind, mayMerge } from './merging.queries.ts'
import { type Choices, whatComesBack, whatIsReplaced, whatIsTaken } from './merging.rules.ts'
import { returnAnswers, takeAnswers } from './merging-answers.ts'
import { nameWords } from './names.rules.ts'

type Merge = { kind: MergeKind; mergeId: number; sourceId: number; targetId: number }
export type MergeFact = FactOf<'customer.merged' | 'organization.merged'>
export type UnmergeFact = FactOf<'customer.unmerged' | 'organization.unmerged'>

/**
 * T4: two that are one become one. The survivor keeps its own data, but for what was chosen, and takes what it lacked; everything that
 * named the other names the survivor. Each slice moves what is its own (reactions.ts), and the list of what moved is kept, so that it can
 * be taken back.
 */
export async function mergeAs(
  ctx: Context,
  kind: MergeKind,
  sourceId: number,
  targetId: number,
  chosen: Choices & { takeAnswers?: number[] | undefined } = {},
) {
  if (sourceId === targetId) throw invalid('intoId', 'itself')
  const [source, target] = await lockBoth(ctx, kind, sourceId, targetId)
  if (source.merged_into_id) throw new Refusal(422, 'customer_merged')
  if (target.merged_into_id) throw invalid('intoId', 'merge_target_merged')
  await requireMayMerge(ctx, kind, [sourceId, targetId])
  const merge = { kind, mergeId: await nextId(ctx, 'customer_merges'), sourceId, targetId }
  const taken = whatIsTaken(source, target, chosen)
  const detail = { intoId: targetId, mergeId: merge.mergeId }
  const fact: MergeFact =
    kind === 'customer'
      ? { type: 'customer.merged', customerId: sourceId, ...detail }
      : { type: 'organization.merged', organizationId: sourceId, ...detail }
  await ctx.record(fact, async () => {
    await keepMerge(ctx, merge, taken, whatIsReplaced(taken, target))
    if (chosen.takeAnswers?.length) await takeAnswers(ctx, merge, chosen.takeAnswers)
    await moveOwn(ctx, merge)
    await update(ctx, kind, targetId, taken)
    await update(ctx, kind, sourceId, { merged_into_id: targetId })
  })
  ctx.announced.push({ topic: 'customer' })
}

/** Brings back who was merged away, at any time: what was moved and still stands where it was put returns. */
export async function unmergeAs(ctx: Context, kind: MergeKind, sourceId: number) {
  const standing = await standingMerge(ctx, kind, sourceId)
  const targetId = standing.target_id
  const [, target] = await lockBoth(ctx, kind, sourceId, targetId)
  if (target.merged_into_id) throw new Refusal(422, 'unmerge_target_first', { params: { name: target.name } })
  await requireMayMerge(ctx, kind, [sourceId, targetId])
  const detail = { fromId: targetId, mergeId: standing.id }
  const fact: UnmergeFact =
    kind === 'customer'
      ? { type: 'customer.unmerged', customerId: sourceId, ...detail }
      : { type: 'organization.unmerged', organizationId: sourceId, ...detail }
  await ctx.record(fact, async () => {
    await ctx.db.updateTable('customer_merges').set({ undone_at: ctx.now }).where('id', '=', standing.id).execute()
    await update(ctx, kind, sourceId, { merged_into_id: null })
    await update(ctx, kind, targetId, whatComesBack(standing.filled as object, standing.replaced as object, target))
    await returnAnswers(ctx, standing)
    await returnReferences(
      ctx,
      fact,
      OWN[kind].map(([table]) => table),
    )
    if (kind === 'customer') await keepApart(ctx, [Math.min(sourceId, targetId), Math.max(sourceId, targetId)])
  })
  ctx.announced.push({ topic: 'customer' })
}

/**
 * For the slices that own them: rows whose `column` names the one merged away now name the survivor. Answers their ids, which are kept
 * with the merge.
 */
export async function moveReferences(ctx: Context, fact: MergeFact, table: string, column: string): Promise<number[]> {
  const sourceId = fact.type === 'customer.merged' ? fact.customerId : fact.organizationId
  return move(ctx, { mergeId: fact.mergeId, sourceId, targetId: fact.intoId }, table, column)
}

/** For the slices that own them: of these tables, the rows that the merge moved and that still name the survivor. */
export async function returnReferences(ctx: Context, fact: UnmergeFact, tables: readonly string[]) {
  const sourceId = fact.type === 'customer.unmerged' ? fact.customerId : fact.organizationId
  const { rows } = await sql<{ moved: { table: string; column: string; ids: number[] }[] }>`
    select moved from customer_merges where id = ${fact.mergeId}`.execute(ctx.db)
  for (const { table, column, ids } of rows[0]!.moved.filter((each) => tables.includes(each.table)))
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sourceId}
      where id = any(${ids}::bigint[]) and ${sql.ref(column)} = ${fact.fromId}`.execute(ctx.db)
}

/** What of this slice names a person, or an organization; an answer or number the survivor has too stays where it is. */
const OWN: Record<MergeKind, [table: string, column: string, notHeldBy?: string][]> = {
  customer: [
    ['customer_emails', 'customer_id'],
    ['customer_phones', 'customer_id', 'number'],
    ['customer_answers', 'customer_id', 'question_id'],
  ],
  organization: [
    ['customers', 'organization_id'],
    ['customer_answers', 'organization_id', 'question_id'],
  ],
}

async function moveOwn(ctx: Context, merge: Merge) {
  for (const [table, column, unless] of OWN[merge.kind]) await move(ctx, merge, table, column, unless)
}

async function move(
  ctx: Context,
  { mergeId, sourceId, targetId }: Omit<Merge, 'kind'>,
  table: string,
  column: string,
  unless?: string,
): Promise<number[]> {
  const held = unless
    ? sql`and ${sql.ref(unless)} not in (select ${sql.ref(unless)} from ${sql.table(table)} where ${sql.ref(column)} = ${targetId})`
    : sql``
  const { rows } = await sql<{ id: number }>`update ${sql.table(table)} set ${sql.ref(column)} = ${targetId}
    where ${sql.ref(column)} = ${sourceId} ${held} returning id`.execute(ctx.db)
  const ids = rows.map(({ id }) => id)
  if (ids.length)
    await sql`update customer_merges set moved = moved || ${JSON.stringify([{ table, column, ids }])}::jsonb where id = ${mergeId}`.execute(
      ctx.db,
    )
  return ids
}

async function keepMerge(
  { db, actor, now }: Context,
  { kind, mergeId, sourceId, targetId }: Merge,
  filled: object,
  replaced: object,
) {
  const ends = { id: mergeId, kind, source_id: sourceId, target_id: targetId }
  await db
    .insertInto('customer_merges')
    .values({
      ...ends,
      agent_id: actor.id,
      at: now,
      filled: JSON.stringify(filled),
      replaced: JSON.stringify(replaced),
    })
    .execute()
}

async function standingMerge({ db }: Context, kind: MergeKind, id: number): Promise<Selectable<CustomerMerges>> {
  const row = await db
    .selectFrom('customer_merges')
    .selectAll()
    .where('kind', '=', kind)
    .where('source_id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (row) return row
  const { rows } = await sql`select 1 from ${sql.table(TABLE[kind])} where id = ${id}`.execute(db)
  throw rows.length ? new Refusal(422, 'not_merged') : notFound()
}

const TABLE = { customer: 'customers', organization: 'organizations' } as const
type Whole = Selectable<Customers> | Selectable<Organizations>

/**
 * By ascending id, and so that nothing new can name either meanwhile: a ticket being opened waits, and is then opened for the survivor.
 */
async function lockBoth(ctx: Context, kind: MergeKind, one: number, other: number): Promise<[Whole, Whole]> {
  const { rows } = await sql<Whole>`select * from ${sql.table(TABLE[kind])} where id = any(${[one, other]}::bigint[])
    order by id for update`.execute(ctx.db)
  const [first, second] = [one, other].map((id) => rows.find((row) => row.id === id))
  if (!first) throw notFound()
  if (!second) throw invalid('intoId', 'no_such')
  return [first, second]
}

async function requireMayMerge(ctx: Context, kind: MergeKind, ids: number[]) {
  if ((await mayMerge(ctx, kind, ids)) !== true) throw forbidden('merge_rights')
}

async function update({ db }: Context, kind: MergeKind, id: number, changed: object) {
  const columns = 'name' in changed ? { ...changed, name_words: nameWords(changed.name as string) } : changed
  if (kind === 'customer')
    await db
      .updateTable('customers')
      .set((eb) => ({ ...columns, to_compare: true, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  else
    await db
      .updateTable('organizations')
      .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
}
