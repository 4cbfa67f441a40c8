import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createMailbox, editMailbox } from '../../../server/mail/mailboxes.contract.ts'
import { call } from '../../api.ts'
import { queries } from '../../queries.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { useGroups } from '../settings.ts'
import { ConnectionFields } from './connection-fields.tsx'
import { type Mailbox, mailboxesQuery } from './mail-data.ts'
import { bodyOf, formOf } from './mailbox.form.ts'

const LANGUAGES = ['es', 'en', 'pt'] as const

export function MailboxDialog({ box, onClose }: { box: Mailbox | undefined; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  const groups = useGroups().filter(({ active }) => active)
  const [form, setForm] = useState(() => formOf(box))
  const change = (fields: Partial<typeof form>) => setForm((before) => ({ ...before, ...fields }))
  const save = useMutation({
    mutationFn: () =>
      box
        ? call(editMailbox, { params: { id: box.id }, body: { version: box.version, ...bodyOf(form, box) } })
        : call(createMailbox, { body: bodyOf(form, undefined) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: mailboxesQuery.queryKey })
      onClose()
    },
  })
  const faults = faultsOf(save.error)
  return (
    <FormDialog
      title={t(box ? 'mailbox.edit' : 'mailbox.create')}
      wide
      saving={save}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('mailbox.address')}
        type="email"
        required
        data-autofocus
        error={faults.address}
        value={form.address}
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <TextInput
        label={t('mailbox.name')}
        description={t('mailbox.nameHint')}
        error={faults.name}
        value={form.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('field.group')}
        value={form.groupId}
        data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(event) => change({ groupId: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('field.language')}
        value={form.language}
        data={LANGUAGES.map((one) => ({ value: one, label: names.of(one) ?? one }))}
        onChange={(event) => change({ language: event.currentTarget.value as typeof form.language })}
      />
      <ConnectionFields
        way="incoming"
        value={form.incoming}
        faults={faults}
        onChange={(incoming) => change({ incoming })}
      />
      <ConnectionFields
        way="outgoing"
        value={form.outgoing}
        faults={faults}
        onChange={(outgoing) => change({ outgoing })}
      />
      <TextInput
        label={t('mailbox.trustedServer')}
        description={t('mailbox.trustedServerHint')}
        error={faults.trustedServer}
        value={form.trustedServer}
        onChange={(event) => change({ trustedServer: event.currentTarget.value })}
      />
      <Textarea
        label={t('mailbox.signature')}
        description={t('mailbox.signatureHint', { agent: '{{ agent.name }}', company: '{{ company.name }}' })}
        autosize
        minRows={2}
        error={faults.signature}
        value={form.signature}
        onChange={(event) => change({ signature: event.currentTarget.value })}
      />
      {(['confirms', 'isDefault', 'active'] as const).map((name) => (
        <Switch
          key={name}
          label={t(`mailbox.${name}`)}
          error={faults[name]}
          checked={form[name]}
          onChange={(event) => change({ [name]: event.currentTarget.checked })}
        />
      ))}
    </FormDialog>
  )
}
