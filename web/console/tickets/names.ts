import { useTranslation } from 'react-i18next'
import type { Priority, TicketStatus } from '../../../server/tickets/contract.ts'
import { useStatuses } from '../settings.ts'

type WithStatus = { status: TicketStatus; statusId?: number }

/** What a status is called here: the six have a name in every language, others the one the company gave them. */
export function useStatusName() {
  const { t } = useTranslation()
  const statuses = useStatuses()
  return ({ status, statusId }: WithStatus) => {
    const named = statuses.find((one) => one.id === statusId)
    return named && !named.fixed ? named.name : t(`status.${status}`)
  }
}

export function usePriorityName() {
  const { t } = useTranslation()
  return (priority: Priority) => t(`priority.${priority}`)
}
