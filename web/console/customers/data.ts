import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { getCustomer, searchCustomers } from '../../../server/customers/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'

export type Customer = ReplyOf<typeof getCustomer>
export type Found = ReplyOf<typeof searchCustomers>['items'][number]

export const customerQuery = (id: number) =>
  queryOptions({ queryKey: keys.customer(id), queryFn: () => call(getCustomer, { params: { id } }) })

/** Answers of the former words stay until the new ones come: the list does not blink while one types. */
export const useCustomerSearch = (q: string) =>
  useQuery({
    queryKey: [...keys.customers, 'search', q],
    queryFn: () => call(searchCustomers, { query: { q, limit: 8 } }),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
