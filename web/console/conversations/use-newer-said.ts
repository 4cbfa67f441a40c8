import { useQuery } from '@tanstack/react-query'
import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react'
import { useMe } from '../auth/me.ts'
import type { ComposerDraft } from './composer-draft.ts'
import { type Interaction, interactionsQuery } from './data.ts'
import { lastIn, saidSince } from './since-begun.ts'

const NOTHING: Interaction[] = []

/** S9: who began a mail or a call is told, before it is saved, what others have said since: once for each thing said. */
export function useNewerSaid(
  ticketId: number,
  draft: ComposerDraft,
  setDraft: Dispatch<SetStateAction<ComposerDraft>>,
) {
  const me = useMe()
  const { data: said } = useQuery(interactionsQuery(ticketId))
  const [toldOf, setToldOf] = useState<number>()
  const { begunAfter } = draft
  // What is begun keeps in mind after what; drafts of an older console did not.
  useEffect(() => {
    if (said && begunAfter === undefined) setDraft((before) => ({ ...before, begunAfter: lastIn(said) }))
  }, [said, begunAfter, setDraft])
  /** Whoever answers one thing has seen all before it. */
  const read = useCallback(
    (id: number) =>
      setDraft((before) =>
        before.begunAfter === undefined ? before : { ...before, begunAfter: Math.max(id, before.begunAfter) },
      ),
    [setDraft],
  )
  const newer = saidSince(said ?? NOTHING, begunAfter, me.id)
  const told = newer.length > 0 && newer.at(-1)!.id === toldOf
  const warns = () => {
    if (newer.length === 0 || told) return false
    setToldOf(newer.at(-1)!.id)
    return true
  }
  return { shown: toldOf === undefined ? NOTHING : newer, told, warns, read }
}
