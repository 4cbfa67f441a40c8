import { useMe } from './auth/me.ts'
import { useGroups } from './settings.ts'

/** The groups one leads: full right in them, or an admin's in all. */
export function useLedGroups() {
  const me = useMe()
  const groups = useGroups().filter((group) => group.active)
  if (me.role === 'admin') return groups
  if (me.role === 'operator') return []
  return groups.filter(({ id }) => me.rights.some(({ groupId, right }) => groupId === id && right === 'full'))
}
