import type { me } from '../../server/auth/contract.ts'
import type { ReplyOf } from '../../server/platform/contract.ts'
import { countTickets, type VIEWS } from '../../server/tickets/contract.ts'
import { call } from '../api.ts'
import { keys, queries } from '../queries.ts'
import { meQuery } from './auth/me.ts'

export type Me = Pick<ReplyOf<typeof me>, 'role' | 'rights'>
type Counts = Partial<Record<(typeof VIEWS)[number], number>>

/**
 * Z9: where one begins, decided anew each time: at one's own work; who leads and has none of their own, at what nobody has taken,
 * or else at how the team is doing.
 */
export function landingOf({ role, rights }: Me, counts: Counts): 'mine' | 'unassigned' | 'team' {
  const leads = role === 'admin' || (role === 'agent' && rights.some(({ right }) => right === 'full'))
  if (!leads || counts.mine || !counts.open) return 'mine'
  return counts.unassigned ? 'unassigned' : 'team'
}

export async function landing() {
  const [me, { counts }] = await Promise.all([
    queries.ensureQueryData(meQuery),
    queries.fetchQuery({ queryKey: keys.counts, queryFn: () => call(countTickets, {}), staleTime: 15_000 }),
  ])
  return landingOf(me, counts)
}
