import { IconHandClick } from '@tabler/icons-react'
import { Outlet, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../server/tickets/views.contract.ts'
import { Empty } from '../../ui/empty.tsx'
import { Keys } from '../../ui/keys.tsx'
import { KeyOf } from '../key-of.tsx'
import classes from './split.module.css'
import { TicketList } from './ticket-list.tsx'
import { useView } from './views-data.ts'

/** Side by side where there is room, one at a time where there is not; the list stays where it was meanwhile. */
export function TicketSplit() {
  const { ticketId } = useParams({ strict: false })
  const columns = useView(useSearch({ from: '/console/split' }).viewId)?.columns ?? []
  const table = columns.length > 0 && ticketId === undefined
  return (
    <div className={classes.split} data-open={ticketId !== undefined || undefined} data-table={table || undefined}>
      <div className={classes.list}>
        <TicketList openId={ticketId} columns={table ? columns : NO_COLUMNS} />
      </div>
      <div className={classes.detail}>
        <Outlet />
      </div>
    </div>
  )
}

const NO_COLUMNS: Column[] = []

export function NoTicketChosen() {
  const { t } = useTranslation()
  return (
    <Empty icon={<IconHandClick size={24} />} title={t('list.noneChosen')}>
      <p className={classes.teach}>
        <span>
          <KeyOf command="next" keys="j" /> <KeyOf command="previous" keys="k" /> {t('list.teachMove')}
        </span>
        <span>
          <Keys keys="enter" /> {t('list.teachOpen')}
        </span>
        <span>
          <KeyOf command="shortcuts" keys="?" /> {t('list.teachAll')}
        </span>
      </p>
    </Empty>
  )
}
