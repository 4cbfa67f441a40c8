import { getDraft, saveDraft } from '../../../server/conversations/contract.ts'
import { call, Problem, randomId, sendAndLeave } from '../../api.ts'
import type { DraftStore } from './draft-keeper.ts'

type Draft = Record<string, unknown>
/** What another window of the same person has written at the same place. */
export type Elsewhere = { draft: Draft; version: number }

/** This window, among those of one person. */
const writer = randomId()
const read = new Map<string, number>()

/** What this window knows of a draft: its own words, and what it has read there. */
export function knownDraft(place: string) {
  const version = read.get(place)
  return { writer, ...(version !== undefined && { version }) }
}

export async function fetchDraft(place: string) {
  const { draft, version } = await call(getDraft, { params: { place } })
  if (version !== null) acceptDraft(place, version)
  return draft
}

/** Its words have been seen here: what is kept next may stand in their stead. */
export const acceptDraft = (place: string, version: number) => read.set(place, version)

/** T5: kept only over what this window has seen. What another one wrote is shown, and both texts stay until it is decided. */
export function sharedStore(place: string, show: (elsewhere: Elsewhere) => void): DraftStore {
  return {
    save: (draft) =>
      call(saveDraft, inputAt(place, draft)).catch((error: unknown) => {
        const elsewhere = elsewhereIn(error)
        if (elsewhere) show(elsewhere)
        throw error
      }),
    leave: (draft) => sendAndLeave(saveDraft, inputAt(place, draft)),
  }
}

/** T5: words that are kept while nobody sees them in a form: what another window wrote is kept with them, and both are seen there. */
export async function keepUnited(
  place: string,
  draft: Draft,
  unite: (mine: Draft, theirs: Draft) => Draft,
): Promise<Draft> {
  try {
    await call(saveDraft, inputAt(place, draft))
    return draft
  } catch (error) {
    const elsewhere = elsewhereIn(error)
    if (!elsewhere) throw error
    acceptDraft(place, elsewhere.version)
    return keepUnited(place, unite(draft, elsewhere.draft), unite)
  }
}

const inputAt = (place: string, draft: Draft | null) => ({ params: { place }, body: { draft, ...knownDraft(place) } })

const elsewhereIn = (error: unknown) =>
  error instanceof Problem && error.code === 'draft_elsewhere' ? (error.told as Elsewhere) : undefined
