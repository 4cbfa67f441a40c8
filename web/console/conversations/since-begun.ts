import type { Interaction } from './data.ts'
import { isTakenBack, saidByPerson } from './kinds.ts'

/** S9: what somebody else said to or from outside after something was begun. Notes stay inside, and nobody answers twice to a program. */
export function saidSince(said: Interaction[], begunAfter: number | undefined, myId: number): Interaction[] {
  if (begunAfter === undefined) return []
  const counts = (one: Interaction) => !one.internal && saidByPerson(one) && !isTakenBack(one)
  return said.filter((one) => one.id > begunAfter && counts(one) && !isOf(myId, one))
}

/** The last thing said so far: what is begun now is begun with it before one's eyes. */
export const lastIn = (said: Interaction[]) => Math.max(0, ...said.map(({ id }) => id))

const isOf = (agentId: number, { author }: Interaction) => author?.kind === 'agent' && author.id === agentId
