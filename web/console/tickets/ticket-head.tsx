import { ActionIcon, CopyButton } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconCopy } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Tip } from '../../ui/tip.tsx'
import { Clocks } from '../sla/clocks.tsx'
import { NextActionLine } from '../sla/next-action-line.tsx'
import type { Ticket } from './data.ts'
import { ForwardedNote } from './forwarded-note.tsx'
import { MoreMenu } from './more-menu.tsx'
import { OthersHere } from './others-here.tsx'
import { SubjectField } from './subject-field.tsx'
import { TakeIt } from './take-it.tsx'
import { TicketChoices } from './ticket-choices.tsx'
import classes from './ticket-head.module.css'
import { TicketNotes } from './ticket-notes.tsx'

export function TicketHead({ ticket }: { ticket: Ticket }) {
  const [folded, setFolded] = useState(true)
  return (
    <header className={classes.head} data-folded={folded || undefined}>
      <div className={classes.title}>
        <BackToList />
        <CopyableNumber number={ticket.number} />
        <SubjectField ticket={ticket} />
        <TakeIt ticket={ticket} />
        <MoreMenu ticket={ticket} />
      </div>
      <TicketChoices ticket={ticket} folded={folded} onFold={setFolded} />
      <OthersHere ticketId={ticket.id} />
      <TicketNotes ticket={ticket} />
      <ForwardedNote ticket={ticket} />
      <NextActionLine ticket={ticket} />
      <Clocks ticketId={ticket.id} />
    </header>
  )
}

/** Where list and ticket do not stand side by side. */
export function BackToList() {
  const { t } = useTranslation()
  return (
    <ActionIcon
      className={classes.back}
      renderRoot={(props) => <Link to={paths.tickets} search={true} {...props} />}
      aria-label={t('list.back')}
    >
      <IconArrowLeft size={20} />
    </ActionIcon>
  )
}

function CopyableNumber({ number }: { number: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={number}>
      {({ copied, copy }) => (
        <Tip label={t(copied ? 'do.copied' : 'ticket.copyNumber')}>
          <button type="button" className={classes.number} onClick={copy}>
            #{number}
            {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
          </button>
        </Tip>
      )}
    </CopyButton>
  )
}
