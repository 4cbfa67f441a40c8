import { ActionIcon, Indicator, Pill, Popover, Select, Stack, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilter, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PRIORITIES, STATUSES } from '../../../server/tickets/contract.ts'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { useCommands } from '../commands.ts'
import { useAgents, useGroups } from '../settings.ts'
import classes from './list-head.module.css'
import { effective, type ListSearch } from './search.ts'

/** What the list shows, and the filters that narrow it: the active ones stand there to be taken away. */
export function ListHead({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const [open, filter] = useDisclosure(false)
  const ask = useAsk(search)
  const chips = useChips(search)
  const asked = effective(search)
  const title = asked.q ? t('list.results', { words: asked.q }) : t(asked.view ? `view.${asked.view}` : 'list.tickets')
  const newest = search.sort === 'newest'
  usePageTitle(title)
  useCommands([
    { id: 'filter', section: 'list', label: t('list.filter'), keys: 'f', run: filter.open },
    { id: 'sort', section: 'list', label: t('list.sort'), run: () => ask({ sort: newest ? undefined : 'newest' }) },
  ])
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        <h1 className={classes.title}>{title}</h1>
        <Tooltip label={t(newest ? 'list.sortedNewest' : 'list.sortedDue')}>
          <ActionIcon aria-label={t('list.sort')} onClick={() => ask({ sort: newest ? undefined : 'newest' })}>
            {newest ? <IconSortDescending size={18} /> : <IconSortAscending size={18} />}
          </ActionIcon>
        </Tooltip>
        <Popover
          opened={open}
          onChange={(next) => !next && filter.close()}
          position="bottom-end"
          width={260}
          trapFocus
          returnFocus
          shadow="md"
        >
          <Popover.Target>
            <Tooltip label={t('list.filter')} disabled={open}>
              <Indicator disabled={chips.length === 0} size={8} offset={5}>
                <ActionIcon aria-label={t('list.filter')} onClick={filter.toggle}>
                  <IconFilter size={18} />
                </ActionIcon>
              </Indicator>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('list.filter')}>
            <Filters search={search} ask={ask} />
          </Popover.Dropdown>
        </Popover>
      </div>
      {chips.length > 0 && (
        <Pill.Group gap={6} className={classes.chips}>
          {chips.map(({ name, label }) => (
            <Pill
              key={name}
              withRemoveButton
              onRemove={() => ask({ [name]: undefined })}
              removeButtonProps={{
                'aria-label': t('list.removeFilter', { filter: label }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
            >
              {label}
            </Pill>
          ))}
        </Pill.Group>
      )}
    </header>
  )
}

type Ask = (change: Partial<ListSearch>) => void

function useAsk(search: ListSearch): Ask {
  const navigate = useNavigate()
  return (change) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value != null))
    void navigate({ to: paths.tickets, search: next, replace: true })
  }
}

function Filters({ search, ask }: { search: ListSearch; ask: Ask }) {
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
        data-autofocus
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

function useChips(search: ListSearch) {
  const { t } = useTranslation()
  const groups = useGroups()
  const agents = useAgents()
  const name = (items: { id: number; name: string }[], id: number) =>
    items.find((item) => item.id === id)?.name ?? `#${id}`
  const chips: { name: keyof ListSearch; label: string }[] = []
  if (search.status) chips.push({ name: 'status', label: t(`status.${search.status}`) })
  if (search.priority) chips.push({ name: 'priority', label: t(`priority.${search.priority}`) })
  if (search.groupId) chips.push({ name: 'groupId', label: name(groups, search.groupId) })
  if (search.ownerId) chips.push({ name: 'ownerId', label: name(agents, search.ownerId) })
  if (search.customerId) chips.push({ name: 'customerId', label: t('list.ofCustomer') })
  return chips
}
