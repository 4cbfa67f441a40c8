import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import choice from '../../ui/choice-menu.module.css'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { useKeysAwaited } from '../commands.ts'
import type { Ticket } from './data.ts'
import type { Card } from './list-data.ts'
import { usePriorityName, useStatusName } from './names.ts'
import subject from './subject-field.module.css'
import choices from './ticket-choices.module.css'
import head from './ticket-head.module.css'
import { BackToList } from './ticket-head.tsx'
import page from './ticket-page.module.css'

/** What a row of the list knows of a ticket already, where its page will show it: whoever opens one sees at once which. */
export function TicketGlance({ ticket }: { ticket: Ticket | Card }) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const priorityName = usePriorityName()
  useKeysAwaited()
  return (
    <article className={page.page} aria-busy>
      <div className={page.main}>
        <header className={head.head}>
          <div className={head.title}>
            <BackToList />
            <span className={head.number}>#{ticket.number}</span>
            <h1 className={subject.subject}>
              <span className={subject.button}>{ticket.subject}</span>
            </h1>
          </div>
          <div className={choices.choices} data-folded>
            <Known label={t('field.status')}>
              <StatusBadge status={ticket.status} label={statusName(ticket)} />
            </Known>
            <Known seldom label={t('field.priority')}>
              <PriorityMark priority={ticket.priority} />
              {priorityName(ticket.priority)}
            </Known>
            <Known seldom label={t('field.group')}>
              {ticket.group.name}
            </Known>
            <Known label={t('field.owner')}>{ticket.owner?.name ?? t('ticket.noOwner')}</Known>
          </div>
        </header>
        <TicketGhost />
      </div>
    </article>
  )
}

function Known({ label, seldom, children }: { label: string; seldom?: boolean; children: ReactNode }) {
  return (
    <div className={choice.target} data-seldom={seldom}>
      <span className={choice.name}>{label}</span>
      <span className={choice.value}>{children}</span>
    </div>
  )
}

/** What is still to come; seen only by whoever has to wait for it. */
export function TicketGhost() {
  const { t } = useTranslation()
  return (
    <div className={page.first} role="status" aria-label={t('do.loading')}>
      <Skeleton height={40} width="80%" />
      <Skeleton height={90} mt="xl" />
      <Skeleton height={90} mt="sm" />
    </div>
  )
}
