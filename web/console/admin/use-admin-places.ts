import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../auth/me.ts'
import type { Command } from '../commands.ts'
import { ADMINS_ONLY, PLACES } from './places.ts'

/** Every page of administration, to be gone to from anywhere. */
export function useAdminPlaces(): Command[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const admin = useMe().role === 'admin'
  return Object.values(PLACES)
    .flat()
    .map(([name, to]) => ({
      id: `go-${to}`,
      section: 'go',
      label: `${t('admin.title')} › ${t(`admin.${name}`)}`,
      run: () => void navigate({ to }),
      ...(!admin && ADMINS_ONLY.has(to) && { refused: t('admin.onlyAdmins') }),
    }))
}
