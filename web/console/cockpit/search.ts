/** The lists of calls, in the order of their urgency. */
export const CALL_TABS = ['unfinished', 'missed', 'callbacks', 'mine', 'all'] as const
export type CallTab = (typeof CALL_TABS)[number]

type Dialled = { from?: string; to?: string; customerId?: number }

/** `?from=+569…`, as a telephone system or a `tel:` link opens it; the router has read digits as a number. */
export function dialled(search: Record<string, unknown>): Dialled {
  const number = (value: unknown) => (value === undefined || value === null ? undefined : String(value).slice(0, 60))
  const found: Dialled = {}
  const [from, to] = [number(search.from), number(search.to)]
  if (from) found.from = from
  if (to) found.to = to
  if (Number.isInteger(search.customerId)) found.customerId = search.customerId as number
  return found
}
