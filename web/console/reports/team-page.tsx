import { NativeSelect, Skeleton, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countCalls } from '../../../server/conversations/calls.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { getTeam } from '../../../server/reports/contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { WideTable } from '../../ui/wide-table.tsx'
import { TextLink } from '../links.tsx'
import { Page, PageSection } from '../page.tsx'
import { AgentLoads } from './agent-loads.tsx'
import classes from './team.module.css'

export type Team = ReplyOf<typeof getTeam>

/** The lead's page: what is open and late, who is here and what each has, what waits longest; it renews itself. */
export function TeamPage() {
  const { t } = useTranslation()
  const [groupId, setGroupId] = useState<number>()
  const { data: team, error } = useQuery({
    queryKey: ['reports', 'team', groupId ?? null],
    queryFn: () => call(getTeam, { query: { groupId } }),
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  })
  usePageTitle(t('team.title'))
  return (
    <Page
      title={t('team.title')}
      actions={
        team && (
          <NativeSelect
            aria-label={t('field.group')}
            value={groupId ?? ''}
            data={[
              { value: '', label: t('team.allGroups') },
              ...team.groups.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            onChange={(event) => setGroupId(Number(event.currentTarget.value) || undefined)}
          />
        )
      }
    >
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!team && !error && <Skeleton height={300} />}
      {team && <Figures team={team} groupId={groupId} />}
      {team && (
        <PageSection title={t('team.load')} lead={t('team.loadLead')} wide>
          <AgentLoads agents={team.agents} />
        </PageSection>
      )}
      {team && (
        <div className={classes.columns}>
          <PageSection title={t('team.oldest')} wide>
            <Oldest items={team.oldest} />
          </PageSection>
          <PageSection title={t('team.byHour')} wide>
            <Hours counts={team.openedByHour} />
          </PageSection>
        </div>
      )}
    </Page>
  )
}

function Figures({ team, groupId }: { team: Team; groupId: number | undefined }) {
  const { t } = useTranslation()
  const calls = useQuery({
    queryKey: ['reports', 'calls', groupId ?? null],
    queryFn: async () => (await call(countCalls, { query: { groupId } })).items,
    refetchInterval: 60_000,
  })
  const led = new Set(team.groups.map(({ id }) => id))
  const today = (calls.data ?? []).filter(({ group }) => group && led.has(group.id))
  const sum = (of: 'taken' | 'missed' | 'firstContact') => today.reduce((total, row) => total + row[of], 0)
  const search = groupId ? { groupId } : {}
  const list = (view: 'open' | 'unassigned' | 'overdue') => (
    <Link to={paths.tickets} search={{ ...search, view }}>
      {t(`view.${view}`)}
    </Link>
  )
  const many = team.more ? '+' : ''
  return (
    <dl className={classes.figures}>
      <Figure name={list('open')} value={`${team.open}${many}`} />
      <Figure name={list('unassigned')} value={`${team.unassigned}${many}`} alarming={team.unassigned > 0} />
      <Figure name={list('overdue')} value={`${team.overdue}${many}`} alarming={team.overdue > 0} />
      <Figure name={t('team.unattended')} value={team.unattended} alarming={team.unattended > 0} />
      <Figure name={t('team.openedToday')} value={team.openedByHour.reduce((total, count) => total + count, 0)} />
      <Figure name={t('team.completedToday')} value={team.completedToday} />
      <Figure name={t('team.callsToday')} value={sum('taken')} more={t('team.missed', { count: sum('missed') })} />
      <Figure name={t('team.firstContact')} value={sum('firstContact')} />
    </dl>
  )
}

type FigureProps = { name: ReactNode; value: ReactNode; more?: string; alarming?: boolean }

function Figure({ name, value, more, alarming }: FigureProps) {
  return (
    <div className={classes.figure} data-alarming={alarming || undefined}>
      <dt>{name}</dt>
      <dd>
        {value}
        {more && <small>{more}</small>}
      </dd>
    </div>
  )
}

function Oldest({ items }: { items: Team['oldest'] }) {
  const { t } = useTranslation()
  if (items.length === 0) return <p>{t('team.nobodyWaits')}</p>
  return (
    <WideTable label={t('team.oldest')} minWidth={520} stacks>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('relation.ticket')}</Table.Th>
            <Table.Th w={130}>{t('field.customer')}</Table.Th>
            <Table.Th w={120}>{t('field.owner')}</Table.Th>
            <Table.Th w={110}>{t('party.since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>
                <TextLink to={paths.ticket} params={{ ticketId: item.id }} search={{ view: 'open' }}>
                  #{item.number} {item.subject}
                </TextLink>
              </Table.Td>
              <Table.Td data-label={t('field.customer')}>{item.customer}</Table.Td>
              <Table.Td data-label={t('field.owner')}>{item.owner ?? t('ticket.noOwner')}</Table.Td>
              <Table.Td data-label={t('party.since')}>
                <When at={item.waitingSince} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

/** A bar per hour of today; the figures stand in the text for whoever does not see the bars. */
function Hours({ counts }: { counts: number[] }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const most = Math.max(1, ...counts)
  const said = counts.flatMap((count, hour) => (count ? [t('team.atHour', { hour, count: number(count) })] : []))
  if (!said.length) return <p className={classes.noneToday}>{t('team.noneToday')}</p>
  return (
    <figure className={classes.chart} role="img" aria-label={said.join(', ')}>
      {counts.map((count, hour) => (
        <span key={hour} className={classes.bar} title={t('team.atHour', { hour, count: number(count) })}>
          <span style={{ height: `${(100 * count) / most}%` }} data-none={!count || undefined} />
          {hour % 3 === 0 && <small aria-hidden>{hour}</small>}
        </span>
      ))}
    </figure>
  )
}
