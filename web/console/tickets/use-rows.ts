import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useSettings } from '../preferences.ts'
import type { useTicketList } from './list-data.ts'
import type { Row } from './list-rows.ts'

type List = ReturnType<typeof useTicketList>
const ROW_HEIGHT = { compact: 46, normal: 62, comfortable: 78 }
const SPAN_HEIGHT = 30
/** Fingers need more room than a pointer. */
const TOUCH = 8

/** Which rows to draw; asks for more before the end is reached, and holds what is being read in its place. */
export function useRows(list: List, rows: Row[], scroller: RefObject<HTMLDivElement | null>) {
  const { density = 'normal' } = useSettings()
  const height = ROW_HEIGHT[density] + (useMediaQuery('(pointer: coarse)') ? TOUCH : 0)
  const heightOf = (row: Row | undefined) => (row?.kind === 'span' ? SPAN_HEIGHT : height)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    getItemKey: (index) => keyOf(rows[index], index),
    overscan: 8,
  })
  // Another density, or rows in other places: every row is measured anew.
  useLayoutEffect(() => virtual.measure(), [virtual, height, rows])
  const visible = virtual.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 15) void fetchNextPage()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  useHoldStill(rows, scroller, heightOf)

  const focus = (ticketIndex: number) => {
    const index = rows.findIndex((row) => row.kind === 'ticket' && row.index === ticketIndex)
    const id = list.cards?.[ticketIndex]?.id
    const element = () => scroller.current?.querySelector<HTMLElement>(`[data-ticket="${id}"]`)
    element()?.focus({ preventScroll: true })
    virtual.scrollToIndex(index, { align: 'auto' })
    requestAnimationFrame(() => element()?.focus({ preventScroll: true }))
  }
  return { visible, height: virtual.getTotalSize(), focus }
}

const keyOf = (row: Row | undefined, index: number) =>
  row === undefined ? index : row.kind === 'span' ? row.span : row.card.id

/** When rows come or go above, scrolls by as much: the row at the top of the view stays there. At the very top, new rows show. */
function useHoldStill(rows: Row[], scroller: RefObject<HTMLDivElement | null>, heightOf: (row: Row) => number) {
  const anchor = useRef<{ id: number; top: number } | undefined>(undefined)
  const shown = useRef({ rows, heightOf })
  // Listens once: what is listened to anew in the midst of a scroll does not hear it.
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const remember = () => {
      const found = element.scrollTop > 0 && ticketAt(shown.current.rows, shown.current.heightOf, element.scrollTop)
      anchor.current = found || undefined
    }
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [scroller])
  useLayoutEffect(() => {
    shown.current = { rows, heightOf }
    const held = anchor.current
    if (!held || !scroller.current) return
    const top = topOf(rows, heightOf, held.id)
    if (top === undefined || top === held.top) return
    scroller.current.scrollTop += top - held.top
    anchor.current = { id: held.id, top }
  }, [rows, scroller])
}

function ticketAt(rows: Row[], heightOf: (row: Row) => number, offset: number) {
  let top = 0
  for (const row of rows) {
    const end = top + heightOf(row)
    if (end > offset && row.kind === 'ticket') return { id: row.card.id, top }
    top = end
  }
  return undefined
}

function topOf(rows: Row[], heightOf: (row: Row) => number, id: number) {
  let top = 0
  for (const row of rows) {
    if (row.kind === 'ticket' && row.card.id === id) return top
    top += heightOf(row)
  }
  return undefined
}
