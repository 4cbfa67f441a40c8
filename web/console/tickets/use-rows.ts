import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useSettings } from '../preferences.ts'
import type { useTicketList } from './list-data.ts'

type List = ReturnType<typeof useTicketList>
const ROW_HEIGHT = { compact: 46, normal: 62, comfortable: 78 }
/** Fingers need more room than a pointer. */
const TOUCH = 8

/** Which rows to draw; asks for more before the end is reached, and holds what is being read in its place. */
export function useRows(list: List, scroller: RefObject<HTMLDivElement | null>) {
  const { density = 'normal' } = useSettings()
  const rowHeight = ROW_HEIGHT[density] + (useMediaQuery('(pointer: coarse)') ? TOUCH : 0)
  const count = list.cards?.length ?? 0
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => list.cards?.[index]?.id ?? index,
    overscan: 8,
  })
  const visible = rows.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= count - 15) void fetchNextPage()
  }, [last, count, hasNextPage, isFetchingNextPage, fetchNextPage])
  // Another density: every row is measured anew.
  useLayoutEffect(() => rows.measure(), [rows, rowHeight])
  useHoldStill(list, scroller, rowHeight)

  const focus = (index: number) => {
    const row = () => scroller.current?.querySelector<HTMLElement>(`[data-ticket="${list.cards?.[index]?.id}"]`)
    row()?.focus({ preventScroll: true })
    rows.scrollToIndex(index, { align: 'auto' })
    requestAnimationFrame(() => row()?.focus({ preventScroll: true }))
  }
  return { visible, height: rows.getTotalSize(), focus }
}

/** When rows come or go above, scrolls by as much: the row at the top of the view stays there. At the very top, new rows show. */
function useHoldStill(list: List, scroller: RefObject<HTMLDivElement | null>, rowHeight: number) {
  const anchor = useRef<{ id: number; index: number } | undefined>(undefined)
  const shown = useRef(list.cards)
  // Listens once: what is listened to anew in the midst of a scroll does not hear it.
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const remember = () => {
      const index = Math.floor(element.scrollTop / rowHeight)
      const id = shown.current?.[index]?.id
      anchor.current = element.scrollTop > 0 && id !== undefined ? { id, index } : undefined
    }
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [scroller, rowHeight])
  useLayoutEffect(() => {
    shown.current = list.cards
    const held = anchor.current
    if (!held || !scroller.current) return
    const index = list.cards?.findIndex((card) => card.id === held.id) ?? -1
    if (index < 0 || index === held.index) return
    scroller.current.scrollTop += (index - held.index) * rowHeight
    anchor.current = { id: held.id, index }
  }, [list.cards, scroller, rowHeight])
}
