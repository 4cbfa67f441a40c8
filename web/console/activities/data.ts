import { queryOptions } from '@tanstack/react-query'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { getAgenda } from '../../../server/tickets/agenda.contract.ts'
import { call } from '../../api.ts'
import { atHour } from '../../moments.ts'

export type Planned = ReplyOf<typeof getAgenda>['items'][number]

/** The seven days from today on, or as many weeks later or before. */
export function weekOf(now: number, week: number, zone: string) {
  const days = Array.from({ length: 8 }, (_, day) => atHour(now, week * 7 + day, 0, zone))
  return { from: days[0]!, to: days[7]!, days: days.slice(0, 7) }
}

export const agendaQuery = (from: Date, to: Date, groupId: number | undefined) =>
  queryOptions({
    queryKey: ['agenda', from.toISOString(), groupId ?? null],
    queryFn: () => call(getAgenda, { query: { from: from.toISOString(), to: to.toISOString(), groupId } }),
    placeholderData: (before) => before,
    staleTime: 15_000,
  })
