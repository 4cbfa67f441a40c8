import { type SetStateAction, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ComposerDraft } from './composer-draft.ts'
import { writtenAt } from './draft-keeper.ts'
import { acceptDraft, type Elsewhere, sharedStore } from './draft-windows.ts'
import { inMode, saysSomething } from './own-words.ts'
import { showDraft, useDraftKeeper } from './use-draft.ts'

/** What the form holds, kept as a draft while it changes; and what another window of the same person wrote at the same place. */
export function useComposerDraft(place: string, opened: ComposerDraft, start: ComposerDraft, mode: string) {
  const [held, setHeld] = useState(start)
  const draft = useMemo(() => inMode(held, mode), [held, mode])
  const shown = useRef(mode)
  shown.current = mode
  const setDraft = useCallback((update: SetStateAction<ComposerDraft>) => {
    const { current } = shown
    setHeld((before) => (typeof update === 'function' ? update(inMode(before, current)) : update))
  }, [])
  const [elsewhere, setElsewhere] = useState<Elsewhere>()
  const keeper = useDraftKeeper(
    place,
    useMemo(() => sharedStore(place, setElsewhere), [place]),
  )
  // What is said or thrown away is no draft any more, whatever the form still shows while that is being told.
  const closing = useRef(false)
  // What was kept and is then wiped out is not to come back.
  const kept = useRef(saysSomething(opened))
  useLayoutEffect(() => {
    // What this tab could not keep yet, it goes on trying to keep here, where it is seen whether it can.
    if (closing.current || (draft === opened && !writtenAt(place))) return
    kept.current ||= saysSomething(draft)
    if (kept.current) keeper.keep(draft)
  }, [draft, opened, place, keeper.keep])
  const change = useCallback(
    (fields: Partial<ComposerDraft>) => setDraft((before) => ({ ...before, ...fields })),
    [setDraft],
  )
  const forget = () => {
    closing.current = true
    return keeper.forget()
  }
  /** The form goes, what is written stays. */
  const fold = () => showDraft(place, draft)
  /** The form goes, with what was said or thrown away; the rest stays. */
  const leave = (rest: ComposerDraft) => {
    closing.current = true
    keeper.keep(rest)
    showDraft(place, rest)
  }
  const decide = (chosen: ComposerDraft) => {
    acceptDraft(place, elsewhere!.version)
    setElsewhere(undefined)
    setDraft({ ...chosen })
  }
  return { draft, setDraft, change, elsewhere, decide, fold, leave, forget, state: keeper.state }
}
