import type { TicketStatus } from '../../tickets/contract.ts'

/** What happened on a ticket, as far as its customer is concerned. */
export type Happened =
  | { what: 'moved'; from: TicketStatus; to: TicketStatus }
  | { what: 'answered' | 'handed_over' | 'reopened' | 'called' }
  | { what: 'activity'; told: string }

export type Done =
  | ('worked' | 'goes_on' | 'handed_over' | 'called' | 'reopened')
  | ('third_party' | 'third_party_asked' | 'third_party_answered' | 'third_party_wrote')
export type Next = 'looking' | 'working' | 'waiting' | 'your_turn'

/**
 * E5: what was done, told as it stands now. Whoever was asked and has answered is not waited for any more; nor is whom nobody waits for.
 * Whoever answered need not be said to have been asked, nor to have written besides. What was said once is not said again.
 */
export function doneOf(happened: Happened[], status: TicketStatus): (Done | { told: string })[] {
  const done: (Done | { told: string })[] = []
  const instead = (old: Done, now: Done) => {
    const at = done.lastIndexOf(old)
    if (at >= 0) done[at] = now
    return at >= 0
  }
  for (const each of happened) {
    if (each.what === 'activity') done.push({ told: each.told })
    else if (each.what === 'answered') {
      if (!instead('third_party', 'third_party_answered')) done.push('third_party_wrote')
    } else if (each.what !== 'moved') done.push(each.what)
    else if (each.to === 'third_party_action') done.push('third_party')
    else if (each.to === 'in_progress' && each.from !== 'completed')
      done.push(each.from === 'pending' ? 'worked' : 'goes_on')
  }
  if (status !== 'third_party_action') while (instead('third_party', 'third_party_asked'));
  const said = done.includes('third_party_answered') ? ['third_party_asked', 'third_party_wrote'] : []
  return done.filter((each, at) => typeof each === 'object' || (done.lastIndexOf(each) === at && !said.includes(each)))
}

/** Where it stands, if what was done does not say so: a ticket nobody has begun with is being looked at. */
export function standsAt(status: TicketStatus, done: (Done | { told: string })[]): Next | null {
  if (status === 'pending') return 'looking'
  if (status === 'in_progress') return done.includes('worked') || done.includes('goes_on') ? null : 'working'
  if (status === 'third_party_action') return done.includes('third_party') ? null : 'waiting'
  return status === 'customer_action' ? 'your_turn' : null
}
