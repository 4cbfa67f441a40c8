import { Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PRIORITIES, STATUSES } from '../../../server/tickets/contract.ts'
import { useAgents, useGroups } from '../settings.ts'
import type { Ask } from './list-head.tsx'
import type { ListSearch } from './search.ts'

/** Fetched when somebody filters: most work goes without. */
export function ListFilters({ search, ask }: { search: ListSearch; ask: Ask }) {
  const { t } = useTranslation()
  const groups = useGroups()
  const agents = useAgents().filter((agent) => agent.active)
  const named = (items: { id: number; name: string }[]) =>
    items.map(({ id, name }) => ({ value: String(id), label: name }))
  const inside = { comboboxProps: { withinPortal: false }, clearable: true, allowDeselect: true }
  const nobody = { nothingFoundMessage: t('do.nothingFound'), searchable: true }
  const id = (value: string | null) => (value ? Number(value) : undefined)
  return (
    <Stack gap="xs">
      <Select
        {...inside}
        autoFocus
        label={t('field.status')}
        data={STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) }))}
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
    </Stack>
  )
}
