import { Skeleton } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import type { openTicket } from '../../../server/tickets/contract.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { useStoredDraft } from '../conversations/use-draft.ts'
import { emptyForm, formFrom } from './new-ticket.form.ts'
import classes from './new-ticket.module.css'
import { NewTicketForm } from './new-ticket-form.tsx'
import { ReadOut } from './read-out.tsx'

/** T7, T8: from the first words of a call to the number that is read out. */
export function NewTicket() {
  const { t } = useTranslation()
  const { customerId } = useSearch({ from: '/console/tickets/nuevo' })
  const { draft, isPending } = useStoredDraft('new-ticket')
  const [opened, setOpened] = useState<ReplyOf<typeof openTicket>>()
  const [round, setRound] = useState(0)
  usePageTitle(t('command.newTicket'))
  const another = () => {
    setOpened(undefined)
    setRound(round + 1)
  }
  if (opened) return <ReadOut ticket={opened} onAnother={another} />
  if (isPending) return <Skeleton className={classes.page} height={420} />
  const restored = round === 0 ? draft : null
  const start = restored ? formFrom(restored) : { ...emptyForm, customerId: customerId ?? null }
  return <NewTicketForm key={round} start={start} restored={!!restored} onOpened={setOpened} onStartAnew={another} />
}
