import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { zoneNamed } from '../platform/zones.contract.ts'
import type { AnswersIn, details } from './contract.ts'
import { keepTaxId } from './taxids.rules.ts'

type Details = { [K in keyof typeof details]?: Static<(typeof details)[K]> }

/** What persons and organizations have in common, as columns: only what was told. */
export function detailColumns(told: Details, country: string) {
  return {
    ...(told.taxId !== undefined && { tax_id: keepTaxId(told.taxId, country) }),
    ...(told.country !== undefined && { country: told.country }),
    ...(told.address !== undefined && { address: told.address.trim() }),
    ...(told.language !== undefined && { language: told.language }),
    ...(told.zone !== undefined && { zone: zoneOf(told.zone) }),
    ...(told.tags !== undefined && { tags: [...new Set(told.tags.map((tag) => tag.trim()))] }),
    ...(told.notes !== undefined && { notes: told.notes }),
  }
}

function zoneOf(zone: string | null | undefined): string | null {
  if (!zone) return null
  const named = zoneNamed(zone)
  if (!named) throw invalid('zone', 'zone')
  return named
}

/** Answers to the company's own questions about a person or an organization; null takes one back. */
export async function saveAnswersAbout(
  { db }: Context,
  about: 'customer' | 'organization',
  id: number,
  answers: Static<typeof AnswersIn> = [],
) {
  if (!answers.length) return
  const ids = answers.map((answer) => answer.questionId)
  const known = await db
    .selectFrom('questions')
    .select('id')
    .where('id', 'in', ids)
    .where('about', '=', about)
    .execute()
  const stranger = ids.find((question) => !known.some((row) => row.id === question))
  if (stranger) throw invalid('answers', 'no_such_question', { id: stranger })
  const owner = about === 'customer' ? ('customer_id' as const) : ('organization_id' as const)
  for (const { questionId, value } of answers) {
    if (!value?.trim())
      await db.deleteFrom('customer_answers').where(owner, '=', id).where('question_id', '=', questionId).execute()
    else
      await db
        .insertInto('customer_answers')
        .values({ [owner]: id, question_id: questionId, value: value.trim() })
        .onConflict((conflict) => conflict.columns([owner, 'question_id']).doUpdateSet({ value: value.trim() }))
        .execute()
  }
}

/** The distinct words of names, by which the caller search finds people and organizations. */
export async function learnWords({ db }: Context, words: string[]) {
  if (words.length)
    await db
      .insertInto('customer_words')
      .values(words.map((word) => ({ word })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
