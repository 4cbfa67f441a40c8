import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { searchCustomers } from '../../server/customers/contract.ts'
import { listTickets } from '../../server/tickets/contract.ts'
import { call } from '../api.ts'
import { paths } from '../paths.ts'
import { keys } from '../queries.ts'
import type { Command } from './commands.ts'

/** Tickets and customers that answer what is typed, as things to go to. */
export function useFinds(typed: string): Command[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const q = typed.trim()
  const enabled = q.length >= 2
  const ask = { enabled, placeholderData: keepPreviousData, staleTime: 10_000 }
  const tickets = useQuery({
    queryKey: [...keys.tickets, 'palette', q],
    queryFn: () => call(listTickets, { query: { q, limit: 6 } }),
    ...ask,
  })
  const customers = useQuery({
    queryKey: [...keys.customers, 'palette', q],
    queryFn: () => call(searchCustomers, { query: { q, limit: 5 } }),
    ...ask,
  })
  if (!enabled) return []
  return [
    ...(tickets.data?.items ?? []).map((ticket) => ({
      id: `ticket-${ticket.id}`,
      section: 'go' as const,
      label: `#${ticket.number} ${ticket.subject}`,
      run: () => void navigate({ to: paths.ticket, params: { ticketId: ticket.id } }),
    })),
    ...(customers.data?.items ?? []).map((customer) => ({
      id: `customer-${customer.id}`,
      section: 'go' as const,
      label: [customer.name, customer.organization?.name].filter(Boolean).join(' · '),
      run: () => void navigate({ to: paths.customer, params: { customerId: customer.id } }),
    })),
    {
      id: 'search-all',
      section: 'go' as const,
      label: t('command.searchAll', { words: q }),
      run: () => void navigate({ to: paths.tickets, search: { q } }),
    },
  ]
}
