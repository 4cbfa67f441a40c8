import { queryOptions, useMutation } from '@tanstack/react-query'
import { getSecurity } from '../../../server/admin/contract.ts'
import { listAgentDoors } from '../../../server/auth/doors.contract.ts'
import { listProviders } from '../../../server/auth/providers.contract.ts'
import { listCalendars, listPolicies } from '../../../server/sla/contract.ts'
import { listAllStatuses } from '../../../server/tickets/statuses.contract.ts'
import { call, Problem } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { confirmed } from '../auth/confirming.tsx'

// What only the pages of administration read; a live `settings` change renews it.

export const agentDoorsQuery = queryOptions({
  queryKey: keys.settings('agent-doors'),
  queryFn: async () => (await call(listAgentDoors, {})).items,
})
export const providersQuery = queryOptions({
  queryKey: keys.settings('providers'),
  queryFn: () => call(listProviders, {}),
})
export const securityQuery = queryOptions({
  queryKey: keys.settings('security'),
  queryFn: () => call(getSecurity, {}),
})
export const allStatusesQuery = queryOptions({
  queryKey: keys.settings('all-statuses'),
  queryFn: async () => (await call(listAllStatuses, {})).items,
})
export const calendarsQuery = queryOptions({
  queryKey: keys.settings('calendars'),
  queryFn: async () => (await call(listCalendars, {})).items,
})
export const policiesQuery = queryOptions({
  queryKey: keys.settings('policies'),
  queryFn: async () => (await call(listPolicies, {})).items,
})

/** Changes a setting, proving first who one is where that is asked; then every page of settings shows what there is now. */
export function useSetting<In, Out>(act: (input: In) => Promise<Out>, onSuccess?: (out: Out, input: In) => void) {
  const showAnew = () => queries.invalidateQueries({ queryKey: ['settings'] })
  return useMutation({
    mutationFn: (input: In) => confirmed(() => act(input)),
    onSuccess: async (out, input) => {
      await showAnew()
      onSuccess?.(out, input)
    },
    onError: (error) => {
      if (error instanceof Problem && error.code === 'stale') void showAnew()
    },
  })
}
