import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { BUILT_IN, countViews, listViews, type Question } from '../../../server/tickets/views.contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { useSettings } from '../preferences.ts'
import type { ListSearch } from './search.ts'

export type View = ReplyOf<typeof listViews>['items'][number]

const viewsQuery = queryOptions({
  queryKey: keys.views,
  queryFn: async () => (await call(listViews, {})).items,
  staleTime: 5 * 60_000,
})

/** The saved questions one may use, in one's own order; what has no place in it comes after. */
export function useViews(): View[] {
  const { data = [] } = useQuery(viewsQuery)
  const { viewOrder = [] } = useSettings()
  const place = ({ id }: View) => {
    const index = viewOrder.indexOf(id)
    return index < 0 ? viewOrder.length : index
  }
  return data.toSorted((a, b) => place(a) - place(b))
}

export const useView = (id: number | undefined) => useViews().find((view) => view.id === id)

export function useViewCounts(): Map<number, { count: number; more: boolean }> {
  const { data } = useQuery({
    queryKey: [...keys.counts, 'views'],
    queryFn: async () => (await call(countViews, {})).items,
    staleTime: 15_000,
  })
  return new Map((data ?? []).map((one) => [one.id, one]))
}

/** What a list shows, as a question that can be kept. */
export function questionOf(search: ListSearch, base: Question | undefined): Question {
  const { view, status, priority, groupId, ownerId, customerId, organizationId, categoryId, channel, tag, sort } =
    search
  return {
    ...(view && BUILT_IN[view]),
    ...base,
    ...(status && { statuses: [status] }),
    ...(priority && { priorities: [priority] }),
    ...(groupId && { groupIds: [groupId] }),
    ...(ownerId && { ownerIds: [ownerId] }),
    ...(categoryId && { categoryIds: [categoryId] }),
    ...(channel && { channels: [channel] }),
    ...(tag && { tags: [tag] }),
    ...(customerId && { customerId }),
    ...(organizationId && { organizationId }),
    ...(sort && { sort }),
  }
}
