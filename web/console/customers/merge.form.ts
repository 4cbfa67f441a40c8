import type { TAKEABLE } from '../../../server/customers/merging.contract.ts'
import type { Customer } from './data.ts'

type Takeable = (typeof TAKEABLE)[number]
export type Side = 'one' | 'other'
export type Pick = Side | 'both'
export type Picks = Record<string, Pick>
/** One thing that may be said of a person, as each of the two profiles says it; `question` where the company asks it. */
export type Line = { field: Takeable | 'answer'; key: string; question?: string; one: string; other: string }

export const opposite = (side: Side): Side => (side === 'one' ? 'other' : 'one')

/** What either says; what neither says is no line. */
export function linesOf(one: Customer, other: Customer): Line[] {
  const line = (field: Takeable, of: (customer: Customer) => string | null | undefined): Line => ({
    ...{ field, key: field, one: of(one) ?? '', other: of(other) ?? '' },
  })
  const questions = new Map([...one.answers, ...other.answers].map((answer) => [answer.questionId, answer.question]))
  const answer = (customer: Customer, id: number) =>
    customer.answers.find(({ questionId }) => questionId === id)?.value ?? ''
  const answers = [...questions].map(
    ([id, question]): Line => ({
      ...{ field: 'answer', key: `answer:${id}`, question, one: answer(one, id), other: answer(other, id) },
    }),
  )
  const lines = [
    line('name', ({ name }) => name),
    line('organization', ({ organization }) => organization?.name),
    line('taxId', ({ taxId }) => taxId),
    line('country', ({ country }) => country),
    line('address', ({ address }) => address),
    line('language', ({ language }) => language),
    line('zone', ({ zone }) => zone),
    ...answers,
    line('notes', ({ notes }) => notes),
  ]
  return lines.filter((each) => each.one || each.other)
}

/** Both say something, and not the same: somebody must choose. */
export const isOpen = ({ one, other }: Line) => one !== '' && other !== '' && one !== other

/** What stands in the end: what was chosen, else what the profile that stays says, else what the other says. */
export function pickOf(line: Line, picks: Picks, kept: Side): Pick {
  if (isOpen(line)) return picks[line.key] ?? kept
  return line[kept] === '' ? opposite(kept) : kept
}

/** The choices as the desk wants them: only what is taken from the one that goes. */
export function bodyOf(lines: Line[], picks: Picks, kept: Side) {
  const taken = lines.filter((line) => isOpen(line) && pickOf(line, picks, kept) === opposite(kept))
  return {
    take: taken.flatMap(({ field }) => (field === 'answer' ? [] : field)),
    takeAnswers: taken.flatMap(({ field, key }) => (field === 'answer' ? Number(key.slice('answer:'.length)) : [])),
    joinNotes: lines.some((line) => isOpen(line) && pickOf(line, picks, kept) === 'both'),
  }
}
