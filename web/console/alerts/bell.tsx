import { ActionIcon } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listAlerts, readAlerts } from '../../../server/alerts/contract.ts'
import { call } from '../../api.ts'
import { bounded } from '../../formats.ts'
import { part } from '../../parts.ts'
import { keys } from '../../queries.ts'
import { useCommands } from '../commands.ts'
import classes from './bell.module.css'
import { useDesktopAlerts } from './desktop.ts'
import { unreadLines } from './folded.ts'

const BellPopover = part(() => import('./bell-popover.tsx'), 'BellPopover')

/** How much rings; what it is comes when it is first opened. */
export function Bell() {
  const { t } = useTranslation()
  const [used, setUsed] = useState(false)
  const [open, setOpen] = useState(false)
  const { data } = useQuery({ queryKey: keys.alerts, queryFn: () => call(listAlerts, { query: { limit: 30 } }) })
  const markRead = useMarkRead()
  useDesktopAlerts(data?.items)
  const unread = data ? unreadLines(data) : 0
  const toggle = (next: boolean) => {
    setUsed(true)
    setOpen(next)
  }
  useCommands([{ id: 'bell', section: 'general', label: t('alert.open'), keys: 'g b', run: () => toggle(true) }])
  const label = unread ? t('alert.unread', { count: unread }) : t('alert.none')
  const button = (
    <ActionIcon
      variant="transparent"
      size="lg"
      className={classes.bell}
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={() => toggle(!open)}
    >
      <IconBell size={20} />
      {unread > 0 && <span className={classes.count}>{bounded(unread)}</span>}
    </ActionIcon>
  )
  if (!used) return button
  return (
    <Suspense fallback={button}>
      <BellPopover opened={open} button={button} items={data?.items ?? []} onToggle={toggle} onRead={markRead} />
    </Suspense>
  )
}

function useMarkRead() {
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (which: { upTo?: number; id?: number }) => call(readAlerts, { body: which }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.alerts }),
  })
  return mutate
}
