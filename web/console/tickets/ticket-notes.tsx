import { IconArrowMerge, IconLock, IconMessageCircleUp, IconRotateClockwise } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { When } from '../../ui/when.tsx'
import { TextLink } from '../links.tsx'
import type { Ticket } from './data.ts'
import classes from './ticket-notes.module.css'

/** What one must know before doing anything: closed and why, merged into which, reopened, answered meanwhile. */
export function TicketNotes({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const notes: ReactNode[] = []
  if (ticket.mergedInto) {
    notes.push(
      <Note key="merged" icon={<IconArrowMerge size={16} />}>
        {t('ticket.mergedInto')}{' '}
        <TextLink to={paths.ticket} params={{ ticketId: ticket.mergedInto.id }}>
          #{ticket.mergedInto.number}
        </TextLink>
      </Note>,
    )
  } else if (ticket.closedAt) {
    notes.push(
      <Note key="closed" icon={<IconLock size={16} />}>
        {t(`closedReason.${ticket.closedReason ?? 'agent'}`)} <When at={ticket.closedAt} />
        {ticket.discardReason && `: ${ticket.discardReason}`}. {t('ticket.closedHint')}
      </Note>,
    )
  } else if (ticket.resolvedAt) {
    notes.push(
      <Note key="resolved" icon={<IconLock size={16} />}>
        {t('ticket.resolvedAt')} <When at={ticket.resolvedAt} as="short" />
        {ticket.acceptedAt && (
          <>
            {' '}
            · {t('ticket.acceptedAt')} <When at={ticket.acceptedAt} as="short" />
          </>
        )}
      </Note>,
    )
  }
  if (ticket.reopenCount > 0) {
    notes.push(
      <Note key="reopened" icon={<IconRotateClockwise size={16} />}>
        {t('ticket.reopened', { count: ticket.reopenCount })}
      </Note>,
    )
  }
  if (ticket.newInteraction) {
    notes.push(
      <Note key="new" icon={<IconMessageCircleUp size={16} />} bright>
        {t('ticket.newInteraction')}
      </Note>,
    )
  }
  return notes.length > 0 && <div className={classes.notes}>{notes}</div>
}

export function Note({ icon, bright, children }: { icon: ReactNode; bright?: boolean; children: ReactNode }) {
  return (
    <p className={classes.note} data-bright={bright || undefined}>
      {icon}
      <span>{children}</span>
    </p>
  )
}
