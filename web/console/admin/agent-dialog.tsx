import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editAgent, type listAgents } from '../../../server/auth/contract.ts'
import type { listAgentDoors } from '../../../server/auth/doors.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { sayDone } from '../notices.tsx'
import { useAgents } from '../settings.ts'
import { AgentDoorsSection } from './agent-doors.tsx'
import { ClashNote } from './clash-note.tsx'
import { RoleFields } from './role-fields.tsx'
import { useSettingForm } from './use-setting-form.ts'

export type Agent = ReplyOf<typeof listAgents>['items'][number]
export type Doors = ReplyOf<typeof listAgentDoors>['items'][number]
const FIELDS = {
  name: 'field.fullName',
  email: 'field.email',
  role: 'agent.role',
  language: 'field.language',
  active: 'agent.active',
  memberships: 'agent.rights',
} as const
type Props = { agent: Agent; doors: Doors | undefined; onClose: () => void }

export function AgentDialog({ agent, doors, onClose }: Props) {
  const { t } = useTranslation()
  const { name, email, role, language, active, memberships } = agent
  const [heirId, setHeirId] = useState<number | null>(null)
  const fields = { name, email, role, language, active, memberships }
  const { form, change, clashing, save, saving } = useSettingForm(fields, {
    send: ({ changed, seen }) =>
      call(editAgent, {
        params: { id: agent.id },
        body: {
          ...{ ...changed, seen },
          ...(changed.name && { name: changed.name.trim() }),
          ...(changed.email && { email: changed.email.trim() }),
          ...(changed.active === false && { heirId }),
        },
      }),
    onSaved: (saved) => {
      sayDone(t('admin.saved', { name: saved.name }))
      onClose()
    },
  })
  const faults = faultsOf(saving.error)
  return (
    <FormDialog
      title={t('agent.edit')}
      wide
      saving={saving}
      onSave={save}
      onClose={onClose}
      after={doors && <AgentDoorsSection agent={agent} doors={doors} />}
    >
      <ClashNote fields={clashing.map((field) => t(FIELDS[field]))} />
      <TextInput
        label={t('field.fullName')}
        required
        data-autofocus
        error={faults.name}
        value={form.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        type="email"
        label={t('field.email')}
        required
        error={faults.email}
        value={form.email}
        onChange={(event) => change({ email: event.currentTarget.value })}
      />
      <RoleFields value={form} onChange={change} />
      {!doors?.invited && (
        <Switch
          label={t('agent.active')}
          description={t('agent.activeHint')}
          checked={form.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      )}
      {active && !form.active && <Heir agent={agent} heirId={heirId} onChange={setHeirId} />}
    </FormDialog>
  )
}

type HeirProps = { agent: Agent; heirId: number | null; onChange: (id: number | null) => void }

/** Whose the open tickets will be, decided in the same save. */
function Heir({ agent, heirId, onChange }: HeirProps) {
  const { t } = useTranslation()
  const others = useAgents().filter((one) => one.active && one.role !== 'operator' && one.id !== agent.id)
  return (
    <NativeSelect
      label={t('agent.heir')}
      description={t('agent.heirHint')}
      value={heirId ?? ''}
      data={[
        { value: '', label: t('agent.heirGroup') },
        ...others.map((one) => ({ value: String(one.id), label: one.name })),
      ]}
      onChange={(event) => onChange(Number(event.currentTarget.value) || null)}
    />
  )
}
