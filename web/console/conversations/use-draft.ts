import { useQuery } from '@tanstack/react-query'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { queries } from '../../queries.ts'
import { DraftKeeper, type DraftState, type DraftStore, readDraft } from './draft-keeper.ts'
import { keepUnited, sharedStore } from './draft-windows.ts'

/** What was being written at a place, read once when one comes to it. */
export function useStoredDraft(place: string) {
  const { data, isPending } = useQuery({
    queryKey: ['draft', place],
    queryFn: () => readDraft(place),
    // What is read counts as seen: never again behind the form that opened with it, not even after a break.
    staleTime: ({ state }) => (state.status === 'success' ? 'static' : 0),
    gcTime: 0,
  })
  return { draft: data ?? null, isPending }
}

type Draft = Record<string, unknown>

/**
 * Keeps words that come from elsewhere at a place, instead of what was being written there. Why they could not be kept is thrown; this tab
 * still has them, and goes on trying where that may help.
 */
export async function putDraft(place: string, draft: Draft, unite: (mine: Draft, theirs: Draft) => Draft) {
  let fault: unknown
  const save = async (words: Draft | null) => {
    try {
      showDraft(place, await keepUnited(place, words!, unite))
    } catch (error) {
      fault = error
      throw error
    }
  }
  const keeper = new DraftKeeper(place, nobody, { save, leave: (words) => save(words).then(() => true) })
  showDraft(place, draft)
  keeper.keep(draft)
  await keeper.finish()
  if (fault) throw fault
}

/** Throws away what was being written at a place where no form is open. */
export async function dropDraft(place: string) {
  showDraft(place, null)
  await new DraftKeeper(place, nobody, sharedStore(place, nobody)).forget()
}

const nobody = () => {}

/** What the place opens with from now on. */
export const showDraft = (place: string, draft: Draft | null) => queries.setQueryData(['draft', place], draft)

/** Keeps a form as a draft whenever it changes: at its place, or in a store of its own. */
export function useDraftKeeper(place: string, store?: DraftStore) {
  const [state, setState] = useState<DraftState>('kept')
  const keeper = useRef<DraftKeeper | undefined>(undefined)
  // In the commit that shows the words, like whoever hands them over: new ones are never seen beside the word that they are safe.
  useLayoutEffect(() => {
    const own = new DraftKeeper(place, setState, store)
    keeper.current = own
    const onHide = () => document.hidden && own.leave()
    const onLeave = (event: BeforeUnloadEvent) => {
      if (unsaved.current) event.preventDefault()
    }
    document.addEventListener('visibilitychange', onHide)
    window.addEventListener('pagehide', own.leave)
    window.addEventListener('beforeunload', onLeave)
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      window.removeEventListener('pagehide', own.leave)
      window.removeEventListener('beforeunload', onLeave)
      void own.finish()
    }
    // The store is the place's own.
  }, [place])
  // Only what could not be kept is worth stopping somebody who leaves.
  const unsaved = useRef(false)
  unsaved.current = state === 'failed' || state === 'refused'
  const keep = useCallback((draft: Record<string, unknown>) => keeper.current?.keep(draft), [])
  const forget = useCallback(async () => {
    showDraft(place, null)
    await keeper.current?.forget()
  }, [place])
  const finish = useCallback(async () => keeper.current?.finish(), [])
  return { state, keep, forget, finish }
}
