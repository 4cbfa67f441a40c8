import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import {
  type CALL_LISTS,
  getCall,
  keepCall,
  listCalls,
  listMissedCalls,
} from '../../../server/conversations/calls.contract.ts'
import { callScript } from '../../../server/conversations/scripts.contract.ts'
import { likelySolutions } from '../../../server/knowledge/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call, Problem, sendAndLeave } from '../../api.ts'
import { keys, queries } from '../../queries.ts'
import { type DraftStore, writtenAt } from '../conversations/draft-keeper.ts'
import { merged } from './cockpit.form.ts'

export type Call = ReplyOf<typeof getCall>
export type CallCard = ReplyOf<typeof listCalls>['items'][number]
export type CallList = (typeof CALL_LISTS)[number]

export const callQuery = (id: number) =>
  queryOptions({ queryKey: keys.call(id), queryFn: () => call(getCall, { params: { id } }), staleTime: 15_000 })

export const callsQuery = (list: CallList) =>
  queryOptions({
    queryKey: [...keys.calls, list],
    queryFn: async () => (await call(listCalls, { query: { list, limit: 100 } })).items,
    staleTime: 15_000,
  })

export const missedQuery = queryOptions({
  queryKey: [...keys.calls, 'missed'],
  queryFn: async () => (await call(listMissedCalls, {})).items,
  staleTime: 15_000,
})

/** What is known of a call now stands wherever it is shown. */
export function showCall(known: Call) {
  queries.setQueryData(callQuery(known.id).queryKey, known)
  void queries.invalidateQueries({ queryKey: keys.calls })
}

/** T2, T8: asked again when somebody else turns out to be on the line, and when there is a ticket. */
export const useScript = ({ id, customer, group, ticketId }: Call) =>
  useQuery({
    queryKey: [...keys.call(id), 'script', customer?.id, group?.id, ticketId],
    queryFn: () => call(callScript, { params: { id } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  }).data

export const useLikely = (q: string, categoryId: number | null) =>
  useQuery({
    queryKey: ['likely', q, categoryId],
    queryFn: () => call(likelySolutions, { query: { q, categoryId: categoryId ?? undefined } }),
    enabled: q.length >= 4,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

type Draft = { notes: string; form: Record<string, unknown> }

export const placeOf = (call: Call) => `call:${call.id}`
/** What was written last: by this tab, where the line was down when one left the page; else what the server has. */
export const draftOf = (call: Call): Draft => (writtenAt(placeOf(call)) as Draft | undefined) ?? call.draft

/**
 * T5: notes and form are kept with the call, each save upon the version it read. Written in another window meanwhile, both texts are
 * kept together and shown.
 */
export function callStore(id: number, show: (notes: string) => void): DraftStore {
  const version = () => queries.getQueryData(callQuery(id).queryKey)?.draft.version ?? 0
  const body = (draft: Draft) => ({ draft: { notes: draft.notes, form: draft.form, version: version() } })
  const save = async (draft: Draft): Promise<void> => {
    try {
      queries.setQueryData(callQuery(id).queryKey, await call(keepCall, { params: { id }, body: body(draft) }))
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'stale') throw error
      const theirs = error.told.call as Call
      queries.setQueryData(callQuery(id).queryKey, theirs)
      const notes = merged(draft.notes, theirs.draft.notes)
      if (notes !== draft.notes) show(notes)
      await save({ ...draft, notes })
    }
  }
  return {
    save: (draft) => save(draft as Draft),
    leave: (draft) => sendAndLeave(keepCall, { params: { id }, body: body(draft as Draft) }),
  }
}
