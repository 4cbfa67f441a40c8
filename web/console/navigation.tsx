import {
  IconAlarm,
  IconArchive,
  IconBookmark,
  IconCalendarEvent,
  IconChartBar,
  IconCircleCheck,
  IconClockPause,
  IconHistory,
  IconInbox,
  IconLayoutList,
  IconPhone,
  IconPhoneCall,
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
import type { ReplyOf } from '../../server/platform/contract.ts'
import { countTickets, type VIEWS } from '../../server/tickets/contract.ts'
import { call } from '../api.ts'
import { bounded } from '../formats.ts'
import { paths } from '../paths.ts'
import { keys } from '../queries.ts'
import { useMe } from './auth/me.ts'
import classes from './navigation.module.css'
import { useGroups } from './settings.ts'
import { effective, listSearch } from './tickets/search.ts'
import { useViewCounts, useViews } from './tickets/views-data.ts'
import { useLedGroups } from './use-led-groups.ts'

type View = (typeof VIEWS)[number]
const WORK: [View, Icon][] = [
  ['mine', IconUserCheck],
  ['unassigned', IconUserQuestion],
  ['new', IconSparkles],
  ['overdue', IconAlarm],
  ['follow_up', IconPhoneCall],
  ['waiting', IconClockPause],
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
  const { counts, more } = useCounts()
  const here = useWhereWeAre()
  const me = useMe()
  const leads = useLedGroups().length > 0
  const groups = useGroups().filter(
    (group) => group.active && (me.role === 'admin' || me.rights.some((right) => right.groupId === group.id)),
  )
  const view = ([name, icon]: [View, Icon]) => (
    <Entry
      key={name}
      icon={icon}
      count={counts[name]}
      more={more.includes(name)}
      urgent={name === 'overdue'}
      current={here.view === name}
    >
      <Link to={paths.tickets} search={{ view: name }}>
        {t(`view.${name}`)}
      </Link>
    </Entry>
  )
  return (
    <>
      <Section title={t('shell.work')}>{WORK.map(view)}</Section>
      <Section title={t('shell.all')}>{ALL.map(view)}</Section>
      <Section title={t('shell.plan')}>
        <Entry icon={IconCalendarEvent} current={here.path === paths.agenda}>
          <Link to={paths.agenda}>{t('agenda.title')}</Link>
        </Entry>
        {leads && (
          <Entry icon={IconChartBar} current={here.path === paths.team}>
            <Link to={paths.team}>{t('team.title')}</Link>
          </Entry>
        )}
      </Section>
      <Views current={here.viewId} />
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
        <Entry icon={IconPhone} current={here.path.startsWith(paths.calls)}>
          <Link to={paths.calls}>{t('calls.title')}</Link>
        </Entry>
        <Entry
          icon={IconUsers}
          current={here.path.startsWith(paths.customers) || here.path.startsWith(paths.organizations)}
        >
          <Link to={paths.customers}>{t('customer.many')}</Link>
        </Entry>
        <Entry icon={IconSettings} current={here.path.startsWith('/administracion')}>
          <Link to={paths.agents}>{t('admin.title')}</Link>
        </Entry>
      </Section>
    </>
  )
}

/** Saved questions, one's own and the groups', in one's own order. */
function Views({ current }: { current: number | undefined }) {
  const { t } = useTranslation()
  const views = useViews()
  const counts = useViewCounts()
  if (views.length === 0) return null
  return (
    <Section title={t('views.many')}>
      {views.map((view) => (
        <Entry
          key={view.id}
          icon={view.group ? IconLayoutList : IconBookmark}
          count={counts.get(view.id)?.count}
          more={counts.get(view.id)?.more}
          current={current === view.id}
        >
          <Link to={paths.tickets} search={{ viewId: view.id }} title={view.group?.name}>
            {view.name}
          </Link>
        </Entry>
      ))}
    </Section>
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

type EntryProps = {
  icon: Icon
  count?: number | undefined
  /** There may be more than were counted. */
  more?: boolean | undefined
  urgent?: boolean
  current: boolean
  children: ReactNode
}

function Entry({ icon: Mark, count, more, urgent, current, children }: EntryProps) {
  return (
    <li className={classes.entry} data-current={current || undefined}>
      <Mark size={17} stroke={1.7} />
      {children}
      {(!!count || more) && (
        <span className={classes.count} data-urgent={urgent || undefined}>
          {bounded(count ?? 0)}
          {more && '+'}
        </span>
      )}
    </li>
  )
}

function useCounts(): ReplyOf<typeof countTickets> {
  const { data } = useQuery({ queryKey: keys.counts, queryFn: () => call(countTickets, {}), staleTime: 15_000 })
  return data ?? { counts: {}, more: [] }
}

function useWhereWeAre() {
  const location = useRouterState({ select: (state) => state.location })
  const inTickets = location.pathname.startsWith(paths.tickets) && location.pathname !== paths.newTicket
  const asked = inTickets ? effective(listSearch(location.search as Record<string, unknown>)) : {}
  return {
    path: location.pathname,
    groupId: asked.groupId,
    viewId: asked.viewId,
    view: asked.groupId || asked.q ? undefined : asked.view,
  }
}
