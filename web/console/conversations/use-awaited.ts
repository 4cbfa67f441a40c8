import { useQuery } from '@tanstack/react-query'
import { customerQuery } from '../customers/data.ts'
import type { Ticket } from '../tickets/data.ts'
import type { MoveFacts, Needs } from '../tickets/moves.ts'
import { withAwaited } from './awaited.ts'
import type { ComposerDraft } from './composer-draft.ts'
import { interactionsQuery } from './data.ts'

/** What is said of a move, with whom one waits for proposed from whom the mail goes to; nobody is until it is known who the customer is. */
export function useAwaited(ticket: Ticket, { mode, mail, facts }: ComposerDraft, needs: Needs): MoveFacts {
  // Asked for beforehand: when the move is chosen, who is waited for is known.
  const enabled = mode === 'email'
  const { data: customer } = useQuery({ ...customerQuery(ticket.customer.id), enabled })
  const { data: said } = useQuery({ ...interactionsQuery(ticket.id), enabled })
  if (!enabled || !needs.thirdParty || !customer || !said) return facts
  const wrote = said.filter(({ direction, party }) => direction === 'in' && party === 'customer')
  return withAwaited(facts, mail, [...customer.emails, ...wrote.flatMap(({ from }) => from?.address ?? [])])
}
