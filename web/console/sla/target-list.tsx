import { IconAlertTriangle, IconCircleCheck, IconClock, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { When } from '../../ui/when.tsx'
import type { Ticket } from '../tickets/data.ts'
import classes from './target-list.module.css'

type Target = Ticket['targets'][number]

/** Each deadline with its own explanation; no due date means «no target», never «met». */
export function TargetList({ targets }: { targets: Target[] }) {
  const { t } = useTranslation()
  return (
    <ul className={classes.list}>
      {targets.map((target) => {
        const state = stateOf(target)
        const Mark = SYMBOLS[state]
        return (
          <li key={target.kind} className={classes.target} data-state={state}>
            <Mark size={17} role="img" aria-label={t(`target.${state}`)} />
            <div>
              <strong>{t(`target.${target.kind}`)}</strong>
              {target.dueAt && (
                <span className={classes.due}>
                  {' '}
                  · <When at={target.dueAt} as="short" />
                </span>
              )}
              <p className={classes.why}>{target.explanation}</p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const SYMBOLS = { late: IconAlertTriangle, met: IconCircleCheck, none: IconMinus, open: IconClock }

function stateOf({ breached, metAt, dueAt }: Target) {
  if (breached) return 'late'
  if (metAt) return 'met'
  return dueAt ? 'open' : 'none'
}
