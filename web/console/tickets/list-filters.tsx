import { Popover, Select, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CHANNELS, PRIORITIES } from '../../../server/tickets/contract.ts'
import { useOpensLate } from '../../ui/use-opens-late.ts'
import { inUse, useCategoryChoices } from '../category-choices.ts'
import { useAgents, useGroups } from '../settings.ts'
import type { Ask } from './list-head.tsx'
import { type ListSearch, statusesIn } from './search.ts'
import { TagsField } from './tags-field.tsx'
import { useView } from './views-data.ts'

type Props = { search: ListSearch; ask: Ask }
type PopoverProps = Props & { opened: boolean; button: ReactNode; onToggle: (open: boolean) => void }

/** Fetched when somebody filters: most work goes without. */
export function ListFilters({ opened, button, onToggle, ...asked }: PopoverProps) {
  const { t } = useTranslation()
  const { open, target } = useOpensLate(opened)
  return (
    <Popover opened={open} onChange={onToggle} position="bottom-end" width={260} trapFocus returnFocus shadow="md">
      <Popover.Target ref={target}>{button}</Popover.Target>
      <Popover.Dropdown aria-label={t('list.filter')}>
        <Fields {...asked} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Fields({ search, ask }: Props) {
  const { t } = useTranslation()
  const groups = useGroups()
  const agents = useAgents().filter((agent) => agent.active)
  const categories = useCategoryChoices(inUse(search.categoryId))
  const statuses = statusesIn(search, useView(search.viewId)?.question)
  const named = (items: { id: number; name: string }[]) =>
    items.map(({ id, name }) => ({ value: String(id), label: name }))
  const inside = {
    comboboxProps: { withinPortal: false },
    clearable: true,
    allowDeselect: true,
    placeholder: t('list.any'),
  }
  const nobody = { nothingFoundMessage: t('do.nothingFound'), searchable: true }
  const id = (value: string | null) => (value ? Number(value) : undefined)
  return (
    <Stack gap="xs">
      <Select
        {...inside}
        data-autofocus
        label={t('field.status')}
        data={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        value={search.status ?? null}
        onChange={(status) => ask({ status: (status ?? undefined) as ListSearch['status'] })}
      />
      <Select
        {...inside}
        label={t('field.priority')}
        data={PRIORITIES.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
        value={search.priority ?? null}
        onChange={(priority) => ask({ priority: (priority ?? undefined) as ListSearch['priority'] })}
      />
      <Select
        {...inside}
        {...nobody}
        label={t('field.group')}
        data={named(groups)}
        value={search.groupId ? String(search.groupId) : null}
        onChange={(value) => ask({ groupId: id(value) })}
      />
      <Select
        {...inside}
        {...nobody}
        label={t('field.owner')}
        data={named(agents)}
        value={search.ownerId ? String(search.ownerId) : null}
        onChange={(value) => ask({ ownerId: id(value) })}
      />
      <Select
        {...inside}
        {...nobody}
        label={t('field.category')}
        data={categories}
        value={search.categoryId ? String(search.categoryId) : null}
        onChange={(value) => ask({ categoryId: id(value) })}
      />
      <Select
        {...inside}
        label={t('newTicket.channel')}
        data={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        value={search.channel ?? null}
        onChange={(channel) => ask({ channel: (channel ?? undefined) as ListSearch['channel'] })}
      />
      <TagsField
        label={t('list.tag')}
        value={search.tag ? [search.tag] : []}
        onChange={(tags) => ask({ tag: tags.at(-1) })}
      />
    </Stack>
  )
}
