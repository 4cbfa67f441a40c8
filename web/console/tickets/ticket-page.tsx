import { Skeleton } from '@mantine/core'
import { IconTicketOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api.ts'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { CustomerPanel } from '../customers/customer-panel.tsx'
import { type Ticket, ticketQuery } from './data.ts'
import { type Conflict, ConflictContext } from './editing.tsx'
import { Sections } from './sections.tsx'
import { StaleDialog } from './stale-dialog.tsx'
import { TicketHead } from './ticket-head.tsx'
import classes from './ticket-page.module.css'

/** S1: header, what comes next, the clocks, and everything that hangs on the ticket. */
export function TicketPage() {
  const { ticketId } = useParams({ from: '/console/split/tickets/$ticketId' })
  const { t } = useTranslation()
  const { data: ticket, error } = useQuery(ticketQuery(ticketId))
  usePageTitle(ticket ? `#${ticket.number} ${ticket.subject}` : `#${ticketId}`)
  if (ticket) return <OpenTicket key={ticketId} ticket={ticket} />
  if (error) {
    const hidden = error instanceof Problem && error.status === 404
    return (
      <Empty
        icon={<IconTicketOff size={24} />}
        title={hidden ? t('ticket.notFound', { number: ticketId }) : error.message}
      >
        {hidden && t('ticket.notFoundHint')}
      </Empty>
    )
  }
  return <FirstLoad label={t('do.loading')} />
}

function OpenTicket({ ticket }: { ticket: Ticket }) {
  const [conflict, setConflict] = useState<Conflict>()
  return (
    <ConflictContext value={setConflict}>
      <article className={classes.page}>
        <div className={classes.layout}>
          <div className={classes.main}>
            <TicketHead ticket={ticket} />
            <Sections ticket={ticket} />
          </div>
          <aside className={classes.aside}>
            <CustomerPanel ticket={ticket} />
          </aside>
        </div>
      </article>
      {conflict && <StaleDialog conflict={conflict} onClose={() => setConflict(undefined)} />}
    </ConflictContext>
  )
}

function FirstLoad({ label }: { label: string }) {
  return (
    <div className={classes.first} role="status" aria-label={label}>
      <Skeleton height={24} width="60%" />
      <Skeleton height={40} width="80%" mt="sm" />
      <Skeleton height={90} mt="xl" />
      <Skeleton height={90} mt="sm" />
    </div>
  )
}
