import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { CustomerMerges } from '../platform/db.types.ts'

type Answers = Record<string, string>

/** The answers chosen stand on the survivor's profile; what stood there is kept with the merge. */
export async function takeAnswers(
  { db }: Context,
  { mergeId, sourceId, targetId }: { mergeId: number; sourceId: number; targetId: number },
  questionIds: number[],
) {
  const { rows } = await sql<{ question: number; taken: string; replaced: string }>`
    with pairs as (select own.id, own.question_id, own.value as replaced, their.value as taken from customer_answers own
        join customer_answers their on their.question_id = own.question_id and their.customer_id = ${sourceId}
        where own.customer_id = ${targetId} and own.question_id = any(${questionIds}::bigint[]) and own.value <> their.value),
      written as (update customer_answers a set value = pairs.taken from pairs where a.id = pairs.id)
    select question_id as question, taken, replaced from pairs`.execute(db)
  if (!rows.length) return
  const of = (what: 'taken' | 'replaced') =>
    JSON.stringify({ answers: Object.fromEntries(rows.map((row) => [row.question, row[what]])) })
  await sql`update customer_merges set filled = filled || ${of('taken')}::jsonb, replaced = replaced || ${of('replaced')}::jsonb
    where id = ${mergeId}`.execute(db)
}

/** Where nobody has answered anew since. */
export async function returnAnswers({ db }: Context, { target_id, filled, replaced }: Selectable<CustomerMerges>) {
  const [taken, before] = [filled, replaced].map((kept) => (kept as { answers?: Answers }).answers ?? {})
  for (const [question, value] of Object.entries(before!))
    await db
      .updateTable('customer_answers')
      .set({ value })
      .where('customer_id', '=', target_id)
      .where('question_id', '=', Number(question))
      .where('value', '=', taken![question]!)
      .execute()
}
