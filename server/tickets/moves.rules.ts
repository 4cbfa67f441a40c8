import type { Side, TicketStatus } from './contract.ts'

/**
 * The life cycle (S3–S7, domain.md §1) as data; server and console read the same table. Agents move freely among the first four
 * states and complete from any; a completed ticket is closed or goes back to work. Nothing returns to pending; nothing leaves closed.
 */
export const MOVES: Record<TicketStatus, readonly TicketStatus[]> = {
  pending: ['in_progress', 'customer_action', 'third_party_action', 'completed'],
  in_progress: ['customer_action', 'third_party_action', 'completed'],
  customer_action: ['in_progress', 'third_party_action', 'completed'],
  third_party_action: ['in_progress', 'customer_action', 'completed'],
  completed: ['in_progress', 'closed'],
  closed: [],
}

/** Whose clock runs in a state. */
export const SIDE_OF: Record<TicketStatus, Side | null> = {
  pending: 'agent',
  in_progress: 'agent',
  customer_action: 'customer',
  third_party_action: 'third_party',
  completed: null,
  closed: null,
}

export type MoveQuestion = {
  from: TicketStatus
  to: TicketStatus
  /** The ticket lies in a tray (S2): it cannot leave pending before it is in a real group. */
  triage: boolean
  right: { change: boolean; full: boolean }
  agentsClose: boolean
  accepted: boolean
}

/** Why a move is refused: a code of api.md, or a reason; null when it is allowed. */
export function whyNotMove({ from, to, triage, right, agentsClose, accepted }: MoveQuestion) {
  if (from === to) return null
  if (from === 'closed') return 'closed_for_good'
  if (!right.change) return 'right_change'
  if (triage) return 'group_required'
  if (to === 'closed') return right.full || agentsClose || accepted ? null : 'right_full_to_close'
  return MOVES[from].includes(to) ? null : 'no_such_move'
}

/**
 * E6, E9: what completes a ticket is a solution that stands. After a reopening the one written before no longer does: whoever completes says
 * it anew in the same save, the same or another. `said` is what the save leaves in the field, where it names it. Null: nothing lacks.
 */
export function whyNotSolved(held: { solution: string | null; stands: boolean }, said: string | null | undefined) {
  if (!(said === undefined ? held.solution : said)?.trim()) return 'none'
  return held.stands || said !== undefined ? null : 'reopened'
}

/** S6, S7: a completed ticket comes back, a closed one never does. Bare thanks come back only where the group wants them to. */
export function replyMoves(
  status: TicketStatus,
  words: { by: 'customer' | 'third_party'; bareThanks: boolean },
  thanksReopens: boolean,
): 'in_progress' | null {
  if (words.by === 'third_party') return status === 'third_party_action' ? 'in_progress' : null
  if (status === 'customer_action') return 'in_progress'
  if (status === 'completed') return words.bareThanks && !thanksReopens ? null : 'in_progress'
  return null
}
