import { useSyncExternalStore } from 'react'
import type { ListSearch } from './search.ts'

/** The tickets chosen for something done to many: by name, or all that a list asks for. */
export type Selection = { ids: ReadonlySet<number>; all: ListSearch | null; anchor: number | null }

const NOTHING: Selection = { ids: new Set(), all: null, anchor: null }
let now = NOTHING
const listeners = new Set<() => void>()

const set = (next: Selection) => {
  now = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const selection = {
  now: () => now,
  clear: () => set(NOTHING),
  chooseAll: (asked: ListSearch, shown: number[]) => set({ ids: new Set(shown), all: asked, anchor: null }),
  toggle(id: number) {
    const ids = new Set(now.ids)
    if (!ids.delete(id)) ids.add(id)
    set({ ids, all: null, anchor: id })
  },
  /** From the last one chosen to this one, as the list stands. */
  extend(id: number, order: number[]) {
    const [from, to] = [order.indexOf(now.anchor ?? id), order.indexOf(id)].sort((a, b) => a - b)
    set({ ids: new Set([...now.ids, ...order.slice(Math.max(0, from!), to! + 1)]), all: null, anchor: id })
  },
}

export const useSelection = () => useSyncExternalStore(subscribe, selection.now)
export const useIsSelected = (id: number) => useSyncExternalStore(subscribe, () => now.ids.has(id))
export const useIsSelecting = () => useSyncExternalStore(subscribe, () => now.ids.size > 0)
