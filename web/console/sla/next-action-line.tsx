import { IconArrowForwardUp, IconZzz } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { When } from '../../ui/when.tsx'
import type { Ticket } from '../tickets/data.ts'
import { Due } from './due.tsx'
import classes from './next-action-line.module.css'

/** Z11: what has to happen next, until when and by whom, in a sentence. */
export function NextActionLine({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const next = ticket.nextAction
  if (!next) return null
  return (
    <div className={classes.line}>
      <p className={classes.sentence}>
        <IconArrowForwardUp size={17} aria-hidden />
        <span>
          <strong>{t(`nextAction.${next.kind as 'review'}`)}</strong>
          <span className={classes.who}> · {next.who.kind === 'system' ? t('ticket.bySystem') : next.who.name}</span>
          <span className={classes.why}> · {next.explanation}</span>
        </span>
      </p>
      <Due at={next.dueAt} kind={next.kind} />
      {ticket.snoozedUntil && (
        <span className={classes.snoozed}>
          <IconZzz size={15} aria-hidden /> {t('ticket.snoozed')} <When at={ticket.snoozedUntil} as="near" />
        </span>
      )}
    </div>
  )
}
