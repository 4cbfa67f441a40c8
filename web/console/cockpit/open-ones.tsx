import { Button, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { When } from '../../ui/when.tsx'
import { useStatusName } from '../tickets/names.ts'
import classes from '../tickets/open-tickets-of-caller.module.css'

type Props = { customerId: number; adding: number | undefined; onAdd: (ticketId: number) => void }

/** L2: the caller may be adding to something already open; the call and its notes then go there. */
export function OpenOnes({ customerId, adding, onAdd }: Props) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const { data } = useQuery({
    queryKey: [...keys.tickets, 'open-of', customerId],
    queryFn: () => call(listTickets, { query: { customerId, view: 'open', limit: 5, sort: 'newest' } }),
  })
  if (!data?.items.length) return null
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
            <Button size="compact-xs" variant="light" loading={adding === card.id} onClick={() => onAdd(card.id)}>
              {t('newTicket.addTo')}
              <VisuallyHidden>&nbsp;#{card.number}</VisuallyHidden>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
