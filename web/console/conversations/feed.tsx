import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconMessages } from '@tabler/icons-react'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/empty.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import type { Ticket } from '../tickets/data.ts'
import classes from './conversation.module.css'
import { type Interaction, interactionsQuery, type Timeline, timelineQuery } from './data.ts'
import { InteractionCard } from './interaction-card.tsx'

type Event = Timeline['events'][number]
type Entry = { at: string; interaction?: Interaction; event?: Event }

/** Z4: everything that was said and what happened between, oldest first; it opens at the end, where one goes on. */
export function Feed({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: said, isPending, error } = useQuery(interactionsQuery(ticket.id))
  const { data: timeline } = useQuery(timelineQuery(ticket.id))
  const entries = said ? inOrder(said, timeline?.events ?? []) : []
  const scroller = useStayAtEnd(entries.length)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable place must be reachable by keyboard
    <section ref={scroller} className={classes.feed} aria-label={t('section.conversation')} tabIndex={0}>
      {isPending && <Skeleton height={120} />}
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {said?.length === 0 && <Nothing ticket={ticket} />}
      <ol className={classes.list}>
        {entries.map(({ interaction, event }) =>
          interaction ? (
            <li key={`i${interaction.id}`}>
              <InteractionCard interaction={interaction} ticket={ticket} />
            </li>
          ) : (
            event && (
              <li key={`${event.at}${event.fact}`} className={classes.event}>
                <span>{event.text}</span>
                <span>{event.actor.name}</span>
                <When at={event.at} />
              </li>
            )
          ),
        )}
      </ol>
    </section>
  )
}

function Nothing({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  return (
    <Empty icon={<IconMessages size={22} />} title={t('feed.nothing')}>
      <p>{ticket.description}</p>
    </Empty>
  )
}

/** What is told by an interaction is not told twice. */
function inOrder(said: Interaction[], events: Event[]): Entry[] {
  const between = events.filter((event) => event.interactionId === null && !TOLD_ELSEWHERE.has(event.fact))
  return [
    ...said.map((interaction) => ({ at: interaction.at, interaction })),
    ...between.map((event) => ({ at: event.at, event })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

const TOLD_ELSEWHERE = new Set(['call.logged', 'note.added', 'customer.replied', 'agent.replied', 'third_party.replied'])

/** Opens at the end, and stays there when something is added; who reads further up is left in peace. */
function useStayAtEnd(count: number) {
  const scroller = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60
    }
    const follow = new ResizeObserver(() => atEnd.current && element.scrollTo({ top: element.scrollHeight }))
    element.addEventListener('scroll', look, { passive: true })
    follow.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      follow.disconnect()
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: something was added
  useLayoutEffect(() => {
    if (atEnd.current) scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [count])
  return scroller
}
