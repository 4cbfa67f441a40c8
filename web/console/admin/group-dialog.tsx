import { NumberInput, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { createGroup, editGroup, type listGroups } from '../../../server/auth/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { useMe } from '../auth/me.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { sayDone } from '../notices.tsx'
import classes from './admin.module.css'
import { ClashNote } from './clash-note.tsx'
import { useSettingForm } from './use-setting-form.ts'

export type Group = ReplyOf<typeof listGroups>['items'][number]
const SWITCHES = [
  'triage',
  'isDefault',
  'needsVerification',
  'callRecordOnly',
  'agentsClose',
  'thanksReopens',
  'tellsSolved',
  'tellsClosed',
  'active',
] as const
/** What only admins may turn: it changes other groups too, or who finds tickets. */
const ADMIN_ONLY = new Set<string>(['triage', 'isDefault', 'active'])

const LABELS: Partial<Record<string, 'field.name' | 'group.autoClose' | 'group.followUp' | 'group.review'>> = {
  name: 'field.name',
  autoCloseDays: 'group.autoClose',
  followUpDays: 'group.followUp',
  reviewMinutes: 'group.review',
}

export function GroupDialog({ group, onClose }: { group: Group | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const decimal = useFormats().number(1.5).charAt(1)
  const admin = useMe().role === 'admin'
  const { form, change, clashing, save, saving } = useSettingForm(fieldsOf(group), {
    send: ({ form, changed, seen }) => {
      const name = form.name.trim()
      if (!group) return call(createGroup, { body: { ...form, name } })
      return call(editGroup, { params: { id: group.id }, body: { ...changed, ...(changed.name && { name }), seen } })
    },
    onSaved: (saved) => {
      sayDone(t('admin.saved', { name: saved.name }))
      onClose()
    },
  })
  const faults = faultsOf(saving.error)
  return (
    <FormDialog title={t(group ? 'group.edit' : 'group.create')} wide saving={saving} onSave={save} onClose={onClose}>
      <ClashNote fields={clashing.map((field) => t(LABELS[field] ?? `group.${field as 'triage'}`))} />
      <TextInput
        label={t('field.name')}
        required
        data-autofocus
        error={faults.name}
        value={form.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className={classes.numbers}>
        <NumberInput
          label={t('group.autoClose')}
          description={t('group.autoCloseHint')}
          min={1}
          max={365}
          error={faults.autoCloseDays}
          value={form.autoCloseDays ?? ''}
          onChange={(days) => change({ autoCloseDays: days === '' ? null : Number(days) })}
        />
        <NumberInput
          label={t('group.followUp')}
          description={t('group.followUpHint')}
          min={1}
          max={90}
          error={faults.followUpDays}
          value={form.followUpDays}
          onChange={(days) => change({ followUpDays: Number(days) || 1 })}
        />
        <NumberInput
          label={t('group.review')}
          description={t('group.reviewHint')}
          min={0.25}
          step={0.5}
          decimalSeparator={decimal}
          error={faults.reviewMinutes}
          value={form.reviewMinutes / 60}
          onChange={(hours) => change({ reviewMinutes: Math.round(Number(hours) * 60) || 15 })}
        />
      </div>
      {SWITCHES.map((name) => (
        <Switch
          key={name}
          label={t(`group.${name}`)}
          description={!admin && ADMIN_ONLY.has(name) ? t('admin.readOnly') : t(`groupHint.${name}`)}
          disabled={!admin && ADMIN_ONLY.has(name)}
          checked={form[name]}
          onChange={(event) => change({ [name]: event.currentTarget.checked })}
        />
      ))}
    </FormDialog>
  )
}

function fieldsOf(group: Group | undefined) {
  return {
    name: group?.name ?? '',
    autoCloseDays: group ? group.autoCloseDays : 7,
    followUpDays: group?.followUpDays ?? 3,
    reviewMinutes: group?.reviewMinutes ?? 540,
    triage: group?.triage ?? false,
    isDefault: group?.isDefault ?? false,
    needsVerification: group?.needsVerification ?? false,
    callRecordOnly: group?.callRecordOnly ?? false,
    agentsClose: group?.agentsClose ?? false,
    thanksReopens: group?.thanksReopens ?? false,
    tellsSolved: group?.tellsSolved ?? true,
    tellsClosed: group?.tellsClosed ?? true,
    active: group?.active ?? true,
  }
}
