import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpensLate } from '../../ui/use-opens-late.ts'
import { AlertList } from './alert-list.tsx'
import type { Alert } from './folded.ts'

type Props = {
  opened: boolean
  button: ReactNode
  items: Alert[]
  onToggle: (open: boolean) => void
  onRead: (which: { id?: number }) => void
}

export function BellPopover({ opened, button, items, onToggle, onRead }: Props) {
  const { t } = useTranslation()
  const { open, target } = useOpensLate(opened)
  const read = (ids: number[]) => {
    for (const id of ids) onRead({ id })
  }
  return (
    <Popover
      opened={open}
      onChange={onToggle}
      position="bottom-end"
      width="min(23.75rem, calc(100vw - 10px))"
      trapFocus
      returnFocus
      shadow="md"
      // The list is called by its own name, not by what the button counts.
      withRoles={false}
    >
      <Popover.Target ref={target}>{button}</Popover.Target>
      <Popover.Dropdown p={0} role="dialog" tabIndex={-1} aria-label={t('alert.title')}>
        <AlertList
          items={items}
          onFollow={(alert) => {
            read(alert?.unread ?? [])
            onToggle(false)
          }}
          onRead={(alert) => (alert ? read(alert.unread) : onRead({}))}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
