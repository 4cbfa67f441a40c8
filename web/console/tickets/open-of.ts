import { useQuery } from '@tanstack/react-query'
import { listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'

const SHOWN = 5

/** L2: the work still to be done for this customer. */
export const useOpenOf = (customerId: number) => useNewest(customerId, 'open')

/** L2: what is completed, and waits to be confirmed. */
export const useCompletedOf = (customerId: number) => useNewest(customerId, 'completed')

function useNewest(customerId: number, view: 'open' | 'completed') {
  const { data } = useQuery({
    queryKey: [...keys.tickets, 'newest-of', customerId, view],
    queryFn: () => call(listTickets, { query: { customerId, view, limit: SHOWN, sort: 'newest' } }),
  })
  return data?.items ?? []
}

export type OpenCard = ReturnType<typeof useNewest>[number]
