import type { TicketStatus } from '../../../server/tickets/contract.ts'
import { useGroups, useStatuses } from '../settings.ts'
import type { Ticket } from './data.ts'
import { whyNot } from './refusals.ts'

/** What a move needs besides the wish: asked for where the wish is made. */
export type Needs = {
  solution: boolean
  verification: boolean
  thirdParty: boolean
  /** The work is done: how that was verified may be told, where the group does not require it. */
  completes: boolean
  /** E6: the solution written before the ticket was reopened, and by which words that was: it is not told again unread. */
  before: { solution: string; words: string | null } | null
}
export type MoveFacts = {
  solution: string
  verification: string
  thirdParty: ThirdParty
}
/** `typed`: who it is has been said by hand. */
type ThirdParty = { name: string; role: string; chaseAt: string; email?: string | undefined; typed?: boolean }
export const noFacts: MoveFacts = { solution: '', verification: '', thirdParty: { name: '', role: '', chaseAt: '' } }
export type Move = { status: TicketStatus; statusId: number; name: string; refused?: string | undefined }

/** The moves of a ticket in the order of the life cycle; the server says which are allowed, and why the others are not. */
export function useMoves(
  ticket: Ticket,
  statusName: (status: { status: TicketStatus; statusId: number }) => string,
): Move[] {
  const statuses = useStatuses()
  return statuses.flatMap(({ id, status }) => {
    const can = id === ticket.statusId ? true : (ticket.can[status] ?? (status === ticket.status ? true : undefined))
    if (can === undefined) return []
    return [{ status, statusId: id, name: statusName({ status, statusId: id }), refused: whyNot(can) }]
  })
}

export function useNeeds(ticket: Ticket) {
  const group = useGroups().find((one) => one.id === ticket.group.id)
  return (to: TicketStatus | null): Needs => {
    const completes = (to === 'completed' || to === 'closed') && ticket.status !== 'completed'
    return {
      solution: completes && (!ticket.solution?.trim() || ticket.reopenedSince !== null),
      verification: completes && !!group?.needsVerification && !ticket.verification?.trim(),
      thirdParty: to === 'third_party_action',
      completes,
      before:
        completes && ticket.solution?.trim() && ticket.reopenedSince
          ? { solution: ticket.solution, words: ticket.reopenedSince.words }
          : null,
    }
  }
}

export const needsNothing = (needs: Needs) => !needs.solution && !needs.verification && !needs.thirdParty

/** Whether what the move needs has been said. */
export function isTold(needs: Needs, facts: MoveFacts): boolean {
  const { name, role, chaseAt } = facts.thirdParty
  return (
    (!needs.solution || facts.solution.trim() !== '') &&
    (!needs.verification || facts.verification.trim() !== '') &&
    (!needs.thirdParty || (name.trim() !== '' && role.trim() !== '' && chaseAt !== ''))
  )
}

/** The facts as the server takes them; `chaseAt` comes from a field in the reader's zone. */
export function factsOf(needs: Needs, facts: MoveFacts, toMoment: (field: string) => string) {
  const { name, role, chaseAt, email } = facts.thirdParty
  const party = { name: name.trim(), role: role.trim(), ...(email && { email }) }
  return {
    ...(needs.solution && { solution: facts.solution.trim() }),
    ...(needs.verification && { verification: facts.verification.trim() }),
    ...(needs.thirdParty && { thirdParty: { ...party, chaseAt: toMoment(chaseAt) } }),
  }
}
