import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type ComposerDraft, saysSomething } from './composer-draft.ts'
import { acceptDraft, type Elsewhere, sharedStore } from './draft-windows.ts'
import { useDraftKeeper } from './use-draft.ts'

/** What the form holds, kept as a draft while it changes; and what another window of the same person wrote at the same place. */
export function useComposerDraft(place: string, opened: ComposerDraft, start: ComposerDraft, mode: string) {
  const [draft, setDraft] = useState(start)
  const [elsewhere, setElsewhere] = useState<Elsewhere>()
  const keeper = useDraftKeeper(
    place,
    useMemo(() => sharedStore(place, setElsewhere), [place]),
  )
  // What is said or thrown away is no draft any more, whatever the form still shows while that is being told.
  const closing = useRef(false)
  // What was kept and is then wiped out is not to come back.
  const kept = useRef(saysSomething(opened))
  useEffect(() => {
    if (closing.current || draft === opened) return
    kept.current ||= saysSomething(draft)
    if (kept.current) keeper.keep({ ...draft, mode })
  }, [draft, opened, mode, keeper.keep])
  const change = useCallback((fields: Partial<ComposerDraft>) => setDraft((before) => ({ ...before, ...fields })), [])
  const forget = () => {
    closing.current = true
    return keeper.forget()
  }
  const decide = (chosen: ComposerDraft) => {
    acceptDraft(place, elsewhere!.version)
    setElsewhere(undefined)
    setDraft({ ...chosen })
  }
  return { draft, setDraft, change, elsewhere, decide, forget, state: keeper.state }
}
