import { Loader, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../commands.ts'
import { Conversation as Feed } from '../conversations/conversation.tsx'
import { CustomerPanel } from '../customers/customer-panel.tsx'
import type { Ticket } from './data.ts'
import { activitiesQuery, partiesQuery, relationsQuery } from './related-data.ts'
import classes from './sections.module.css'

const Summary = lazy(() => import('./summary-section.tsx').then((m) => ({ default: m.SummarySection })))
const Interactions = lazy(() => import('./interactions-section.tsx').then((m) => ({ default: m.InteractionsSection })))
const Flow = lazy(() => import('./flow-section.tsx').then((m) => ({ default: m.FlowSection })))
const Notes = lazy(() => import('./notes-section.tsx').then((m) => ({ default: m.NotesSection })))
const Parties = lazy(() => import('./parties-section.tsx').then((m) => ({ default: m.PartiesSection })))
const Relations = lazy(() => import('./relations-section.tsx').then((m) => ({ default: m.RelationsSection })))
const Activities = lazy(() => import('./activities-section.tsx').then((m) => ({ default: m.ActivitiesSection })))
const Attachments = lazy(() =>
  import('../conversations/attachments-section.tsx').then((m) => ({ default: m.AttachmentsSection })),
)
const Changes = lazy(() => import('./changes-section.tsx').then((m) => ({ default: m.ChangesSection })))
const Timeline = lazy(() => import('./timeline-section.tsx').then((m) => ({ default: m.TimelineSection })))

/** In the order people know (S1); each with the key that opens it. */
const SECTIONS = [
  ['summary', Summary, '1'],
  ['conversation', Feed, '2'],
  ['interactions', Interactions, '3'],
  ['parties', Parties, '4'],
  ['relations', Relations, '5'],
  ['flow', Flow, '6'],
  ['activities', Activities, '7'],
  ['attachments', Attachments, '8'],
  ['notes', Notes, '9'],
  ['changes', Changes, '0'],
  ['timeline', Timeline, '-'],
] as const

/** S1: the sections of a ticket; the feed is where the work is, so it is open first. */
export function Sections({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const [section, setSection] = useState<string>('conversation')
  const counts = useCounts(ticket)
  const list = useRef<HTMLDivElement>(null)
  // Another section was chosen.
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [section])
  useCommands(
    SECTIONS.map(([name, , keys]) => ({
      id: `section-${name}`,
      section: 'ticket' as const,
      label: t('section.go', { section: t(`section.${name}`) }),
      keys,
      run: () => setSection(name),
    })),
  )
  return (
    <Tabs
      value={section}
      onChange={(name) => name && setSection(name)}
      keepMounted={false}
      className={classes.tabs}
      classNames={{ list: classes.list, tab: classes.tab, panel: classes.panel }}
    >
      <div className={classes.bar}>
        <Tabs.List ref={list} aria-label={t('section.label')}>
          <Tabs.Tab value="customer" className={classes.narrow}>
            {t('field.customer')}
          </Tabs.Tab>
          {SECTIONS.map(([name]) => (
            <Tabs.Tab key={name} value={name}>
              {t(`section.${name}`)}
              {!!counts[name] && <span className={classes.count}>{counts[name]}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </div>
      <Tabs.Panel value="customer">
        <div className={classes.scroll}>
          <CustomerPanel ticket={ticket} />
        </div>
      </Tabs.Panel>
      {SECTIONS.map(([name, Section]) => (
        <Tabs.Panel key={name} value={name}>
          <div className={name === 'conversation' ? classes.whole : classes.scroll}>
            <Suspense fallback={<Loader size="sm" aria-label={t('do.loading')} />}>
              <Section ticket={ticket} />
            </Suspense>
          </div>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function useCounts(ticket: Ticket): Record<string, number | undefined> {
  const parties = useQuery(partiesQuery(ticket.id))
  const relations = useQuery(relationsQuery(ticket.id))
  const activities = useQuery(activitiesQuery(ticket.id))
  return {
    parties: parties.data?.length,
    relations: relations.data?.length,
    activities: activities.data?.filter((activity) => !activity.doneAt).length,
  }
}
