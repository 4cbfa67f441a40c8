import { useTranslation } from 'react-i18next'
import { useMe } from '../auth/me.ts'

/** Why one may not change how the desk is set up; undefined for whoever administers it. */
export function useAdminsOnly(): string | undefined {
  const { t } = useTranslation()
  return useMe().role === 'admin' ? undefined : t('admin.readOnly')
}
