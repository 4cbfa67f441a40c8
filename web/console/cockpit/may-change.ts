import { useTranslation } from 'react-i18next'
import { useMe } from '../auth/me.ts'
import type { CallCard } from './data.ts'

/** Why a call may only be looked at: it is a colleague's, and I do not work in its group. */
export function useWhyOnlyLook(): (call: Pick<CallCard, 'group' | 'agent'>) => string | undefined {
  const { t } = useTranslation()
  const me = useMe()
  return ({ agent, group }) => {
    const changes = ({ groupId, right }: (typeof me.rights)[number]) =>
      groupId === group?.id && (right === 'change' || right === 'full')
    const works = group !== null && (me.role === 'admin' || me.rights.some(changes))
    return agent?.id === me.id || works ? undefined : t('cockpit.notYours')
  }
}
