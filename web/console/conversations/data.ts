import { queryOptions } from '@tanstack/react-query'
import { listInteractions } from '../../../server/conversations/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { getTimeline } from '../../../server/tickets/history.contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'

export type Interaction = ReplyOf<typeof listInteractions>['items'][number]
export type Timeline = ReplyOf<typeof getTimeline>

/** All of it: whoever reads a ticket reads from the beginning to the end, and few have more than one page. */
export const interactionsQuery = (id: number) =>
  queryOptions({
    queryKey: keys.ticketPart(id, 'interactions'),
    queryFn: async () => {
      const all: Interaction[] = []
      let cursor: string | undefined
      do {
        const page = await call(listInteractions, { params: { id }, query: { limit: 500, cursor } })
        all.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return all
    },
  })

export const timelineQuery = (id: number) =>
  queryOptions({
    queryKey: keys.ticketPart(id, 'timeline'),
    queryFn: () => call(getTimeline, { params: { id } }),
  })

/** What was just saved stands at the end at once. */
export function showInteraction(ticketId: number, interaction: Interaction) {
  queries.setQueryData(interactionsQuery(ticketId).queryKey, (known) =>
    known && !known.some(({ id }) => id === interaction.id) ? [...known, interaction] : known,
  )
}
