import { STATUSES, type TicketStatus } from './contract.ts'
import { whyNotMove } from './moves.rules.ts'

/** True, or the code of the reason why not. */
export type Permission = true | string

/** What the actor may do with a ticket now: the six states by their code, and the other acts by theirs. */
export function permissions(question: {
  status: TicketStatus
  triage: boolean
  agentsClose: boolean
  accepted: boolean
  merged: boolean
  right: { create: boolean; change: boolean; full: boolean }
}): Record<string, Permission> {
  const { status, right } = question
  const moves = STATUSES.filter((to) => to !== status && to !== 'pending').map((to) => [
    to,
    whyNotMove({ ...question, from: status, to }) ?? true,
  ])
  const open = status === 'closed' ? 'closed_for_good' : null
  const worked = (right.change ? null : 'right_change') ?? open
  const led = (right.full ? null : 'right_full') ?? open
  return {
    ...Object.fromEntries(moves),
    note: right.create ? true : 'right_create',
    call: right.create ? true : 'right_create',
    // Words to a merged ticket go to its target; on one closed for good there is nothing to answer.
    answer: (question.merged ? (right.change ? null : 'right_change') : worked) ?? true,
    edit: right.change ? true : 'right_change',
    assign: worked ?? true,
    hand_over: worked ?? true,
    prioritize: worked ?? true,
    change_customer: worked ?? true,
    promise: worked ?? (status === 'completed' ? 'completed_already' : true),
    snooze: worked ?? (status === 'completed' ? 'completed_already' : true),
    plan: right.create ? true : 'right_create',
    relate: right.change ? true : 'right_change',
    split: right.change ? true : 'right_change',
    merge: led ?? true,
    discard: led ?? true,
  }
}
