import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../server/tickets/views.contract.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { When } from '../../ui/when.tsx'
import { Due } from '../sla/due.tsx'
import type { Card } from './list-data.ts'
import { usePriorityName, useStatusName } from './names.ts'
import classes from './ticket-columns.module.css'

type Props = { columns: readonly Column[] }

export function ColumnHeads({ columns }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes.heads} aria-hidden>
      <span>{t('field.subject')}</span>
      <div className={classes.cells} style={widthsOf(columns)}>
        {columns.map((column) => (
          <span key={column}>{t(`column.${column}`)}</span>
        ))}
      </div>
    </div>
  )
}

/** What is short and always alike takes no room from names; the longest of the six statuses stands there whole. */
const SHORT: ReadonlySet<Column> = new Set(['priority', 'due', 'channel', 'created', 'updated'])
const widthOf = (column: Column) => (column === 'status' ? '9rem' : SHORT.has(column) ? '8.25rem' : '1fr')
const widthsOf = (columns: readonly Column[]) => ({
  gridTemplateColumns: columns.map((column) => `minmax(0, ${widthOf(column)})`).join(' '),
})

/** What the view wants to know of each ticket; every cell says what it is to whoever does not see the heads. */
export function ColumnCells({ card, columns }: Props & { card: Card }) {
  const { t } = useTranslation()
  const cell = useCells()
  return (
    <dl className={classes.cells} style={widthsOf(columns)}>
      {columns.map((column) => (
        <div key={column} className={classes.cell}>
          <dt>{t(`column.${column}`)}</dt>
          <dd>{cell[column](card)}</dd>
        </div>
      ))}
    </dl>
  )
}

function useCells(): Record<Column, (card: Card) => ReactNode> {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const priorityName = usePriorityName()
  return {
    status: (card) => <StatusBadge status={card.status} label={statusName(card)} />,
    priority: ({ priority }) => (
      <>
        <PriorityMark priority={priority} /> {priorityName(priority)}
      </>
    ),
    due: ({ nextAction }) => nextAction && <Due at={nextAction.dueAt} kind={nextAction.kind} />,
    customer: ({ customer }) => customer.name,
    organization: ({ organization }) => organization?.name,
    group: ({ group }) => group.name,
    owner: ({ owner }) => owner?.name ?? <span className={classes.none}>{t('ticket.noOwner')}</span>,
    tags: ({ tags }) => tags.join(', '),
    channel: ({ channel }) => t(`channel.${channel}`),
    created: ({ createdAt }) => <When at={createdAt} as="near" />,
    updated: ({ updatedAt }) => <When at={updatedAt} as="near" />,
  }
}
