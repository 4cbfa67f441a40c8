import { useMe } from '../auth/me.ts'
import { useGroups } from '../settings.ts'

/** S2: chosen beforehand: the only group one has, else the default one where it is one's own. */
export function useUsualGroup() {
  const groups = useMyGroups()
  return groups.length === 1 ? groups[0] : groups.find((group) => group.isDefault)
}

/** Where one may open tickets. */
export function useMyGroups() {
  const me = useMe()
  const groups = useGroups().filter((group) => group.active)
  if (me.role === 'admin') return groups
  const mine = new Set(me.rights.filter(({ right }) => right !== 'read').map(({ groupId }) => groupId))
  return groups.filter((group) => mine.has(group.id))
}
