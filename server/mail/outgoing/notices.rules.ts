export type NoticeKind = 'confirmation' | 'solved' | 'closed'

/** What decides whether the desk writes by itself. */
export type Question = {
  kind: NoticeKind
  status: string
  /** merged, discarded … */
  closedReason: string | null
  sends: boolean
  confirms: boolean
  tellsSolved: boolean
  tellsClosed: boolean
  /** The words the ticket began with came from a machine. */
  silent: boolean
  /** Somebody else than the customer wrote them. */
  byAnother: boolean
  /** The sender is proven to be somebody else. */
  forged: boolean
  address: string | null
  /** The world told us not to use the address again. */
  failing: boolean
  /** An agent's own mail to the customer says it already: in the same save, or before a confirmation. */
  toldByAgent: boolean
  /** The customer was asked by mail whether all is well. */
  asked: boolean
  hoursLate: number
  /** How much stands behind the address: nothing, that we know its customer, or also that they are who opened the ticket. */
  behind: Behind
  lastHour: { confirmationsToAddress: number; automaticToAddress: number; confirmations: number }
  limits: { confirmationsPerHour: number; automaticPerAddress: number }
}

export type Behind = 'nothing' | 'known' | 'proven'

/**
 * Issue 4.7, E3: how many confirmations an address gets in an hour. Who is known gets one for each ticket they open; what is only written in
 * their name brings them few, so that a forger does not flood them, nor use up what their own proven mails are answered by.
 */
const CONFIRMATIONS_AN_HOUR: Record<Behind, number> = { nothing: 1, known: 3, proven: 10 }

/** News that comes this late is none. */
const TOO_LATE_HOURS = 24

/**
 * E3, E6, E7: whether a mail the desk would write by itself is written; otherwise why not. Machines, lists and forged senders are not
 * answered, one address gets few confirmations an hour, one where nobody vouches for it, and all together no more than the ceiling: whoever
 * floods the desk in other people's names must not make it flood them.
 */
export const whyNotWrite = (question: Question): string | null => whyUntold(question) ?? braked(question)

/** Whatever the hour has seen: what no hand can be asked to send either. */
export function whyUntold(question: Question): string | null {
  const { kind, status, closedReason } = question
  if (!question.sends) return 'no_channel'
  if (closedReason === 'merged' || closedReason === 'discarded') return closedReason
  if (question.hoursLate > TOO_LATE_HOURS) return 'too_late'
  if (question.silent) return 'silent'
  if (!question.address) return 'no_address'
  if (question.failing) return 'failing_address'
  return WHY_NOT[kind](question, status)
}

const WHY_NOT: Record<NoticeKind, (question: Question, status: string) => string | null> = {
  confirmation: ({ confirms, byAnother, forged, toldByAgent, limits }, status) => {
    // A ceiling of none is somebody's will.
    if (!confirms || limits.confirmationsPerHour === 0) return 'switched_off'
    // Not to the customer, who would read another's words; nor to that other, whose matter it is not.
    if (byAnother) return 'another_wrote'
    if (forged) return 'forged_sender'
    if (status === 'completed' || status === 'closed') return 'changed'
    return toldByAgent ? 'told_already' : null
  },
  solved: ({ tellsSolved, toldByAgent }, status) => {
    if (!tellsSolved) return 'switched_off'
    if (toldByAgent) return 'told_already'
    return status === 'completed' ? null : 'changed'
  },
  closed: ({ tellsClosed, closedReason, asked }, status) => {
    if (!tellsClosed) return 'switched_off'
    if (status !== 'closed') return 'changed'
    // Who never heard that it was solved would be astonished to hear that it is closed.
    return closedReason === 'expired' && !asked ? 'never_asked' : null
  },
}

function braked({ kind, behind, lastHour, limits }: Question): string | null {
  if (kind === 'confirmation' && lastHour.confirmationsToAddress >= CONFIRMATIONS_AN_HOUR[behind])
    return 'too_many_to_address'
  if (lastHour.automaticToAddress >= limits.automaticPerAddress) return 'too_many_to_address'
  return kind === 'confirmation' && lastHour.confirmations >= limits.confirmationsPerHour ? 'ceiling' : null
}
