import { IconArrowForwardUp, IconZzz } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { When } from '../../ui/when.tsx'
import type { Ticket } from '../tickets/data.ts'
import { Due } from './due.tsx'
import classes from './next-action-line.module.css'

/** Z11: what has to happen next and until when, and then why, as the server explains it in one sentence. */
export function NextActionLine({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const next = ticket.nextAction
  if (!next) return null
  const [what, why] = inTwo(next.explanation)
  return (
    <div className={classes.line}>
      <p className={classes.sentence}>
        <IconArrowForwardUp size={17} aria-hidden />
        <span>
          <strong>{what}</strong>
          {why && <span className={classes.why}>: {why}</span>}
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

/** «What, until when: why». The colon of an hour has no space behind it. */
function inTwo(sentence: string): [what: string, why?: string] {
  const colon = sentence.indexOf(': ')
  return colon < 0 ? [sentence] : [sentence.slice(0, colon), sentence.slice(colon + 2)]
}
