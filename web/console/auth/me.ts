import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { me } from '../../../server/auth/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: () => call(me, {}),
  staleTime: 5 * 60_000,
})

/** Whoever is signed in; inside the console there always is somebody. */
export const useMe = () => useSuspenseQuery(meQuery).data
