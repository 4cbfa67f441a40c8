import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
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
  return { ...list, cards: useMemo(() => pages?.flatMap((page) => page.items), [pages]) }
}

export type Card = NonNullable<ReturnType<typeof useTicketList>['cards']>[number]
