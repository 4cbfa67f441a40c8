import { Skeleton, Tabs } from '@mantine/core'
import { IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { KeyOf } from '../key-of.tsx'
import { ButtonLink } from '../links.tsx'
import { Page } from '../page.tsx'
import { CallRows } from './call-rows.tsx'
import { type CallList, callsQuery, missedQuery } from './data.ts'
import { MissedRows } from './missed-rows.tsx'
import { NoteMissed } from './note-missed.tsx'
import { CALL_TABS, type CallTab } from './search.ts'

/** The calls as work: what was left open, who rang in vain, whom to call back; then all of them. */
export function CallsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { list = 'unfinished' } = useSearch({ from: '/console/llamadas' })
  usePageTitle(t('calls.title'))
  return (
    <Page
      title={t('calls.title')}
      actions={
        <>
          <NoteMissed />
          <ButtonLink
            to={paths.newCall}
            leftSection={<IconPhone size={16} />}
            rightSection={<KeyOf command="new-call" keys="c" />}
          >
            {t('cockpit.new')}
          </ButtonLink>
        </>
      }
    >
      <Tabs
        value={list}
        onChange={(tab) => void navigate({ to: paths.calls, search: { list: tab as CallTab }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          {CALL_TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`calls.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {CALL_TABS.map((tab) => (
          <Tabs.Panel key={tab} value={tab}>
            {tab === 'missed' ? <Missed /> : <Calls list={tab} />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}

function Calls({ list }: { list: CallList }) {
  const { t } = useTranslation()
  const { data: calls, error } = useQuery(callsQuery(list))
  if (error) return <ProblemNote>{error.message}</ProblemNote>
  if (!calls) return <Skeleton height={200} />
  if (calls.length === 0)
    return (
      <Empty icon={<IconPhone size={24} />} title={t(`calls.no_${list}`)}>
        {t('calls.teach')}
      </Empty>
    )
  return <CallRows label={t(`calls.${list}`)} calls={calls} />
}

function Missed() {
  const { t } = useTranslation()
  const { data: callers, error } = useQuery(missedQuery)
  if (error) return <ProblemNote>{error.message}</ProblemNote>
  if (!callers) return <Skeleton height={200} />
  if (callers.length === 0)
    return (
      <Empty icon={<IconPhoneOff size={24} />} title={t('calls.no_missed')}>
        {t('calls.teachMissed')}
      </Empty>
    )
  return <MissedRows callers={callers} />
}
