import { queryOptions } from '@tanstack/react-query'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { listActivities, listParties, listRelations } from '../../../server/tickets/related.contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'

export type Party = ReplyOf<typeof listParties>['items'][number]
export type Relation = ReplyOf<typeof listRelations>['items'][number]
export type Activity = ReplyOf<typeof listActivities>['items'][number]

export const partiesQuery = (id: number) =>
  queryOptions({
    queryKey: keys.ticketPart(id, 'parties'),
    queryFn: async () => (await call(listParties, { params: { id } })).items,
  })
export const relationsQuery = (id: number) =>
  queryOptions({
    queryKey: keys.ticketPart(id, 'relations'),
    queryFn: async () => (await call(listRelations, { params: { id } })).items,
  })
export const activitiesQuery = (id: number) =>
  queryOptions({
    queryKey: keys.ticketPart(id, 'activities'),
    queryFn: async () => (await call(listActivities, { params: { id } })).items,
  })
