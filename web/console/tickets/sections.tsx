import { Loader, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { commandsNow, useCommands } from '../commands.ts'
import { ASK_MISSING, AskingContext, NOTE_ANSWERS, useAsking } from '../conversations/ask-missing.ts'
import { emptyDraft } from '../conversations/composer-draft.ts'
import { Conversation as Feed } from '../conversations/conversation.tsx'
import { MODES } from '../conversations/modes.ts'
import { CustomerPanel } from '../customers/customer-panel.tsx'
import type { Ticket } from './data.ts'
import { MoreSections } from './more-sections.tsx'
import { whyNot } from './refusals.ts'
import { activitiesQuery, relationsQuery } from './related-data.ts'
import classes from './sections.module.css'

const Summary = part(() => import('./summary-section.tsx'), 'SummarySection')
const Interactions = part(() => import('./interactions-section.tsx'), 'InteractionsSection')
const Flow = part(() => import('./flow-section.tsx'), 'FlowSection')
const Notes = part(() => import('./notes-section.tsx'), 'NotesSection')
const Parties = part(() => import('./parties-section.tsx'), 'PartiesSection')
const Relations = part(() => import('./relations-section.tsx'), 'RelationsSection')
const Activities = part(() => import('./activities-section.tsx'), 'ActivitiesSection')
const Attachments = part(() => import('../conversations/attachments-section.tsx'), 'AttachmentsSection')
const Changes = part(() => import('./changes-section.tsx'), 'ChangesSection')
const Timeline = part(() => import('./timeline-section.tsx'), 'TimelineSection')

/** In the order people know (S1); each with the key that opens it, and its name in the address. */
const SECTIONS = [
  ['summary', Summary, '1', 'resumen'],
  ['conversation', Feed, '2', ''],
  ['interactions', Interactions, '3', 'interacciones'],
  ['parties', Parties, '4', 'partes'],
  ['relations', Relations, '5', 'relacionados'],
  ['flow', Flow, '6', 'flujo'],
  ['activities', Activities, '7', 'actividades'],
  ['attachments', Attachments, '8', 'anexos'],
  ['notes', Notes, '9', 'notas'],
  ['changes', Changes, '0', 'modificaciones'],
  ['timeline', Timeline, '-', 'cronograma'],
] as const
const ADDRESSES = new Map<string, string>([
  ...SECTIONS.map(([name, , , hash]) => [name, hash] as const),
  ['customer', 'cliente'],
])

/** S1: the sections of a ticket; the feed is where the work is, so it is open first. */
export function Sections({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const [section, setSection] = useSection()
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
  useWriting(ticket, section, setSection)
  const asking = useAskingHere(ticket, section, setSection)
  return (
    <AskingContext value={asking}>
      <Tabs
        value={section}
        onChange={(name) => name && setSection(name)}
        keepMounted={false}
        className={classes.tabs}
        classNames={{ list: classes.list, tab: classes.tab, panel: classes.panel }}
      >
        <div className={classes.bar}>
          <Tabs.List ref={list} aria-label={t('section.label')}>
            <Tabs.Tab value="customer" data-section="customer" className={classes.narrow}>
              {t('field.customer')}
            </Tabs.Tab>
            {SECTIONS.map(([name]) => (
              <Tabs.Tab key={name} value={name} data-section={name}>
                {t(`section.${name}`)}
                {!!counts[name] && <span className={classes.count}>{counts[name]}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <MoreSections list={list} onChoose={setSection} />
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
    </AskingContext>
  )
}

/** The section stands in the address: a reload stays in it, a link leads to it; the next ticket begins with its feed. */
function useSection() {
  const navigate = useNavigate()
  const hash = useLocation({ select: (location) => location.hash })
  const open = [...ADDRESSES].find(([, address]) => address === hash)?.[0] ?? 'conversation'
  const go = (name: string) =>
    void navigate({
      to: '.',
      search: true,
      hash: ADDRESSES.get(name)!,
      replace: true,
      hashScrollIntoView: false,
      resetScroll: false,
    })
  return [open, go] as const
}

/** Who reads another section and presses R wants to write all the same: the feed opens, and with it the composer. */
function useWriting(ticket: Ticket, section: string, open: (section: string) => void) {
  const { t } = useTranslation()
  const wanted = useRef<string>(undefined)
  const write = (id: string) => {
    wanted.current = id
    open('conversation')
  }
  const ways = MODES.map((mode) => ({
    ...{ id: `compose-${mode.id}`, name: mode.name, keys: mode.keys },
    refused: mode.refused(ticket, { ...emptyDraft, direction: 'in' }),
  }))
  useCommands(
    (section === 'conversation' ? [] : ways).map(({ id, name, keys, refused }) => ({
      ...{ id, section: 'ticket', label: t(name), keys, refused },
      run: () => write(id),
    })),
  )
  // The feed has offered its own by now.
  useEffect(() => {
    const { current } = wanted
    wanted.current = undefined
    if (section === 'conversation' && current)
      commandsNow()
        .find(({ id }) => id === current)
        ?.run()
  }, [section])
}

/** E2: asked for, or noted, from wherever on the ticket one is. */
function useAskingHere(ticket: Ticket, section: string, open: (section: string) => void) {
  const { t } = useTranslation()
  const asking = useAsking(ticket, section, open)
  useCommands([
    {
      ...{ id: ASK_MISSING.id, section: 'ticket', label: t(ASK_MISSING.name), keys: ASK_MISSING.keys },
      refused: whyNot(ticket.can.answer),
      run: () => asking.ask(),
    },
    {
      ...{ id: NOTE_ANSWERS.id, section: 'ticket', label: t(NOTE_ANSWERS.name), keys: NOTE_ANSWERS.keys },
      refused: whyNot(ticket.can.edit),
      run: asking.noteAnswers,
    },
  ])
  return asking
}

/** Of what is not on every ticket. */
function useCounts(ticket: Ticket): Record<string, number | undefined> {
  const relations = useQuery(relationsQuery(ticket.id))
  const activities = useQuery(activitiesQuery(ticket.id))
  return {
    relations: relations.data?.length,
    activities: activities.data?.filter((activity) => !activity.doneAt).length,
  }
}
