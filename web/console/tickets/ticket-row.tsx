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
import { OthersMark } from './others-here.tsx'
import type { Present } from './presence.ts'
import type { ListSearch } from './search.ts'
import { selection, useIsSelected, useIsSelecting } from './selection.ts'
import { ColumnCells } from './ticket-columns.tsx'
import classes from './ticket-row.module.css'

type Props = {
  card: Card
  statusName: string
  others?: Present[] | undefined
  open: boolean
  search: ListSearch
  columns?: readonly Column[]
}

const NONE: readonly Column[] = []

/** One of many, and there are many of them in sight: what all of them need is handed down, not looked up by each. */
export const TicketRow = memo(function TicketRow({ card, statusName, others, open, search, columns = NONE }: Props) {
  const { t } = useTranslation()
  const selected = useIsSelected(card.id)
  const names = { customer: card.customer.name, organization: card.organization?.name }
  const whose = (['customer', 'organization'] as const).filter((who) => names[who])
  const line = (some: typeof whose) => some.map((who) => names[who]).join(' · ')
  return (
    <div
      className={classes.row}
      data-open={open || undefined}
      data-new={card.newInteraction || undefined}
      data-selected={selected || undefined}
      data-table={columns.length > 0 || undefined}
    >
      <RowCheck card={card} selected={selected} />
      {card.newInteraction && <span className={classes.new} role="img" aria-label={t('list.newInteraction')} />}
      <div className={classes.names}>
        <div className={classes.line}>
          <div className={classes.subject}>
            <PriorityMark
              priority={card.priority}
              label={t('list.priority', { priority: t(`priority.${card.priority}`) })}
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
          {others && <OthersMark others={others} />}
          <span className={classes.due}>
            {card.nextAction && <Due at={card.nextAction.dueAt} kind={card.nextAction.kind} />}
          </span>
        </div>
        <div className={classes.line}>
          <span className={classes.whose}>
            <span className={classes.number}>#{card.number}</span> <span className={classes.both}>{line(whose)}</span>
            {columns.length > 0 && (
              <span className={classes.rest}>{line(whose.filter((who) => !columns.includes(who)))}</span>
            )}
          </span>
          <span className={classes.status}>
            <StatusBadge status={card.status} label={statusName} />
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
      {columns.length > 0 && <ColumnCells card={card} columns={columns} />}
    </div>
  )
})

function RowCheck({ card, selected }: { card: Card; selected: boolean }) {
  const { t } = useTranslation()
  const selecting = useIsSelecting()
  return (
    <input
      type="checkbox"
      className={classes.check}
      checked={selected}
      tabIndex={selecting ? 0 : -1}
      aria-label={t('bulk.choose', { number: card.number })}
      onChange={() => selection.toggle(card.id)}
    />
  )
}
