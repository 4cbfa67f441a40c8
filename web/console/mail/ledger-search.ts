import { OUTCOMES } from '../../../server/mail/contract.ts'

export const LEDGER_OUTCOMES = [...OUTCOMES, 'waiting'] as const
/** What the ledger's address asks: whoever comes back from a ticket finds what they had found. */
export type LedgerSearch = { words?: string; outcome?: (typeof LEDGER_OUTCOMES)[number]; mailboxId?: number }

/** The router reads digits as a number. */
export function ledgerSearch(search: Record<string, unknown>): LedgerSearch {
  const words = search.words === undefined ? '' : String(search.words).slice(0, 200)
  const outcome = LEDGER_OUTCOMES.find((one) => one === search.outcome)
  return {
    ...(words && { words }),
    ...(outcome && { outcome }),
    ...(Number.isSafeInteger(search.mailboxId) && { mailboxId: search.mailboxId as number }),
  }
}
