import { ActionIcon, Button } from '@mantine/core'
import { IconBellCheck, IconCheck, IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { listAlerts } from '../../../server/alerts/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { When } from '../../ui/when.tsx'
import classes from './bell.module.css'

type Alert = ReplyOf<typeof listAlerts>['items'][number]

type Props = { items: Alert[]; onFollow: () => void; onRead: (id?: number) => void }

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
          onClick={onFollow}
        >
          <IconSettings size={17} />
        </Link>
      </header>
      <ul className={classes.list}>
        {items.map((alert) => (
          <li key={alert.id} className={classes.alert} data-unread={!alert.readAt || undefined}>
            {!alert.readAt && <span className={classes.dot} role="img" aria-label={t('alert.new')} />}
            <p className={classes.text}>{alert.text}</p>
            <p className={classes.meta}>
              {alert.ticket && (
                <Link to={paths.ticket} params={{ ticketId: alert.ticket.id }} onClick={onFollow}>
                  #{alert.ticket.number} {alert.ticket.subject}
                </Link>
              )}
              <When at={alert.at} />
              {!alert.readAt && (
                <ActionIcon
                  size="xs"
                  className={classes.read}
                  aria-label={t('alert.readOne')}
                  title={t('alert.readOne')}
                  onClick={() => onRead(alert.id)}
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
