import { QueryClient } from '@tanstack/react-query'
import { Problem } from './api.ts'

export const queries = new QueryClient({
  defaultOptions: {
    // Asked also where the browser takes itself to be offline: what fails says so, nothing waits in silence.
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 60_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) =>
        error instanceof Problem && (error.status === 0 || error.status >= 500) && failures < 3,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** The first word of every cache key, so that live changes find what they touch. */
export const keys = {
  me: ['me'] as const,
  tickets: ['tickets'] as const,
  counts: ['counts'] as const,
  ticket: (id: number) => ['ticket', id] as const,
  ticketPart: (id: number, part: string) => ['ticket', id, part] as const,
  customer: (id: number) => ['customer', id] as const,
  customers: ['customers'] as const,
  calls: ['calls'] as const,
  call: (id: number) => ['call', id] as const,
  organization: (id: number) => ['customer', 'organization', id] as const,
  alerts: ['alerts'] as const,
  presence: ['presence'] as const,
  views: ['views'] as const,
  preferences: ['preferences'] as const,
  settings: (what: string) => ['settings', what] as const,
}
