import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { intoSight } from '../../ui/into-sight.ts'
import { isPhone } from '../../ui/phone.ts'
import { When } from '../../ui/when.tsx'
import type { Ticket } from '../tickets/data.ts'
import classes from './composer.module.css'
import type { Interaction } from './data.ts'
import { useWho } from './use-who.ts'

type Props = { said: Interaction[]; ticket: Ticket; onFold: () => void }
const AT_MOST = 3

/** S9: what others said while one wrote, before it is saved; each a press away, the last first to be seen. */
export function NewerSaid({ said, ticket, onFold }: Props) {
  const { t } = useTranslation()
  const more = said.length - AT_MOST
  const jump = (id: number) => {
    // On a telephone the form covers what was said.
    if (isPhone()) onFold()
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-said="${id}"]`)?.focus())
  }
  return (
    <div ref={intoSight} className={classes.conflict} role="alert">
      <h2>{t('composer.newer')}</h2>
      <ul className={classes.newer}>
        {said.slice(-AT_MOST).map((one) => (
          <li key={one.id}>
            <Line said={one} ticket={ticket} />
            <Button size="compact-xs" variant="subtle" onClick={() => jump(one.id)}>
              {t('composer.since.look')}
            </Button>
          </li>
        ))}
        {more > 0 && <li>{t('composer.since.more', { count: more })}</li>}
      </ul>
    </div>
  )
}

function Line({ said, ticket }: { said: Interaction; ticket: Ticket }) {
  const { t } = useTranslation()
  const { name } = useWho(said, ticket)
  return (
    <span>
      {t(`composer.since.${deed(said)}`, { name })} <When at={said.at} />
    </span>
  )
}

function deed({ kind, direction }: Interaction) {
  if (kind === 'call') return 'called'
  return direction === 'out' ? 'answered' : 'wrote'
}
