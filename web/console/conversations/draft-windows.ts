import { getDraft, saveDraft } from '../../../server/conversations/contract.ts'
import { call, Problem, randomId, sendAndLeave } from '../../api.ts'
import type { DraftStore } from './draft-keeper.ts'

/** What another window of the same person has written at the same place. */
export type Elsewhere = { draft: Record<string, unknown>; version: number }

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
  const input = (draft: Record<string, unknown> | null) => ({
    params: { place },
    body: { draft, ...knownDraft(place) },
  })
  return {
    save: (draft) =>
      call(saveDraft, input(draft)).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'draft_elsewhere') show(error.told as Elsewhere)
        throw error
      }),
    leave: (draft) => sendAndLeave(saveDraft, input(draft)),
  }
}
