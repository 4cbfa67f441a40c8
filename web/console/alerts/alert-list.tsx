import { ActionIcon, Button } from '@mantine/core'
import { IconBellCheck, IconCheck, IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { When } from '../../ui/when.tsx'
import classes from './alert-list.module.css'
import { type Alert, type Folded, folded } from './folded.ts'

type Props = {
  items: Alert[]
  /** Going there is having read it. */
  onFollow: (alert?: Folded) => void
  onRead: (alert?: Folded) => void
}

export function AlertList({ items, onFollow, onRead }: Props) {
  const { t } = useTranslation()
  if (items.length === 0) {
    return (
      <Empty icon={<IconBellCheck size={22} />} title={t('alert.none')}>
        {t('alert.teach')}
      </Empty>
    )
  }
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('alert.title')}</h2>
        <Button size="compact-xs" variant="subtle" onClick={() => onRead()}>
          {t('alert.readAll')}
        </Button>
        <Link
          to={paths.preferences}
          className={classes.settings}
          aria-label={t('preferences.title')}
          onClick={() => onFollow()}
        >
          <IconSettings size={17} />
        </Link>
      </header>
      <ul className={classes.list}>
        {folded(items).map((alert, place) => (
          <li key={alert.id} className={classes.alert} data-unread={alert.unread.length > 0 || undefined}>
            {alert.unread.length > 0 && <span className={classes.dot} role="img" aria-label={t('alert.new')} />}
            <p className={classes.text}>
              {alert.text}{' '}
              {alert.times > 1 && <span className={classes.times}>{t('alert.times', { count: alert.times })}</span>}
            </p>
            <p className={classes.meta}>
              {alert.ticket && (
                <Link
                  to={paths.ticket}
                  params={{ ticketId: alert.ticket.id }}
                  data-autofocus={place === 0 || undefined}
                  onClick={() => onFollow(alert)}
                >
                  #{alert.ticket.number} {alert.ticket.subject}
                </Link>
              )}
              <When at={alert.at} />
              {alert.unread.length > 0 && (
                <ActionIcon
                  size="xs"
                  className={classes.read}
                  aria-label={t('alert.readOne')}
                  title={t('alert.readOne')}
                  onClick={() => onRead(alert)}
                >
                  <IconCheck size={14} />
                </ActionIcon>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
