import type { CALL_RESULTS } from './contract.ts'

export type CallResult = (typeof CALL_RESULTS)[number]

/** Results in which the customer's words reached us, or ours the customer (domain.md §1, §6). */
const SPOKE: ReadonlySet<CallResult> = new Set<CallResult>(['answered', 'voicemail', 'callback_agreed'])

/** An inbound call carries the customer's words when it was answered or left on voicemail; a missed one moves nothing. */
export const carriesWords = (direction: 'in' | 'out', result: CallResult) =>
  direction === 'in' && (result === 'answered' || result === 'voicemail')

/** The customer heard from us: an outbound call that reached a person or a voicemail, or an inbound one that we answered. */
export const reachedCustomer = (direction: 'in' | 'out', result: CallResult) =>
  direction === 'out' ? SPOKE.has(result) : result === 'answered' || result === 'callback_agreed'

/** Z8: by phone the customer can confirm that all is well: an answered call with that objective, reported as solved. */
export const confirmsByPhone = (call: { result: CallResult; outcome?: string; objectives?: string[] }) =>
  call.result === 'answered' && call.outcome === 'solved' && (call.objectives ?? []).includes('confirm_resolution')
