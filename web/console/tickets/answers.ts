import type { Ticket } from './data.ts'
import type { Answers, Question } from './questions.tsx'

type Saved = Ticket['answers']

export const valuesOf = (saved: Saved): Answers =>
  Object.fromEntries(saved.map(({ questionId, value }) => [questionId, value]))

/** Answers of spaces are none (E2). */
export const lacking = (questions: Question[], answers: Answers) => questions.filter(({ id }) => !answers[id]?.trim())

/** What was typed and says something else than what stood there when one began. */
export const changedAnswers = (typed: Answers, from: Answers): Saved =>
  Object.entries(typed)
    .map(([id, value]) => ({ questionId: Number(id), value: value.trim() }))
    .filter(({ questionId, value }) => value !== (from[questionId] ?? '').trim())

export function withAnswers(saved: Saved, changed: Saved): Saved {
  const values = { ...valuesOf(saved), ...valuesOf(changed) }
  return Object.entries(values).map(([id, value]) => ({ questionId: Number(id), value }))
}

/** As they stand now, but for those one changed: what these said when one began. Others may answer other questions meanwhile. */
export function asBegun(saved: Saved, changed: Saved, from: Answers): Saved {
  const mine = changed.map(({ questionId }) => questionId)
  const others = saved.filter(({ questionId }) => !mine.includes(questionId))
  return withAnswers(
    others,
    mine.flatMap((questionId) => (questionId in from ? [{ questionId, value: from[questionId]! }] : [])),
  )
}
