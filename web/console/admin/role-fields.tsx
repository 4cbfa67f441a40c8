import { Group, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_CHOICES, type Language } from '../../i18n.ts'
import type { Agent } from './agent-dialog.tsx'
import { RightsMatrix } from './rights-matrix.tsx'

const ROLES = ['operator', 'agent', 'admin'] as const
type Value = Pick<Agent, 'role' | 'language' | 'memberships'>
type Props = { value: Value; onChange: (fields: Partial<Value>) => void }

/** What somebody is at the desk, in which language they read it, and what they may do in which group. */
export function RoleFields({ value: { role, language, memberships }, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Group grow align="flex-start">
        <NativeSelect
          label={t('agent.role')}
          description={t(`roleHint.${role}`)}
          inputWrapperOrder={['label', 'input', 'description']}
          value={role}
          data={ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }))}
          onChange={(event) => onChange({ role: event.currentTarget.value as Agent['role'] })}
        />
        <NativeSelect
          label={t('field.language')}
          value={language}
          data={LANGUAGE_CHOICES}
          onChange={(event) => onChange({ language: event.currentTarget.value as Language })}
        />
      </Group>
      <RightsMatrix role={role} memberships={memberships} onChange={(chosen) => onChange({ memberships: chosen })} />
    </>
  )
}
