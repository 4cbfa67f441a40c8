import { Button, Skeleton } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffectEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmByHand } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { Empty } from '../../ui/empty.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { useMe } from '../auth/me.ts'
import { sayProblem } from '../notices.tsx'
import { refreshParts, type Ticket } from '../tickets/data.ts'
import classes from './conversation.module.css'
import { type Interaction, interactionsQuery, timelineQuery } from './data.ts'
import { type Event, inOrder } from './feed-entries.ts'
import { InteractionCard } from './interaction-card.tsx'
import { isTakenBack, saidByPerson } from './kinds.ts'
import { Moving } from './moving.tsx'

const NOTHING: Interaction[] = []

/**
 * Z4: everything that was said and what happened between, oldest first; it opens at what one comes for, moved here just now, or else at what a
 * person said last, where one goes on.
 */
export function Feed({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: said, isPending, error } = useQuery(interactionsQuery(ticket.id))
  const { data: timeline } = useQuery(timelineQuery(ticket.id))
  const entries = said ? inOrder(said, timeline?.events ?? []) : []
  const me = useMe()
  const mine = said?.findLast(({ author }) => author?.kind === 'agent' && author.id === me.id)?.id
  const lastSaid = said?.findLast((one) => saidByPerson(one) && !isTakenBack(one))?.id
  const comesFor = useLocation({ select: ({ state }) => state.said })
  const { scroller, list } = useStayAtEnd(entries.length, comesFor ?? lastSaid, mine)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable place must be reachable by keyboard
    <section ref={scroller} className={classes.feed} aria-label={t('section.conversation')} tabIndex={0}>
      {isPending && <Skeleton height={120} />}
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {said?.length === 0 && <Nothing ticket={ticket} />}
      <Moving ticket={ticket} said={said ?? NOTHING} />
      <ol ref={list} className={classes.list}>
        {entries.map(({ at, interaction, events, times }) =>
          interaction ? (
            <li key={`i${interaction.id}`}>
              <InteractionCard interaction={interaction} ticket={ticket} />
            </li>
          ) : (
            events && <EventLine key={`${at} ${events[0]?.fact}`} ticket={ticket} events={events} times={times} />
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

type Line = { ticket: Ticket; events: Event[]; times?: number | undefined }

function EventLine({ ticket, events, times = 1 }: Line) {
  const { t } = useTranslation()
  const [first] = events
  return (
    first && (
      <li className={classes.event}>
        <span>{events.map((event) => event.text).join(' · ')}</span>
        {times > 1 && <span>{t('alert.times', { count: times })}</span>}
        <span>{first.actor.name}</span>
        <When at={first.at} />
        {ticket.can.answer === true && events.some(({ offers }) => offers === 'confirmation') && (
          <ConfirmByHand ticketId={ticket.id} />
        )}
      </li>
    )
  )
}

/** E3: the number that a brake kept from the customer is sent by one press. */
function ConfirmByHand({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation()
  const confirm = useMutation({
    mutationFn: () => call(confirmByHand, { params: { id: ticketId } }),
    onSuccess: () => refreshParts(ticketId),
    onError: sayProblem,
  })
  return (
    <Button size="compact-xs" variant="subtle" loading={confirm.isPending} onClick={() => confirm.mutate()}>
      {t('feed.confirm')}
    </Button>
  )
}

/**
 * Opens at the end, or at the beginning of what a person said last, or one comes for, where both do not fit, and stays at the end when something is added; who
 * reads further up is left in peace, until something of their own is added.
 */
function useStayAtEnd(count: number, leadsTo: number | undefined, mine: number | undefined) {
  const scroller = useRef<HTMLElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const atEnd = useRef(true)
  const reading = useRef(false)
  const goOn = useEffectEvent(() => {
    const element = scroller.current
    if (!element || !atEnd.current) return
    const last = reading.current ? null : element.querySelector<HTMLElement>(`[data-said="${leadsTo}"]`)
    const end = element.scrollHeight - element.clientHeight
    element.scrollTo({ top: last ? Math.min(end, topWithin(element, last) - ABOVE) : end })
  })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      if (reading.current) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60
    }
    const follow = new ResizeObserver(goOn)
    // Until the reader does something, pictures come and cards get their true height: it stays in its place meanwhile.
    const begin = () => {
      if (reading.current) return
      reading.current = true
      look()
      if (list.current) follow.unobserve(list.current)
    }
    element.addEventListener('scroll', look, { passive: true })
    for (const act of ACTS) window.addEventListener(act, begin, { capture: true, passive: true })
    follow.observe(element)
    if (list.current) follow.observe(list.current)
    return () => {
      element.removeEventListener('scroll', look)
      for (const act of ACTS) window.removeEventListener(act, begin, { capture: true })
      follow.disconnect()
    }
  }, [])
  // Something was added.
  useLayoutEffect(goOn, [count])
  useLayoutEffect(() => {
    if (!reading.current) return
    atEnd.current = true
    goOn()
  }, [mine])
  return { scroller, list }
}

/** What is left to see of what came before. */
const ABOVE = 12

const topWithin = (scroller: HTMLElement, card: HTMLElement) =>
  card.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop

const ACTS = ['pointerdown', 'keydown', 'wheel'] as const
