import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { myDoors } from '../../../server/auth/factors.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { keys } from '../../queries.ts'
import { confirmed } from './confirming.tsx'
import { doorsQuery } from './doors.ts'

export type Doors = ReplyOf<typeof myDoors>

/** Changes how I come in, proving first who I am where that is asked; then shows what there is now. */
export function useDoor<In, Out>(act: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: In) => confirmed(() => act(input)),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: doorsQuery.queryKey }),
        client.invalidateQueries({ queryKey: keys.me, exact: true }),
      ]),
  })
}
