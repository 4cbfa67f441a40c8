import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { effective, type ListSearch } from './search.ts'

/** Further pages are larger: whoever scrolls far should not wait often, nor a live change ask for many pages. */
const FIRST = 50
const FURTHER = 200

export function useTicketList(search: ListSearch) {
  const asked = effective(search)
  const list = useInfiniteQuery({
    queryKey: [...keys.tickets, 'list', asked],
    queryFn: ({ pageParam }) =>
      call(listTickets, { query: { ...asked, cursor: pageParam, limit: pageParam ? FURTHER : FIRST } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 15_000,
  })
  const pages = list.data?.pages
  const cards = useMemo(() => pages?.flatMap((page) => page.items), [pages])
  // Named one by one: who is given all of a query is drawn again whenever it only begins to ask.
  const { isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  return { cards, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage }
}

export type Card = ReplyOf<typeof listTickets>['items'][number]
export const NO_CARDS: Card[] = []

/** What the lists already know of a ticket: its page begins with that. */
export function cardOf(id: number): Card | undefined {
  const lists = queries.getQueriesData<InfiniteData<{ items: Card[] }>>({ queryKey: [...keys.tickets, 'list'] })
  const pages = lists.flatMap(([, list]) => list?.pages ?? [])
  return pages.flatMap((page) => page.items).find((card) => card.id === id)
}
