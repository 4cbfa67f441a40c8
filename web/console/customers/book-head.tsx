import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { useMe } from '../auth/me.ts'
import classes from './book.module.css'

const PLACES = [
  ['people', paths.customers],
  ['organizations', paths.organizations],
  ['duplicates', paths.duplicates],
  ['import', paths.importCustomers],
] as const

/** The pages of the customers' book, and what can be done on each. */
export function BookHead({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useTranslation()
  usePageTitle(title)
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      <div className={classes.actions}>{children}</div>
      <nav className={classes.nav} aria-label={t('customer.many')}>
        {PLACES.map(([name, path]) => (
          <Link
            key={name}
            to={path}
            className={classes.link}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'data-current': true, 'aria-current': 'page' }}
          >
            {t(`book.${name}`)}
          </Link>
        ))}
      </nav>
    </header>
  )
}

/** The book, or what was found in it, as a file; only who administers may take it out. */
export function ExportMenu({ q }: { q?: string | undefined }) {
  const { t } = useTranslation()
  const allowed = useMe().role === 'admin'
  const address = (format: string) => `/api/customers/export?${new URLSearchParams({ format, ...(q && { q }) })}`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('book.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!allowed && <Menu.Label>{t('book.adminOnly')}</Menu.Label>}
        {(['csv', 'xlsx'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={address(format)} download disabled={!allowed}>
            {t(`book.as.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
