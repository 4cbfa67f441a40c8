import { Outlet, useParams, useSearch } from '@tanstack/react-router'
import type { Column } from '../../../server/tickets/views.contract.ts'
import classes from './split.module.css'
import { TicketList } from './ticket-list.tsx'
import { useView } from './views-data.ts'

/**
 * Side by side where there is room, one at a time where there is not; the list stays where it was meanwhile. Until a ticket is opened the
 * list has all the room, and says more of each.
 */
export function TicketSplit() {
  const { ticketId } = useParams({ strict: false })
  const own = useView(useSearch({ from: '/console/split' }).viewId)?.columns
  const columns = own?.length ? own : USUAL
  const open = ticketId !== undefined
  return (
    <div className={classes.split} data-open={open || undefined}>
      <div className={classes.list}>
        <TicketList openId={ticketId} columns={open ? NO_COLUMNS : columns} />
      </div>
      <div className={classes.detail}>
        <Outlet />
      </div>
    </div>
  )
}

const NO_COLUMNS: Column[] = []
const USUAL: Column[] = ['customer', 'group', 'owner', 'status', 'due']
