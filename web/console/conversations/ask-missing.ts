import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { completeness } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { sayDone, sayRefusal } from '../notices.tsx'
import type { Ticket } from '../tickets/data.ts'

export const ASK_MISSING = { id: 'ask-missing', name: 'mail.question', keys: 'q' } as const

/** E2: the question for what the category still wants to know; where there is nothing to ask, why. */
export function useAskMissing(ticket: Ticket, write: (html: string) => void) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: async () => (ticket.category ? call(completeness, { params: { id: ticket.id } }) : null),
    onSuccess: (found) => {
      if (found?.message) write(found.message.html)
      else if (found) sayDone(t('mail.complete'))
      else sayRefusal(t('mail.noCategory'))
    },
  })
}
