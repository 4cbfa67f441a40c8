import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { useMe } from '../auth/me.ts'
import classes from './admin.module.css'

const PLACES = [
  ['agents', paths.agents],
  ['groups', paths.groups],
  ['categories', paths.categories],
  ['scripts', paths.scripts],
  ['statuses', paths.statuses],
  ['calendars', paths.calendars],
  ['policies', paths.policies],
  ['mailboxes', paths.mailboxes],
  ['mail', paths.mailLedger],
  ['templates', paths.mailTemplates],
  ['company', paths.company],
  ['doors', paths.doors],
  ['settingsRecord', paths.settingsRecord],
] as const

/** Everybody may look at how the desk is set up; whoever may not change it is told why. */
export function AdminLayout() {
  const { t } = useTranslation()
  const { role } = useMe()
  const nav = useRef<HTMLElement>(null)
  const place = useRouterState({ select: (state) => state.location.pathname })
  // On a narrow screen the row of places is longer than the screen.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [place])
  return (
    <div className={classes.layout}>
      <nav ref={nav} className={classes.nav} aria-label={t('admin.title')}>
        {PLACES.map(([name, path]) => (
          <Link
            key={name}
            to={path}
            className={classes.link}
            activeProps={{ 'data-current': true, 'aria-current': 'page' }}
          >
            {t(`admin.${name}`)}
          </Link>
        ))}
      </nav>
      {role !== 'admin' && <p className={classes.readOnly}>{t('admin.readOnly')}</p>}
      <Outlet />
    </div>
  )
}
