import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createMailbox, editMailbox } from '../../../server/mail/mailboxes.contract.ts'
import { call } from '../../api.ts'
import { queries } from '../../queries.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { sayDone } from '../notices.tsx'
import { useGroups } from '../settings.ts'
import { ConnectionFields } from './connection-fields.tsx'
import classes from './mail.module.css'
import { type Mailbox, mailboxesQuery } from './mail-data.ts'
import { bodyOf, formOf } from './mailbox.form.ts'
import { SERVICES, type Service, servedBy, serviceOf } from './services.ts'

const LANGUAGES = ['es', 'en', 'pt'] as const

type Props = { box: Mailbox | undefined; onClose: () => void; onConnect: (box: Mailbox) => void }

/** E1: where a mailbox lies. One at Google or Microsoft goes on to OAuth2, which they want. */
export function MailboxDialog({ box, onClose, onConnect }: Props) {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  const groups = useGroups().filter(({ active }) => active)
  const [form, setForm] = useState(() => formOf(box))
  const change = (fields: Partial<typeof form>) => setForm((before) => ({ ...before, ...fields }))
  const groupId = form.groupId || String((groups.find(({ isDefault }) => isDefault) ?? groups[0])?.id ?? '')
  const service = serviceOf('', [form.incoming.host, form.outgoing.host])
  const serve = (by: Service) => setForm((before) => ({ ...before, ...servedBy(by, before) }))
  /** A new mailbox signs in by its own address, at the service that keeps it, until somebody says otherwise. */
  const propose = () => {
    const user = form.address.trim()
    if (box || form.incoming.host || form.outgoing.host) return
    const named = (way: typeof form.incoming) => ({ ...way, user: way.user || user })
    setForm((before) => ({
      ...before,
      ...servedBy(serviceOf(user), { incoming: named(before.incoming), outgoing: named(before.outgoing) }),
    }))
  }
  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf({ ...form, groupId }, box)
      return box
        ? call(editMailbox, { params: { id: box.id }, body: { version: box.version, ...body } })
        : call(createMailbox, { body })
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: mailboxesQuery.queryKey })
      sayDone(t('mailbox.saved', { address: saved.address }))
      onClose()
      if (!box && service !== 'other') onConnect(saved)
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
        onBlur={propose}
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
        value={groupId}
        data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(event) => change({ groupId: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('field.language')}
        value={form.language}
        data={LANGUAGES.map((one) => ({ value: one, label: names.of(one) ?? one }))}
        onChange={(event) => change({ language: event.currentTarget.value as typeof form.language })}
      />
      <NativeSelect
        label={t('mailbox.service')}
        description={t(service === 'other' ? 'mailbox.serviceHint' : 'mailbox.serviceOAuth')}
        value={service}
        data={SERVICES.map((one) => ({ value: one, label: t(`mailbox.services.${one}`) }))}
        onChange={(event) => serve(event.currentTarget.value as Service)}
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
      <details className={classes.more} open={!!faults.trustedServer || undefined}>
        <summary>{t('mailbox.more')}</summary>
        <TextInput
          label={t('mailbox.trustedServer')}
          description={t('mailbox.trustedServerHint')}
          error={faults.trustedServer}
          value={form.trustedServer}
          onChange={(event) => change({ trustedServer: event.currentTarget.value })}
        />
        <Switch
          label={t('mailbox.plusAddressing')}
          description={t('mailbox.plusAddressingHint')}
          checked={form.plusAddressing}
          onChange={(event) => change({ plusAddressing: event.currentTarget.checked })}
        />
      </details>
    </FormDialog>
  )
}
