import { useQuery } from '@tanstack/react-query'
import { listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'

const SHOWN = 5

/** L2: what this customer has with us: the work still to be done, and apart from it what is completed and waits to be confirmed. */
export function useOpenOf(customerId: number) {
  const { data } = useQuery({
    queryKey: [...keys.tickets, 'open-of', customerId],
    queryFn: () => call(listTickets, { query: { customerId, view: 'open', limit: 30, sort: 'newest' } }),
  })
  const items = data?.items ?? []
  return {
    working: items.filter(({ status }) => status !== 'completed').slice(0, SHOWN),
    completed: items.filter(({ status }) => status === 'completed').slice(0, SHOWN),
  }
}

export type OpenCard = ReturnType<typeof useOpenOf>['working'][number]
