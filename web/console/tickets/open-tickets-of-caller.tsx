import { Button, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { saveDraft } from '../../../server/conversations/contract.ts'
import { listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { keys } from '../../queries.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { When } from '../../ui/when.tsx'
import { useStatusName } from './names.ts'
import classes from './open-tickets-of-caller.module.css'

type Props = { customerId: number; words: string; onLeave: () => Promise<void> | undefined }

/** L2: the caller may be adding to something already open; what was noted goes with it. */
export function OpenTicketsOfCaller({ customerId, words, onLeave }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const statusName = useStatusName()
  const { data } = useQuery({
    queryKey: [...keys.tickets, 'open-of', customerId],
    queryFn: () => call(listTickets, { query: { customerId, view: 'open', limit: 5, sort: 'newest' } }),
  })
  if (!data?.items.length) return null

  const addTo = async (ticketId: number) => {
    if (words.trim()) {
      const draft = { mode: 'call', direction: 'in', result: 'answered', text: words }
      await call(saveDraft, { params: { place: `ticket:${ticketId}` }, body: { draft } })
    }
    await onLeave()
    await navigate({ to: paths.ticket, params: { ticketId } })
  }
  return (
    <section className={classes.box} aria-label={t('newTicket.openOnes')}>
      <h2 className={classes.title}>{t('newTicket.openOnes')}</h2>
      <ul className={classes.list}>
        {data.items.map((card) => (
          <li key={card.id} className={classes.row}>
            <span className={classes.subject}>
              #{card.number} {card.subject}
            </span>
            <StatusBadge status={card.status} label={statusName(card)} />
            <When at={card.updatedAt} />
            <Button size="compact-xs" variant="light" onClick={() => void addTo(card.id)}>
              {t('newTicket.addTo')}
              <VisuallyHidden>&nbsp;#{card.number}</VisuallyHidden>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
