import { queryOptions } from '@tanstack/react-query'
import { signInWays } from '../../../server/auth/doors.contract.ts'
import { myDoors } from '../../../server/auth/factors.contract.ts'
import { call } from '../../api.ts'

/** What I can come in with. */
export const doorsQuery = queryOptions({
  queryKey: ['me', 'doors'],
  queryFn: () => call(myDoors, {}),
  staleTime: 5_000,
})

/** What the front page offers to whoever comes. */
export const waysQuery = queryOptions({ queryKey: ['ways'], queryFn: () => call(signInWays, {}), staleTime: 60_000 })
