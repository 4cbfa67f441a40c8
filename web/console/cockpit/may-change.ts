import { useTranslation } from 'react-i18next'
import { useMe } from '../auth/me.ts'
import type { CallCard } from './data.ts'

/** Why a call may only be looked at: it is a colleague's, and I do not work in its group. */
export function useWhyOnlyLook(): (
  call: Pick<CallCard, 'group'> & { agent?: CallCard['agent'] },
) => string | undefined {
  const { t } = useTranslation()
  const me = useMe()
  return ({ agent, group }) => {
    const mine = agent?.id === me.id || me.role === 'admin'
    const works = me.rights.some(
      ({ groupId, right }) => groupId === group?.id && (right === 'change' || right === 'full'),
    )
    return mine || works ? undefined : t('cockpit.notYours')
  }
}
