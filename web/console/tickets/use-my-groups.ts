import { useMe } from '../auth/me.ts'
import { useGroups } from '../settings.ts'

/** Where one may open tickets. */
export function useMyGroups() {
  const me = useMe()
  const groups = useGroups().filter((group) => group.active)
  if (me.role === 'admin') return groups
  const mine = new Set(me.rights.filter(({ right }) => right !== 'read').map(({ groupId }) => groupId))
  return groups.filter((group) => mine.has(group.id))
}
