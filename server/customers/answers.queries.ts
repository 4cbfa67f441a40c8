import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { AskedOfCustomers } from './answers.rules.ts'

/** The company's own questions about customers, in their order, with their text in every language; the reader's first. */
export async function askedOfCustomers({ db, language, say }: Context): Promise<AskedOfCustomers[]> {
  const { rows } = await sql<AskedOfCustomers>`select id, kind, choices,
      array_remove(array[text->>${language}, text->>'es', text->>'en', text->>'pt'], null) as texts
    from questions where about = 'customer' and active order by position, id`.execute(db)
  const yesOrNo = [say('answer.yes'), say('answer.no')]
  return rows.map((row) => (row.kind === 'yes_no' ? { ...row, choices: yesOrNo } : row))
}

/** What was answered about these people: person, question, answer. */
export async function answersAbout({ db }: Context, ids: number[]) {
  return db
    .selectFrom('customer_answers')
    .select(['customer_id', 'question_id', 'value'])
    .where('customer_id', 'in', ids.length ? ids : [0])
    .execute()
}
