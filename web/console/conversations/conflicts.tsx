import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api.ts'
import { intoSight } from '../../ui/into-sight.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Ticket } from '../tickets/data.ts'
import { useDifferences } from '../tickets/differences.ts'
import { Changed } from '../tickets/stale-dialog.tsx'
import classes from './composer.module.css'
import { InteractionCard } from './interaction-card.tsx'
import type { Say } from './use-say.ts'

/** What stands in the way of a save, beside what was typed: nothing typed is lost, nothing newer is overlooked, however far down one writes. */
export function Conflicts({ say, ticket }: { say: Say; ticket: Ticket }) {
  const { t } = useTranslation()
  const differences = useDifferences(say.stale ?? ticket, ticket)
  const place = useRef<HTMLDivElement>(null)
  const why = say.newer ?? say.stale ?? (say.waits || say.error)
  // Each time one tries; what the desk tries again by itself leaves the reader where they are.
  useEffect(() => intoSight(place.current), [why, say.last])
  if (say.newer) {
    return (
      <div ref={place} className={classes.conflict} role="alert">
        <h2>{t('composer.newer')}</h2>
        <InteractionCard interaction={say.newer} ticket={ticket} />
        <Decide say={say} goOn={t('composer.saveAnyway')} />
      </div>
    )
  }
  if (say.stale) {
    return (
      <div ref={place} className={classes.conflict} role="alert">
        <h2>{t('stale.title')}</h2>
        <Changed title={t('stale.theirs')} rows={differences} />
        <Decide say={say} goOn={t('stale.apply')} />
      </div>
    )
  }
  if (say.waits) {
    return (
      <div ref={place} className={classes.conflict} role="alert">
        <h2>{t('composer.waits')}</h2>
        <Decide say={say} goOn={t('composer.sayNow')} />
      </div>
    )
  }
  if (!say.error) return null
  const faults = say.error instanceof Problem ? Object.values(say.error.fields) : []
  return (
    <div ref={place}>
      <ProblemNote>{[say.error.message, ...faults].join(' ')}</ProblemNote>
    </div>
  )
}

function Decide({ say, goOn }: { say: Say; goOn: string }) {
  const { t } = useTranslation()
  return (
    <div className={classes.conflictActions}>
      <Button size="compact-sm" onClick={say.goOn}>
        {goOn}
      </Button>
      <Button size="compact-sm" variant="default" onClick={say.revise}>
        {t('composer.revise')}
      </Button>
    </div>
  )
}
