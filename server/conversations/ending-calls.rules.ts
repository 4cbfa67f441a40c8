import type { FieldFault } from '../platform/errors.ts'
import type { CALL_OUTCOMES } from './contract.ts'

type Outcome = (typeof CALL_OUTCOMES)[number]
type Ending = {
  outcome: Outcome
  callbackAt: Date | null
  now: Date
  hasTicket: boolean
  /** Somebody can be called back: a number or a person. */
  reachable: boolean
  callRecordOnly: boolean
}

/** What speaks of a ticket needs one; "resuelto en la llamada" too, unless the group keeps such calls as calls alone (domain.md §6). */
export const lacksTicket = ({ outcome, hasTicket, callRecordOnly }: Ending) =>
  !hasTicket && (outcome === 'ticket_created' || outcome === 'added' || (outcome === 'solved' && !callRecordOnly))

/** To call back takes a date to come and somebody to call; no other ending takes a date (Z11: a promise to call is not lost). */
export function faultOfEnding({ outcome, callbackAt, now, reachable }: Ending): Record<string, FieldFault> | null {
  if (outcome !== 'callback') return callbackAt ? { callbackAt: { key: 'only_callback' } } : null
  if (!callbackAt) return { callbackAt: { key: 'required' } }
  if (callbackAt <= now) return { callbackAt: { key: 'in_the_past' } }
  return reachable ? null : { number: { key: 'nobody_to_call' } }
}
