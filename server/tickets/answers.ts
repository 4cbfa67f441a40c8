import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'

/** T5: answers to the category's questions; one per question, the latest stands and the record keeps the earlier. */
export async function saveAnswers({ db }: Context, ticketId: number, answers: { questionId: number; value: string }[]) {
  if (!answers.length) return
  const ids = answers.map((answer) => answer.questionId)
  const known = await db
    .selectFrom('questions')
    .select('id')
    .where('id', 'in', ids)
    .where('about', '=', 'ticket')
    .execute()
  const stranger = ids.find((id) => !known.some((question) => question.id === id))
  if (stranger) throw invalid('answers', 'no_such_question', { id: stranger })
  const latest = [...new Map(answers.map((answer) => [answer.questionId, answer])).values()]
  await db
    .insertInto('answers')
    .values(latest.map(({ questionId, value }) => ({ ticket_id: ticketId, question_id: questionId, value })))
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'question_id']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
    )
    .execute()
}
