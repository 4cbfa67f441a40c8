import type { Interaction } from './data.ts'
import { isTakenBack, saidByPerson } from './kinds.ts'

/**
 * S7: what the key moves: what is under the keyboard, unless the desk wrote it by itself or it never left; else what somebody outside said last,
 * which is what comes in by the wrong thread, and only where nobody did what a program sent.
 */
export function movedByKey(said: Interaction[], focused: number): Interaction | undefined {
  const meant = said.find((one) => one.id === focused && !one.automatic && !isTakenBack(one))
  const cameIn = said.filter(({ direction, internal }) => direction === 'in' && !internal)
  return meant ?? cameIn.findLast(saidByPerson) ?? cameIn.at(-1)
}
