import { queryOptions, useQuery } from '@tanstack/react-query'
import { getCompany } from '../../server/admin/contract.ts'
import { listAgents, listGroups } from '../../server/auth/contract.ts'
import { listCategories, listStatuses } from '../../server/tickets/catalogue.contract.ts'
import { call } from '../api.ts'
import { keys } from '../queries.ts'

// What seldom changes and is used everywhere; a live `settings` change renews it.

const calm = { staleTime: 10 * 60_000 }
export const groupsQuery = queryOptions({
  queryKey: keys.settings('groups'),
  queryFn: async () => (await call(listGroups, {})).items,
  ...calm,
})
export const agentsQuery = queryOptions({
  queryKey: keys.settings('agents'),
  queryFn: async () => (await call(listAgents, {})).items,
  ...calm,
})
export const categoriesQuery = queryOptions({
  queryKey: keys.settings('categories'),
  queryFn: async () => (await call(listCategories, {})).items,
  ...calm,
})
export const statusesQuery = queryOptions({
  queryKey: keys.settings('statuses'),
  queryFn: () => call(listStatuses, {}),
  ...calm,
})
export const companyQuery = queryOptions({
  queryKey: keys.settings('company'),
  queryFn: () => call(getCompany, {}),
  ...calm,
})

export const useGroups = () => useQuery(groupsQuery).data ?? []
export const useAgents = () => useQuery(agentsQuery).data ?? []
export const useCategories = () => useQuery(categoriesQuery).data ?? []
export const useStatuses = () => useQuery(statusesQuery).data?.items ?? []

/** Where the company is, once that is known. */
export const useCompanyCountry = () => useQuery(companyQuery).data?.country ?? 'CL'
