import { IconLock } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { useMe } from '../auth/me.ts'
import classes from './admin-layout.module.css'
import { ADMINS_ONLY, LEADS_TOO, PLACES } from './places.ts'

const KINDS = Object.keys(PLACES) as (keyof typeof PLACES)[]

/** Everybody may look at how the desk is set up; whoever may not change it is told why. */
export function AdminLayout() {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const nav = useRef<HTMLElement>(null)
  const place = useRouterState({ select: (state) => state.location.pathname })
  const hidden = !admin && ADMINS_ONLY.has(place)
  // On a narrow screen the row of places is longer than the screen.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [place])
  return (
    <div className={classes.layout}>
      <nav ref={nav} className={classes.nav} aria-label={t('admin.title')}>
        {KINDS.map((kind) => (
          <section key={kind} className={classes.kind} aria-labelledby={`admin-${kind}`}>
            <h2 id={`admin-${kind}`}>{t(`admin.kind.${kind}`)}</h2>
            {PLACES[kind].map(([name, path]) => (
              <Link
                key={name}
                to={path}
                className={classes.link}
                activeOptions={{ exact: path === paths.admin }}
                activeProps={{ 'data-current': true, 'aria-current': 'page' }}
              >
                {t(`admin.${name}`)}
              </Link>
            ))}
          </section>
        ))}
      </nav>
      <div className={classes.place}>
        {hidden ? (
          <Empty icon={<IconLock size={24} />} title={t('admin.onlyAdmins')} />
        ) : (
          <>
            {!admin && !LEADS_TOO.has(place) && <p className={classes.readOnly}>{t('admin.readOnly')}</p>}
            <Outlet />
          </>
        )}
      </div>
    </div>
  )
}
