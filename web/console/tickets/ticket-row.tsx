import { IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../server/tickets/views.contract.ts'
import { paths } from '../../paths.ts'
import { Face } from '../../ui/face.tsx'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Due } from '../sla/due.tsx'
import type { Card } from './list-data.ts'
import { usePriorityName, useStatusName } from './names.ts'
import { OthersMark } from './others-here.tsx'
import type { ListSearch } from './search.ts'
import { selection, useIsSelected, useIsSelecting } from './selection.ts'
import { ColumnCells } from './ticket-columns.tsx'
import classes from './ticket-row.module.css'

type Props = { card: Card; open: boolean; search: ListSearch; columns?: readonly Column[] }

const NONE: readonly Column[] = []

export const TicketRow = memo(function TicketRow({ card, open, search, columns = NONE }: Props) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const priorityName = usePriorityName()
  const selected = useIsSelected(card.id)
  const selecting = useIsSelecting()
  const whose = [card.customer.name, card.organization?.name].filter(Boolean).join(' · ')
  return (
    <div
      className={classes.row}
      data-open={open || undefined}
      data-new={card.newInteraction || undefined}
      data-selected={selected || undefined}
      data-selecting={selecting || undefined}
      data-table={columns.length > 0 || undefined}
    >
      <input
        type="checkbox"
        className={classes.check}
        checked={selected}
        tabIndex={selecting ? 0 : -1}
        aria-label={t('bulk.choose', { number: card.number })}
        onChange={() => selection.toggle(card.id)}
      />
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
          <OthersMark ticketId={card.id} />
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
      {columns.length > 0 && <ColumnCells card={card} columns={columns} />}
    </div>
  )
})
