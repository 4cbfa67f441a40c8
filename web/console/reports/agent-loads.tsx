import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Face } from '../../ui/face.tsx'
import { When } from '../../ui/when.tsx'
import classes from './team.module.css'
import type { Team } from './team-page.tsx'

/** Who is here and what each has: how much of it is late, due today, and with others. */
export function AgentLoads({ agents }: { agents: Team['agents'] }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...agents.map(({ open }) => open))
  return (
    <ul className={classes.loads}>
      {agents.map((one) => (
        <li key={one.agent.id} className={classes.load}>
          <span className={classes.who}>
            <Face name={one.agent.name} size={26} quiet />
            <span>
              <Link to={paths.tickets} search={{ ownerId: one.agent.id, view: 'open' }} className={classes.name}>
                {one.agent.name}
              </Link>
              <Shift one={one} />
            </span>
          </span>
          <span className={classes.track} aria-hidden>
            <span className={classes.late} style={{ width: `${(100 * Math.min(one.overdue, one.open)) / most}%` }} />
            <span
              className={classes.rest}
              style={{ width: `${(100 * Math.max(0, one.open - one.overdue)) / most}%` }}
            />
          </span>
          <span className={classes.counts}>
            {t('team.has', { count: one.open })}
            {one.overdue > 0 && <strong>{t('team.late', { count: one.overdue })}</strong>}
            {one.dueToday > 0 && <span>{t('team.dueToday', { count: one.dueToday })}</span>}
            {one.waiting > 0 && <span>{t('team.waiting', { count: one.waiting })}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Shift({ one }: { one: Team['agents'][number] }) {
  const { t } = useTranslation()
  const state = !one.online ? 'off' : one.available ? 'available' : 'away'
  return (
    <span className={classes.shift} data-state={state}>
      {t(`shift.${state}`)}
      {state === 'away' && one.since && (
        <>
          {' '}
          <When at={one.since} />
        </>
      )}
    </span>
  )
}
