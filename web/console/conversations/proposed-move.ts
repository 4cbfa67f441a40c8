import type { TicketStatus } from '../../../server/tickets/contract.ts'
import type { ComposerDraft } from './composer-draft.ts'

/**
 * The move an answer brings, unless the agent chooses otherwise. S3: a ticket somebody answers is new no longer. E2, S4: whoever asks for
 * what is missing waits for the customer, whose clock runs from then on.
 */
export function proposedMove(
  status: TicketStatus,
  answers: boolean,
  { asks }: Pick<ComposerDraft, 'asks'>,
): TicketStatus | undefined {
  if (!answers) return undefined
  if (asks) return 'customer_action'
  return status === 'pending' ? 'in_progress' : undefined
}
