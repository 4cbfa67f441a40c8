import type { Static } from 'typebox'
import type { listMissedCalls } from './calls.contract.ts'

type Caller = Static<(typeof listMissedCalls)['reply']>['items'][number]
export type MissedCall = Pick<Caller, 'number' | 'shownNumber' | 'withheld' | 'customer' | 'group' | 'agent'> & {
  id: number
  startedAt: Date
}

/**
 * T1: who rang five times in vain is one matter. Whose number is withheld is nobody in particular: each such call stands alone. The calls
 * come the latest first, and so do the callers.
 */
export function byCaller(calls: MissedCall[]): Caller[] {
  const callers = new Map<string, Caller>()
  for (const { id, startedAt, ...who } of calls) {
    const known = callers.get(keyOf(id, who))
    if (known) Object.assign(known, { count: known.count + 1, firstAt: startedAt })
    else callers.set(keyOf(id, who), { ...who, count: 1, firstAt: startedAt, lastAt: startedAt, callId: id })
  }
  return [...callers.values()]
}

function keyOf(id: number, { shownNumber, customer, group }: Omit<MissedCall, 'id' | 'startedAt'>) {
  const caller = shownNumber ?? (customer ? '' : `call ${id}`)
  return [caller, customer?.id, group?.id].join(' ')
}
