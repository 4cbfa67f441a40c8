import { ActionIcon, Popover, Tooltip } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listAlerts, readAlerts } from '../../../server/alerts/contract.ts'
import { call } from '../../api.ts'
import { bounded } from '../../formats.ts'
import { keys } from '../../queries.ts'
import { useCommands } from '../commands.ts'
import { AlertList } from './alert-list.tsx'
import classes from './bell.module.css'
import { useDesktopAlerts } from './desktop.ts'

export function Bell() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({ queryKey: keys.alerts, queryFn: () => call(listAlerts, { query: { limit: 30 } }) })
  const markRead = useMarkRead()
  useDesktopAlerts(data?.items)
  const unread = data?.unread ?? 0
  const toggle = (next: boolean) => {
    setOpen(next)
    const newest = data?.items[0]
    if (!next && unread > 0 && newest) markRead({ upTo: newest.id })
  }
  useCommands([{ id: 'bell', section: 'general', label: t('alert.open'), keys: 'g b', run: () => toggle(true) }])
  const label = unread ? t('alert.unread', { count: unread }) : t('alert.none')

  return (
    <Popover opened={open} onChange={toggle} position="bottom-end" width={380} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Tooltip label={label} disabled={open}>
          <ActionIcon
            variant="transparent"
            size="lg"
            className={classes.bell}
            aria-label={label}
            onClick={() => toggle(!open)}
          >
            <IconBell size={20} />
            {unread > 0 && <span className={classes.count}>{bounded(unread)}</span>}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('alert.title')}>
        <AlertList
          items={data?.items ?? []}
          onFollow={() => toggle(false)}
          onRead={(ids) => {
            for (const which of ids?.map((id) => ({ id })) ?? [{}]) markRead(which)
          }}
        />
      </Popover.Dropdown>
    </Popover>
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
