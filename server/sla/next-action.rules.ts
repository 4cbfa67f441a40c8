import type { TicketStatus } from '../tickets/contract.ts'
import type { TargetState } from './targets.rules.ts'

/** In the order that decides between equal dates. */
const KINDS = [
  'callback',
  'promise',
  'first_response',
  'chase_third_party',
  'follow_up_call',
  'customer_update',
  'solution',
  'request_confirmation',
  'auto_close',
  'review',
] as const

export type NextActionKind = (typeof KINDS)[number]
export type NextAction = { kind: NextActionKind; dueAt: Date; who: 'agent' | 'group' | 'system' }

/** Dates of what could come next; what is done, met or switched off is null. `review` is the floor: it counts where nothing else does. */
export type Candidates = Partial<Record<NextActionKind, Date | null>> & { review: Date }

const IN_OUR_HANDS: NextActionKind[] = ['first_response', 'callback', 'promise', 'customer_update', 'solution']
const APPLIES: Record<Exclude<TicketStatus, 'closed'>, NextActionKind[]> = {
  pending: IN_OUR_HANDS,
  in_progress: IN_OUR_HANDS,
  customer_action: ['follow_up_call', 'callback', 'promise'],
  third_party_action: ['chase_third_party', 'customer_update'],
  completed: ['auto_close', 'request_confirmation'],
}

/**
 * Z11: each ticket that is not closed has exactly one next action, the earliest of what applies in its status; where nothing does, a
 * review, so that there always is one. A review is no rival of the others: a ticket that waits three days is not looked at daily.
 * Confirmation is asked for only where the group's auto-close is off. The system closes; all else is the owner's, or the group's.
 */
export function nextAction(input: {
  status: TicketStatus
  ownerId: number | null
  candidates: Candidates
}): NextAction | null {
  const { status, ownerId, candidates } = input
  if (status === 'closed') return null
  const applicable = KINDS.filter((kind) => candidates[kind] && APPLIES[status].includes(kind)).filter(
    (kind) => kind !== 'request_confirmation' || !candidates.auto_close,
  )
  const kind = applicable.reduce<NextActionKind>(
    (first, other) => (first === 'review' || candidates[other]! < candidates[first]! ? other : first),
    'review',
  )
  const who = kind === 'auto_close' ? 'system' : ownerId === null ? 'group' : 'agent'
  return { kind, dueAt: candidates[kind]!, who }
}

/**
 * Z11: snoozing moves the date, never past the solution target. Null is no limit: there is no such target, it is met,
 * or it is on hold and will itself move on when the clock resumes.
 */
export function snoozeLimit(solution: Pick<TargetState, 'dueAt' | 'metAt' | 'onHold'> | undefined): Date | null {
  return solution && !solution.metAt && !solution.onHold ? solution.dueAt : null
}

/** Why a ticket may not sleep until then, or null. */
export function snoozeRefusal(until: Date, now: Date, limit: Date | null): 'in_the_past' | 'past_solution' | null {
  if (until <= now) return 'in_the_past'
  return limit && until > limit ? 'past_solution' : null
}
