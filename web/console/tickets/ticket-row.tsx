import { IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Face } from '../../ui/face.tsx'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Due } from '../sla/due.tsx'
import type { Card } from './list-data.ts'
import { usePriorityName, useStatusName } from './names.ts'
import type { ListSearch } from './search.ts'
import classes from './ticket-row.module.css'

type Props = { card: Card; open: boolean; search: ListSearch }

export const TicketRow = memo(function TicketRow({ card, open, search }: Props) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const priorityName = usePriorityName()
  const whose = [card.customer.name, card.organization?.name].filter(Boolean).join(' · ')
  return (
    <div className={classes.row} data-open={open || undefined} data-new={card.newInteraction || undefined}>
      {card.newInteraction && <span className={classes.new} role="img" aria-label={t('list.newInteraction')} />}
      <div className={classes.line}>
        <div className={classes.subject}>
          <PriorityMark
            priority={card.priority}
            label={t('list.priority', { priority: priorityName(card.priority) })}
          />
          <Link
            to={paths.ticket}
            params={{ ticketId: card.id }}
            search={search}
            data-ticket={card.id}
            aria-current={open || undefined}
          >
            {card.subject}
          </Link>
        </div>
        <span className={classes.due}>
          {card.nextAction && <Due at={card.nextAction.dueAt} kind={card.nextAction.kind} />}
        </span>
      </div>
      <div className={classes.line}>
        <span className={classes.whose}>
          <span className={classes.number}>#{card.number}</span> {whose}
        </span>
        <span className={classes.status}>
          <StatusBadge status={card.status} label={statusName(card)} />
        </span>
        <span className={classes.owner}>
          {card.owner ? (
            <Face name={card.owner.name} size={22} />
          ) : (
            <IconUserQuestion size={18} stroke={1.6} role="img" aria-label={t('list.noOwner')} />
          )}
        </span>
      </div>
    </div>
  )
})
