import { queryOptions } from '@tanstack/react-query'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { getTicket, type listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'

export type Ticket = ReplyOf<typeof getTicket>
type Page = ReplyOf<typeof listTickets>

export const ticketQuery = (id: number) =>
  queryOptions({
    queryKey: keys.ticket(id),
    queryFn: () => call(getTicket, { params: { id } }),
    staleTime: 15_000,
  })

export const ticketNow = (id: number) => queries.getQueryData(ticketQuery(id).queryKey)

/** What is known of a ticket now stands wherever it is shown: on its page and in every list. */
export function show(ticket: Ticket) {
  queries.setQueryData(ticketQuery(ticket.id).queryKey, ticket)
  const card = (before: Page['items'][number]) => ({
    ...before,
    subject: ticket.subject,
    status: ticket.status,
    statusId: ticket.statusId,
    priority: ticket.priority,
    group: ticket.group,
    owner: ticket.owner,
  })
  queries.setQueriesData<{ pages: Page[]; pageParams: unknown[] }>({ queryKey: [...keys.tickets, 'list'] }, (list) =>
    list?.pages
      ? {
          ...list,
          pages: list.pages.map((page) => ({
            ...page,
            items: page.items.map((item) => (item.id === ticket.id ? card(item) : item)),
          })),
        }
      : list,
  )
}

/** What the server derives (clocks, targets, record) is asked again; only what is on the page is fetched at once. */
export function refreshParts(id: number) {
  void queries.invalidateQueries({ queryKey: keys.ticket(id), predicate: ({ queryKey }) => queryKey.length > 2 })
  void queries.invalidateQueries({ queryKey: keys.tickets })
  void queries.invalidateQueries({ queryKey: keys.counts })
}
