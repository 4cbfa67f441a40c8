import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { createStatus, editStatus, type listAllStatuses } from '../../../server/tickets/statuses.contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { useSetting } from './admin-data.ts'
import { ClashNote } from './clash-note.tsx'
import { useSettingForm } from './use-setting-form.ts'

export type StatusRow = ReplyOf<typeof listAllStatuses>['items'][number]
const BASIC = ['pending', 'in_progress', 'customer_action', 'third_party_action', 'completed', 'closed'] as const
type Props = { status: StatusRow | undefined; statuses: StatusRow[]; onClose: () => void }

export function StatusDialog({ status, statuses, onClose }: Props) {
  const { t } = useTranslation()
  const fields = { name: status?.name ?? '', status: status?.status ?? ('in_progress' as StatusRow['status']) }
  const { form, change, clashing, save, saving } = useSettingForm(fields, {
    send: ({ form, seen }) => {
      const name = form.name.trim()
      if (!status) return call(createStatus, { body: { ...form, name } })
      return call(editStatus, { params: { id: status.id }, body: { name, seen } })
    },
    onSaved: onClose,
  })
  const common = useSetting(() => call(editStatus, { params: { id: status!.id }, body: { name: null } }), onClose)
  return (
    <FormDialog
      title={t(status ? 'statuses.edit' : 'statuses.create')}
      saving={{ error: saving.error ?? common.error, isPending: saving.isPending }}
      onSave={save}
      onClose={onClose}
      more={
        status?.fixed &&
        status.ownName && (
          <Button variant="subtle" onClick={() => common.mutate()}>
            {t('statuses.commonName')}
          </Button>
        )
      }
      after={status && !status.fixed && <Retire status={status} statuses={statuses} onClose={onClose} />}
    >
      <ClashNote fields={clashing.map(() => t('field.name'))} />
      <TextInput
        label={t('field.name')}
        required
        data-autofocus
        error={faultsOf(saving.error).name}
        value={form.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('statuses.means')}
        description={t('statuses.meansHint')}
        disabled={!!status}
        value={form.status}
        data={BASIC.map((value) => ({ value, label: t(`status.${value}`) }))}
        onChange={(event) => change({ status: event.currentTarget.value as StatusRow['status'] })}
      />
    </FormDialog>
  )
}

/** Out of use: what is still in it goes to another one that means the same. */
function Retire({ status, statuses, onClose }: { status: StatusRow; statuses: StatusRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const others = statuses.filter((one) => one.active && one.status === status.status && one.id !== status.id)
  const [replacementId, setReplacementId] = useState(others[0]?.id)
  const retire = useSetting(
    () =>
      call(editStatus, {
        params: { id: status.id },
        body: { active: false, ...(status.tickets && replacementId ? { replacementId } : {}) },
      }),
    onClose,
  )
  return (
    <Stack gap="sm" mt="lg">
      <strong>{t('statuses.retire')}</strong>
      {retire.error && <ProblemNote>{retire.error.message}</ProblemNote>}
      {status.tickets > 0 && (
        <NativeSelect
          label={t('statuses.replacement', { count: status.tickets })}
          value={replacementId}
          data={others.map((one) => ({ value: String(one.id), label: one.name }))}
          onChange={(event) => setReplacementId(Number(event.currentTarget.value))}
        />
      )}
      <Button variant="default" loading={retire.isPending} onClick={() => retire.mutate()}>
        {t('statuses.retireDo')}
      </Button>
    </Stack>
  )
}
