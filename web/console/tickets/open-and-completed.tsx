import { Button, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { When } from '../../ui/when.tsx'
import { useStatusName } from './names.ts'
import { type OpenCard, useCompletedOf, useOpenOf } from './open-of.ts'
import classes from './open-tickets-of-caller.module.css'

type Props = { customerId: number; adding?: number | undefined; onAdd: (ticketId: number) => void }

/** L2: the caller may be adding to something already open, or to what we take for done. */
export function OpenAndCompleted({ customerId, adding, onAdd }: Props) {
  return (
    <>
      <Rows heading="newTicket.openOnes" cards={useOpenOf(customerId)} adding={adding} onAdd={onAdd} />
      <Rows heading="newTicket.completedOnes" cards={useCompletedOf(customerId)} adding={adding} onAdd={onAdd} />
    </>
  )
}

type RowsProps = Omit<Props, 'customerId'> & {
  heading: 'newTicket.openOnes' | 'newTicket.completedOnes'
  cards: OpenCard[]
}

function Rows({ heading, cards, adding, onAdd }: RowsProps) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  if (!cards.length) return null
  return (
    <section className={classes.box} aria-label={t(heading)}>
      <h2 className={classes.title}>{t(heading)}</h2>
      <ul className={classes.list}>
        {cards.map((card) => (
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
