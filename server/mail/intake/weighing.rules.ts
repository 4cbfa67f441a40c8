import type { Sign, Silence } from '../parsing/parsed-mail.ts'
import type { Verdict } from './authentication.rules.ts'

/**
 * What tied a mail to a ticket. `token`: it answers a mail of ours, by an id nobody can guess. `thread`: it answers a mail that somebody
 * else wrote and others may have seen. `number`: it names a number, which anybody can.
 */
export type Tie = 'token' | 'thread' | 'number'

/** Who the address in From is to the ticket. `themselves`: its customer or reporter, and not somebody who is heard beside them. */
export type Role =
  | { is: 'customer'; themselves?: true }
  | { is: 'third_party'; partyId: number | null }
  | { is: 'agent'; agentId: number; mayAnswer: boolean }
  | { is: 'stranger' }

export type Weight =
  /** Words that count: the customer's, or the third party's. `unproven`: but confirm nothing. */
  | { as: 'customer' | 'third_party'; partyId: number | null; unproven: boolean }
  | { as: 'agent'; agentId: number }
  /** Shown with a warning; they move nothing by themselves. */
  | { as: 'doubted'; partyId: number | null; party: 'customer' | 'third_party' | 'agent' }
  /** Not of this ticket: a ticket of its own. */
  | { as: 'stranger' }

/**
 * What a mail's words weigh on the ticket it names (issue 4.4).
 * - A token proves that the writer has our mail in hand: whoever answers it speaks for whom it was written to.
 * - Without one, only who is known on the ticket is heard there; a stranger gets a ticket of his own, never access, never history.
 * - A customer whose mail was neither vouched for nor failed counts, as small companies' mail is like that; what failed is in doubt.
 * - In hand may have it whoever was in copy: only the customer or the reporter themselves confirm, where nothing says it is not they (E7).
 * - An agent's name in From is believed only where the mail is authenticated: else anybody could speak for us.
 */
export function weigh(
  tie: Tie,
  role: Role,
  addressee: Exclude<Role, { is: 'agent' }>,
  verdict: Verdict['result'],
): Weight {
  if (role.is === 'agent')
    return verdict === 'pass' && role.mayAnswer
      ? { as: 'agent', agentId: role.agentId }
      : { as: 'doubted', party: 'agent', partyId: null }
  const speaker = role.is === 'stranger' && tie === 'token' ? addressee : role
  if (speaker.is === 'stranger') return { as: 'stranger' }
  const partyId = speaker.is === 'third_party' ? speaker.partyId : null
  if (tie !== 'token' && verdict === 'fail') return { as: 'doubted', party: speaker.is, partyId }
  const themselves = role.is === 'customer' && role.themselves === true
  const proven = tie === 'token' ? verdict !== 'fail' : verdict === 'pass'
  return { as: speaker.is, partyId, unproven: !(themselves && proven) }
}

type Silent = { silence: Silence; sign: Sign | null }

/**
 * What a mail nobody may answer automatically comes to: kept on its ticket, an entry of the ledger and nothing else, or taken for words all
 * the same, which nothing answers (issue 4.5). Programs carry people's words, and losing those is the worse fault: only proof silences.
 */
export function silentFate(
  mail: Silent,
  tie: Tie | null,
  isCustomer: boolean,
): 'keep' | 'take' | 'auto_reply' | 'ignored' {
  const { silence, sign } = mail
  if (silence === 'own') return sign === 'carrier' || sign === 'words' ? 'take' : 'ignored'
  if (tie) return tie === 'token' && (sign === 'carrier' || sign === 'mailing') ? 'take' : 'keep'
  // A machine's own notice may be somebody's form, or an alarm: it becomes a ticket, which nobody confirms to the machine.
  if (silence === 'auto_generated' || sign === 'carrier' || sign === 'words') return 'take'
  if (sign === 'mailing' && isCustomer) return 'take'
  return silence === 'auto_reply' || silence === 'out_of_office' ? 'auto_reply' : 'ignored'
}

/** Brakes on loops: what one address may send within an hour, to one ticket and in all. */
export const PER_TICKET = 10
export const PER_ADDRESS = 30

export const braked = (sent: { toTicket: number; inAll: number }) =>
  sent.toTicket >= PER_TICKET || sent.inAll >= PER_ADDRESS
