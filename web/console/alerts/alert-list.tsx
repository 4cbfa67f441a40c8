import { IconBellCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { listAlerts } from '../../../server/alerts/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { When } from '../../ui/when.tsx'
import classes from './bell.module.css'

type Alert = ReplyOf<typeof listAlerts>['items'][number]

export function AlertList({ items, onFollow }: { items: Alert[]; onFollow: () => void }) {
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
      <h2 className={classes.title}>{t('alert.title')}</h2>
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
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
