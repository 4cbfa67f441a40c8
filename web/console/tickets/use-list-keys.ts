import { useNavigate } from '@tanstack/react-router'
import { type SyntheticEvent, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { useCommands } from '../commands.ts'
import { interactionsQuery } from '../conversations/data.ts'
import { ticketQuery } from './data.ts'
import type { Card } from './list-data.ts'
import { selection } from './selection.ts'

/**
 * J and K go down and up; with a ticket open beside the list they open the next, else they move the focus and Enter opens.
 * X chooses the one that is meant, with Shift all from the last one chosen.
 */
export function useListKeys(openId: number | undefined, cards: Card[], focus: (index: number) => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const ids = useMemo(() => cards.map(({ id }) => id), [cards])
  const meant = () => Number(document.activeElement?.getAttribute('data-ticket')) || openId
  const target = (step: number) => {
    const from = ids.indexOf(openId ?? meant() ?? 0)
    return Math.min(ids.length - 1, Math.max(0, from + step))
  }
  const move = (step: number) => {
    const index = target(step)
    const id = ids[index]
    if (id === undefined) return
    focus(index)
    if (openId !== undefined) void navigate({ to: paths.ticket, params: { ticketId: id }, search: true })
  }
  const extend = (step: number) => {
    const id = meant()
    if (id === undefined) return
    if (step && selection.now().anchor === null) selection.toggle(id)
    const next = ids[target(step)]
    if (next !== undefined) selection.extend(next, ids)
    if (step) move(step)
  }
  const choose = () => {
    const id = meant() ?? ids[0]
    if (id === undefined) return
    selection.toggle(id)
    // What comes next goes on from here.
    if (openId === undefined) focus(ids.indexOf(id))
  }
  useNextReady(openId, ids)
  const list = { section: 'list' as const, keysOnly: true }
  useCommands([
    { ...list, id: 'next', label: t('list.next'), keys: 'j', run: () => move(1) },
    { ...list, id: 'previous', label: t('list.previous'), keys: 'k', run: () => move(-1) },
    { ...list, id: 'choose', label: t('bulk.chooseThis'), keys: 'x', run: choose },
    { ...list, id: 'choose-to', label: t('bulk.chooseTo'), keys: 'shift+x', run: () => extend(0) },
    { ...list, id: 'choose-next', label: t('bulk.chooseNext'), keys: 'shift+j', run: () => extend(1) },
    { ...list, id: 'choose-previous', label: t('bulk.choosePrevious'), keys: 'shift+k', run: () => extend(-1) },
    ...(openId === undefined
      ? []
      : [
          {
            id: 'back-to-list',
            section: 'list' as const,
            label: t('list.back'),
            keys: 'u',
            run: () => void navigate({ to: paths.tickets, search: true }),
          },
        ]),
  ])
}

const PAUSE = 200

/** Whoever reads a ticket will press J: what comes next in the list is fetched while nothing else is to do. */
function useNextReady(openId: number | undefined, ids: number[]) {
  const next = openId === undefined ? undefined : ids[ids.indexOf(openId) + 1]
  useEffect(() => {
    if (next === undefined) return
    const timer = setTimeout(() => fetchAhead(next), PAUSE)
    return () => clearTimeout(timer)
  }, [next])
}

/** Whoever rests on a row, by pointer or by keys, is about to open it. */
export function useRowReady() {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  return ({ target }: SyntheticEvent) => {
    clearTimeout(timer.current)
    const id = Number((target as Element).closest('[data-ticket]')?.getAttribute('data-ticket'))
    if (id) timer.current = setTimeout(() => fetchAhead(id), PAUSE)
  }
}

function fetchAhead(id: number) {
  void queries.prefetchQuery(ticketQuery(id))
  void queries.prefetchQuery(interactionsQuery(id))
}
