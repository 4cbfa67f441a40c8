import type { Verdict } from './authentication.rules.ts'
import type { Role, Tie } from './weighing.rules.ts'

export type Speaker = { party: 'customer' | 'third_party' | 'agent'; partyId: number | null; doubted: boolean }

/**
 * Whose a machine's mail is on the ticket where it is kept (issue 4.5): of whom its address is known there, for a machine answers for its
 * own. Of anybody else's, a delegate's absence or a forgery, nothing is lost and nobody's name is lent: it is a third party's, and in
 * doubt unless a token proves that our mail came to it. What failed to be who it says is in doubt, whatever it has in hand.
 */
export function speakerOf(
  tie: Tie,
  role: Role,
  addressee: Exclude<Role, { is: 'agent' }>,
  verdict: Verdict['result'],
): Speaker {
  const doubted = verdict === 'fail'
  if (role.is === 'customer') return { party: 'customer', partyId: null, doubted }
  if (role.is === 'third_party') return { party: 'third_party', partyId: role.partyId, doubted }
  if (role.is === 'agent') return { party: 'agent', partyId: null, doubted: verdict !== 'pass' || !role.mayAnswer }
  const partyId = addressee.is === 'third_party' ? addressee.partyId : null
  return { party: 'third_party', partyId, doubted: doubted || tie !== 'token' }
}
