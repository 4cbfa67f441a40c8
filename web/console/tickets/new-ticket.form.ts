import type { BodyOf } from '../../../server/platform/contract.ts'
import type { openTicket, Priority } from '../../../server/tickets/contract.ts'

/** The form as it is written and as its draft is kept. */
export type NewTicketFields = {
  customerId: number | null
  customer: { name: string; phone: string; email: string } | null
  description: string
  subject: string
  categoryId: number | null
  answers: Record<number, string>
  groupId: number | null
  ownMine: boolean
  severity: number | null
  reach: number | null
  /** Only when a person chose it; else the suggestion counts. */
  priority: Priority | null
  channel: 'phone' | 'email' | 'chat' | 'portal'
  resolved: boolean
  solution: string
}

export const emptyForm: NewTicketFields = {
  customerId: null,
  customer: null,
  description: '',
  subject: '',
  categoryId: null,
  answers: {},
  groupId: null,
  ownMine: false,
  severity: null,
  reach: null,
  priority: null,
  channel: 'phone',
  resolved: false,
  solution: '',
}

/** A draft of an older console may lack fields: what is missing is empty. */
export const formFrom = (draft: Record<string, unknown>): NewTicketFields => ({ ...emptyForm, ...draft })

export const isEmpty = (form: NewTicketFields) =>
  !form.customerId && !form.customer && !form.description.trim() && !form.subject.trim()

/** What is still missing, field by field, in the order of the form. */
export function missing(form: NewTicketFields) {
  return {
    customer: !form.customerId && !form.customer?.name.trim(),
    description: !form.description.trim(),
    group: !form.groupId,
    solution: form.resolved && !form.solution.trim(),
  }
}

export function bodyOf(form: NewTicketFields, myId: number): BodyOf<typeof openTicket> {
  const answers = Object.entries(form.answers).filter(([, value]) => value.trim())
  return {
    ...whose(form),
    description: form.description.trim(),
    subject: form.subject.trim() || undefined,
    categoryId: form.categoryId ?? undefined,
    answers: answers.length
      ? answers.map(([id, value]) => ({ questionId: Number(id), value: value.trim() }))
      : undefined,
    groupId: form.groupId ?? undefined,
    ownerId: form.ownMine ? myId : undefined,
    severity: form.severity ?? undefined,
    reach: form.reach ?? undefined,
    priority: form.priority ?? undefined,
    channel: form.channel,
    resolved: form.resolved ? { solution: form.solution.trim() } : undefined,
  }
}

/** Somebody of the book, or who is to be written down. */
export const whose = ({ customerId, customer }: Pick<NewTicketFields, 'customerId' | 'customer'>) =>
  customerId ? { customerId } : { customer: newCustomer(customer!) }

function newCustomer({ name, phone, email }: { name: string; phone: string; email: string }) {
  return { name: name.trim(), phone: phone.trim() || undefined, email: email.trim() || undefined }
}

/**
 * L3: what the server will choose when nobody chooses: severity (1 stops the work … 4 a question) and reach (1 the whole
 * company … 4 one person). Shown before saving so that it can be told to the caller.
 */
export function suggestedPriority(severity: number | null, reach: number | null): Priority {
  const score = (severity ?? reach ?? 3) + (reach ?? severity ?? 3)
  if (score <= 2) return 'immediate'
  if (score <= 4) return 'high'
  return score <= 6 ? 'normal' : 'low'
}
