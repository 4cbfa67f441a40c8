import { IconTicketOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Suspense, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api.ts'
import { part } from '../../parts.ts'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { usePhone } from '../../ui/phone.ts'
import type { Caller } from '../customers/caller-field.tsx'
import { CustomerPanel } from '../customers/customer-panel.tsx'
import { ChangingCustomerContext } from './changing-customer.ts'
import { type Ticket, ticketQuery } from './data.ts'
import { type Conflict, ConflictContext } from './editing.tsx'
import { cardOf } from './list-data.ts'
import { Sections } from './sections.tsx'
import { StaleDialog } from './stale-dialog.tsx'
import { TicketGhost, TicketGlance } from './ticket-glance.tsx'
import { TicketHead } from './ticket-head.tsx'
import classes from './ticket-page.module.css'

const ChangeCustomerDialog = part(() => import('./change-customer-dialog.tsx'), 'ChangeCustomerDialog')

/** S1: header, what comes next, the clocks, and everything that hangs on the ticket. */
export function TicketPage() {
  const { ticketId } = useParams({ from: '/console/split/tickets/$ticketId' })
  return <OneTicket key={ticketId} id={ticketId} />
}

function OneTicket({ id }: { id: number }) {
  const { data: ticket, error } = useQuery(ticketQuery(id))
  usePageTitle(ticket ? `#${ticket.number} ${ticket.subject}` : `#${id}`)
  // All of it is drawn when what is known has been painted: a key is answered first.
  const whole = useDeferredValue(ticket !== undefined, false)
  if (ticket && whole) return <OpenTicket ticket={ticket} />
  if (error && !ticket) return <NotShown error={error} id={id} />
  const known = ticket ?? cardOf(id)
  return known ? <TicketGlance ticket={known} /> : <TicketGhost />
}

function OpenTicket({ ticket }: { ticket: Ticket }) {
  const [conflict, setConflict] = useState<Conflict>()
  const [changing, setChanging] = useState<{ proposed: Caller | undefined }>()
  // On a telephone the customer is a section of their own, asked for when it is opened.
  const phone = usePhone()
  const [changeCustomer] = useState(() => (proposed?: Caller) => setChanging({ proposed }))
  return (
    <ConflictContext value={setConflict}>
      <ChangingCustomerContext value={changeCustomer}>
        <article className={classes.page}>
          <div className={classes.layout}>
            <div className={classes.main}>
              <TicketHead ticket={ticket} />
              <Sections ticket={ticket} />
            </div>
            {!phone && (
              <aside className={classes.aside}>
                <CustomerPanel ticket={ticket} />
              </aside>
            )}
          </div>
        </article>
      </ChangingCustomerContext>
      {changing && (
        <Suspense>
          <ChangeCustomerDialog ticket={ticket} {...changing} onClose={() => setChanging(undefined)} />
        </Suspense>
      )}
      {conflict && <StaleDialog conflict={conflict} onClose={() => setConflict(undefined)} />}
    </ConflictContext>
  )
}

function NotShown({ error, id }: { error: Error; id: number }) {
  const { t } = useTranslation()
  const hidden = error instanceof Problem && error.status === 404
  return (
    <Empty icon={<IconTicketOff size={24} />} title={hidden ? t('ticket.notFound', { number: id }) : error.message}>
      {hidden && t('ticket.notFoundHint')}
    </Empty>
  )
}
