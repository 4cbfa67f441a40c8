import type { BodyOf } from '../../../server/platform/contract.ts'
import type { openTicket, Priority } from '../../../server/tickets/contract.ts'
import type { NewCaller } from '../customers/new-caller-fields.tsx'
import type { Answers, Question } from '../tickets/questions.tsx'

/** What is filled in while one talks, beside the notes; kept with the call. */
export type CallForm = {
  /** Somebody nobody knows yet, being written down. */
  caller: NewCaller | null
  categoryId: number | null
  answers: Answers
  groupId: number | null
  subject: string
  severity: number | null
  reach: number | null
  /** Only when a person chose it; else the suggestion counts. */
  priority: Priority | null
  ownMine: boolean
  solving: boolean
  solution: string
}

const emptyForm: CallForm = {
  caller: null,
  categoryId: null,
  answers: {},
  groupId: null,
  subject: '',
  severity: null,
  reach: null,
  priority: null,
  ownMine: false,
  solving: false,
  solution: '',
}

/** A draft of an older console may lack fields: what is missing is empty. */
export const formFrom = (kept: Record<string, unknown>): CallForm => ({ ...emptyForm, ...kept })

type Told = { form: CallForm; notes: string; customerId: number | null; groupId: number | null }

/** What is still missing for a ticket, field by field, in the order of the screen. */
export const missing = ({ form, notes, customerId, groupId }: Told) => ({
  customer: !customerId && !form.caller?.name.trim(),
  notes: !notes.trim(),
  solution: form.solving && !form.solution.trim(),
  group: !groupId,
})

/** T7: the ticket as it will be opened, out of the call it was told in. */
export function ticketOf(
  { form, notes, customerId, groupId }: Told,
  callId: number,
  myId: number,
): BodyOf<typeof openTicket> {
  const answers = Object.entries(form.answers).filter(([, value]) => value.trim())
  return {
    ...(customerId ? { customerId } : { customer: callerOf(form.caller!) }),
    description: notes.trim(),
    subject: form.subject.trim() || undefined,
    groupId: groupId ?? undefined,
    categoryId: form.categoryId ?? undefined,
    answers: answers.length
      ? answers.map(([id, value]) => ({ questionId: Number(id), value: value.trim() }))
      : undefined,
    severity: form.severity ?? undefined,
    reach: form.reach ?? undefined,
    priority: form.priority ?? undefined,
    ownerId: form.ownMine ? myId : undefined,
    resolved: form.solving ? { solution: form.solution.trim() } : undefined,
    channel: 'phone',
    callId,
  }
}

const callerOf = ({ name, phone, email }: NewCaller) => ({
  name: name.trim(),
  phone: phone.trim() || undefined,
  email: email.trim() || undefined,
})

/** L2: for a ticket there is already, the answers stand under the notes: nothing that was asked is lost. */
export function wordsWithAnswers(
  notes: string,
  questions: Question[],
  answers: Answers,
  said: (answer: string) => string,
): string {
  const given = questions.filter(({ id }) => answers[id]?.trim())
  return [notes.trim(), ...given.map(({ id, text }) => `${text} ${said(answers[id]!)}`)].filter(Boolean).join('\n')
}

/** What two windows wrote of the same call: nothing of either is lost. */
export function merged(mine: string, theirs: string): string {
  if (mine.includes(theirs)) return mine
  return theirs.includes(mine) ? theirs : `${theirs}\n${mine}`
}
