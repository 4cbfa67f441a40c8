import { ActionIcon, Pill } from '@mantine/core'
import { IconFilter, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { memo, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { Tip } from '../../ui/tip.tsx'
import { useCommands } from '../commands.ts'
import { useAgents, useCategories, useGroups } from '../settings.ts'
import classes from './list-head.module.css'
import { effective, type ListSearch } from './search.ts'
import { ViewMenu } from './view-menu.tsx'
import { useView } from './views-data.ts'

const Filters = part(() => import('./list-filters.tsx'), 'ListFilters')

/** What the list shows, and the filters that narrow it: the active ones stand there to be taken away. */
export const ListHead = memo(function ListHead({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const [used, setUsed] = useState(false)
  const [open, setOpen] = useState(false)
  const ask = useAsk(search)
  const chips = useChips(search)
  const asked = effective(search)
  const view = useView(search.viewId)
  const named = view?.name ?? t(asked.view ? `view.${asked.view}` : 'list.tickets')
  const title = asked.q ? t('list.results', { words: asked.q }) : named
  const newest = (search.sort ?? view?.question.sort) === 'newest'
  const turn = () => ask({ sort: newest ? 'due' : 'newest' })
  const toggle = (next: boolean) => {
    setUsed(true)
    setOpen(next)
  }
  const button = (
    <ActionIcon
      className={classes.filter}
      data-filtered={chips.length > 0 || undefined}
      aria-label={t('list.filter')}
      title={t('list.filter')}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => toggle(!open)}
    >
      <IconFilter size={18} />
    </ActionIcon>
  )
  usePageTitle(title)
  useCommands([
    { id: 'filter', section: 'list', label: t('list.filter'), keys: 'f', run: () => toggle(true) },
    { id: 'sort', section: 'list', label: t('list.sort'), run: turn },
  ])
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        <h1 className={classes.title}>{title}</h1>
        <Tip label={t(newest ? 'list.sortedNewest' : 'list.sortedDue')}>
          <ActionIcon aria-label={t('list.sort')} onClick={turn}>
            {newest ? <IconSortDescending size={18} /> : <IconSortAscending size={18} />}
          </ActionIcon>
        </Tip>
        <ViewMenu search={search} />
        <Suspense fallback={button}>
          {used ? <Filters opened={open} button={button} search={search} ask={ask} onToggle={toggle} /> : button}
        </Suspense>
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
})

export type Ask = (change: Partial<ListSearch>) => void

function useAsk(search: ListSearch): Ask {
  const navigate = useNavigate()
  return (change) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value != null))
    void navigate({ to: paths.tickets, search: next, replace: true })
  }
}

function useChips(search: ListSearch) {
  const { t } = useTranslation()
  const groups = useGroups()
  const agents = useAgents()
  const categories = useCategories()
  const name = (items: { id: number; name: string }[], id: number) =>
    items.find((item) => item.id === id)?.name ?? `#${id}`
  const chips: { name: keyof ListSearch; label: string }[] = []
  if (search.status) chips.push({ name: 'status', label: t(`status.${search.status}`) })
  if (search.priority) chips.push({ name: 'priority', label: t(`priority.${search.priority}`) })
  if (search.groupId) chips.push({ name: 'groupId', label: name(groups, search.groupId) })
  if (search.ownerId) chips.push({ name: 'ownerId', label: name(agents, search.ownerId) })
  if (search.categoryId) chips.push({ name: 'categoryId', label: name(categories, search.categoryId) })
  if (search.channel) chips.push({ name: 'channel', label: t(`channel.${search.channel}`) })
  if (search.tag) chips.push({ name: 'tag', label: t('list.tagged', { tag: search.tag }) })
  if (search.organizationId) chips.push({ name: 'organizationId', label: t('list.ofOrganization') })
  if (search.customerId) chips.push({ name: 'customerId', label: t('list.ofCustomer') })
  return chips
}
