import type { TicketStatus } from './contract.ts'
import { whyNotMove, whyNotSolved } from './moves.rules.ts'

/** What of a ticket decides whether a change on many works on it. */
export type BulkQuestion = {
  status: TicketStatus
  right: { change: boolean; full: boolean }
  /** Of the group the ticket will be in: its own, or the one it is handed to. */
  group: {
    triage: boolean
    agentsClose: boolean
    needsVerification: boolean
    right: { change: boolean; full: boolean }
  }
  accepted: boolean
  solution: string | null
  stands: boolean
  /** What the run writes there (`solutionFor`). */
  said: string | undefined
  verified: boolean
  /** The chosen owner may work in that group. */
  ownerFits: boolean
  snoozable: boolean
  act: {
    fields: ('ownerId' | 'groupId' | 'priority' | 'categoryId' | 'tags' | 'status' | 'snooze')[]
    to: TicketStatus | null
  }
}

/** One solution for many is written where a ticket has none, or none that stands: whoever wrote their own keeps it. */
export const solutionFor = ({ solution, stands }: { solution: string | null; stands: boolean }, said?: string) =>
  said?.trim() && !(stands && solution?.trim()) ? said : undefined

/** What may still be completed once a ticket is closed (Z10). */
const AFTER_CLOSE = ['categoryId', 'tags']

/**
 * Bulk is the leads' (domain.md §1, Rights); beyond that each ticket refuses for its own reasons, the same as if it were changed
 * alone. Answers the key of the sentence that says why, or null.
 */
export function whyNotBulk(question: BulkQuestion): string | null {
  const { status, right, group, act } = question
  if (!right.full) return 'reason.right_full'
  if (status === 'closed' && act.fields.some((field) => !AFTER_CLOSE.includes(field))) return 'reason.closed_for_good'
  if (act.fields.includes('groupId') && group.triage && status !== 'pending') return 'refusal.group_required'
  if (act.fields.includes('ownerId') && !question.ownerFits) return 'reason.owner_unfit'
  if (act.fields.includes('snooze') && status === 'completed') return 'reason.completed_already'
  if (act.fields.includes('snooze') && !question.snoozable) return 'field.past_solution'
  return act.to ? whyNotMoveTo(question, act.to) : null
}

function whyNotMoveTo(
  { status, group, accepted, solution, stands, said, verified }: BulkQuestion,
  to: TicketStatus,
): string | null {
  const why = whyNotMove({
    from: status,
    to,
    triage: group.triage,
    right: group.right,
    agentsClose: group.agentsClose,
    accepted,
  })
  if (why) return `reason.${why}`
  const completes = to === 'completed' || (to === 'closed' && status !== 'completed')
  const lacks = completes && status !== to && whyNotSolved({ solution, stands }, said)
  if (lacks) return lacks === 'reopened' ? 'refusal.solution_required_reopened' : 'refusal.solution_required'
  return completes && status !== to && group.needsVerification && !verified ? 'refusal.verification_required' : null
}
