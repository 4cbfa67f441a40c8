import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getCustomer, searchCustomers } from '../../../server/customers/contract.ts'
import type { customerHistory, HISTORY_KINDS } from '../../../server/customers/history.contract.ts'
import { getOrganization } from '../../../server/customers/organizations.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { listQuestions } from '../../../server/tickets/catalogue.contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'

export type Customer = ReplyOf<typeof getCustomer>
export type Found = ReplyOf<typeof searchCustomers>['items'][number]
export type Organization = ReplyOf<typeof getOrganization>
export type HistoryItem = ReplyOf<typeof customerHistory>['items'][number]
export type HistoryKind = (typeof HISTORY_KINDS)[number]

export const customerQuery = (id: number) =>
  queryOptions({ queryKey: keys.customer(id), queryFn: () => call(getCustomer, { params: { id } }) })

export const organizationQuery = (id: number) =>
  queryOptions({ queryKey: keys.organization(id), queryFn: () => call(getOrganization, { params: { id } }) })

/** Answers of the former words stay until the new ones come: the list does not blink while one types. */
export const useCustomerSearch = (q: string) =>
  useQuery({
    queryKey: [...keys.customers, 'search', q],
    queryFn: () => call(searchCustomers, { query: { q, limit: 8 } }),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })

/** The book, or the people of one organization, page by page. */
export function useBook(query: { q?: string | undefined; organizationId?: number }) {
  return useInfiniteQuery({
    queryKey: [...keys.customers, 'list', query],
    queryFn: ({ pageParam }) => call(searchCustomers, { query: { ...query, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
}

export const useQuestionsAbout = (about: 'customer' | 'organization') =>
  useQuery({
    queryKey: [...keys.settings('questions'), about],
    queryFn: () => call(listQuestions, { query: { about } }),
    staleTime: 300_000,
  }).data?.items

/** After a merge or its undoing anything may name somebody else. */
export const forgetBook = () => {
  for (const key of [keys.customers, ['customer'], keys.tickets, ['ticket']])
    void queries.invalidateQueries({ queryKey: key })
}
