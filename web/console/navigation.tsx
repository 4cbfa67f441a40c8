import {
  IconAlarm,
  IconArchive,
  IconCircleCheck,
  IconClockPause,
  IconHistory,
  IconInbox,
  IconSettings,
  IconSparkles,
  IconTicket,
  IconUserCheck,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { countTickets, type VIEWS } from '../../server/tickets/contract.ts'
import { call } from '../api.ts'
import { bounded } from '../formats.ts'
import { paths } from '../paths.ts'
import { keys } from '../queries.ts'
import { useMe } from './auth/me.ts'
import classes from './navigation.module.css'
import { useGroups } from './settings.ts'
import { effective, listSearch } from './tickets/search.ts'

type View = (typeof VIEWS)[number]
const WORK: [View, Icon][] = [
  ['mine', IconUserCheck],
  ['unassigned', IconUserQuestion],
  ['new', IconSparkles],
  ['overdue', IconAlarm],
  ['follow_up', IconClockPause],
]
const ALL: [View, Icon][] = [
  ['open', IconInbox],
  ['recent', IconHistory],
  ['completed', IconCircleCheck],
  ['history', IconArchive],
]
type Icon = ComponentType<{ size?: number; stroke?: number }>

/** Z2, Z9: what needs doing first, then everything; each with how many there are. */
export function Navigation() {
  const { t } = useTranslation()
  const counts = useCounts()
  const here = useWhereWeAre()
  const me = useMe()
  const groups = useGroups().filter(
    (group) => group.active && (me.role === 'admin' || me.rights.some((right) => right.groupId === group.id)),
  )
  const view = ([name, icon]: [View, Icon]) => (
    <Entry key={name} icon={icon} count={counts[name]} urgent={name === 'overdue'} current={here.view === name}>
      <Link to={paths.tickets} search={{ view: name }}>
        {t(`view.${name}`)}
      </Link>
    </Entry>
  )
  return (
    <>
      <Section title={t('shell.work')}>{WORK.map(view)}</Section>
      <Section title={t('shell.all')}>{ALL.map(view)}</Section>
      {groups.length > 1 && (
        <Section title={t('shell.groups')}>
          {groups.map((group) => (
            <Entry key={group.id} icon={IconTicket} current={here.groupId === group.id}>
              <Link to={paths.tickets} search={{ groupId: group.id, view: 'open' }}>
                {group.name}
              </Link>
            </Entry>
          ))}
        </Section>
      )}
      <Section title={t('shell.desk')}>
        <Entry icon={IconUsers} current={here.path.startsWith(paths.customers)}>
          <Link to={paths.customers}>{t('customer.many')}</Link>
        </Entry>
        <Entry icon={IconSettings} current={here.path.startsWith('/administracion')}>
          <Link to={paths.agents}>{t('admin.title')}</Link>
        </Entry>
      </Section>
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.list}>{children}</ul>
    </section>
  )
}

type EntryProps = { icon: Icon; count?: number | undefined; urgent?: boolean; current: boolean; children: ReactNode }

function Entry({ icon: Mark, count, urgent, current, children }: EntryProps) {
  return (
    <li className={classes.entry} data-current={current || undefined}>
      <Mark size={17} stroke={1.7} />
      {children}
      <span className={classes.count} data-urgent={(urgent && !!count) || undefined}>
        {count ? bounded(count) : ''}
      </span>
    </li>
  )
}

function useCounts(): Record<string, number> {
  const { data } = useQuery({ queryKey: keys.counts, queryFn: () => call(countTickets, {}), staleTime: 15_000 })
  return data?.counts ?? {}
}

function useWhereWeAre() {
  const location = useRouterState({ select: (state) => state.location })
  const inTickets = location.pathname.startsWith(paths.tickets) && location.pathname !== paths.newTicket
  const asked = inTickets ? effective(listSearch(location.search as Record<string, unknown>)) : {}
  return { path: location.pathname, groupId: asked.groupId, view: asked.groupId || asked.q ? undefined : asked.view }
}
