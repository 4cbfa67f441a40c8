import { IconHandClick } from '@tabler/icons-react'
import { Outlet, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/empty.tsx'
import { Keys } from '../../ui/keys.tsx'
import classes from './split.module.css'
import { TicketList } from './ticket-list.tsx'

/** Side by side where there is room, one at a time where there is not; the list stays where it was meanwhile. */
export function TicketSplit() {
  const { ticketId } = useParams({ strict: false })
  return (
    <div className={classes.split} data-open={ticketId !== undefined || undefined}>
      <div className={classes.list}>
        <TicketList openId={ticketId} />
      </div>
      <div className={classes.detail}>
        <Outlet />
      </div>
    </div>
  )
}

export function NoTicketChosen() {
  const { t } = useTranslation()
  return (
    <Empty icon={<IconHandClick size={24} />} title={t('list.noneChosen')}>
      <p className={classes.teach}>
        <span>
          <Keys keys="j" /> <Keys keys="k" /> {t('list.teachMove')}
        </span>
        <span>
          <Keys keys="enter" /> {t('list.teachOpen')}
        </span>
        <span>
          <Keys keys="?" /> {t('list.teachAll')}
        </span>
      </p>
    </Empty>
  )
}
