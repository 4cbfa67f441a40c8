import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { createMailbox, editMailbox } from '../../../server/mail/mailboxes.contract.ts'
import { call } from '../../api.ts'
import { LANGUAGE_CHOICES } from '../../i18n.ts'
import { ClashNote } from '../admin/clash-note.tsx'
import { useSettingForm } from '../admin/use-setting-form.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { sayDone } from '../notices.tsx'
import { useGroups } from '../settings.ts'
import { ConnectionFields } from './connection-fields.tsx'
import classes from './mail.module.css'
import type { Mailbox } from './mail-data.ts'
import { bodyOf, formOf } from './mailbox.form.ts'
import { SERVICES, type Service, servedBy, serviceOf } from './services.ts'

const FIELDS = {
  address: 'mailbox.address',
  name: 'mailbox.name',
  groupId: 'field.group',
  language: 'field.language',
  signature: 'mailbox.signature',
  trustedServer: 'mailbox.trustedServer',
  plusAddressing: 'mailbox.plusAddressing',
  confirms: 'mailbox.confirms',
  isDefault: 'mailbox.isDefault',
  active: 'mailbox.active',
  incoming: 'mailbox.incoming',
  outgoing: 'mailbox.outgoing',
} as const
type Props = { box: Mailbox | undefined; onClose: () => void; onConnect: (box: Mailbox) => void }

/** E1: where a mailbox lies. One at Google or Microsoft goes on to OAuth2, which they want. */
export function MailboxDialog({ box, onClose, onConnect }: Props) {
  const { t } = useTranslation()
  const groups = useGroups().filter(({ active }) => active)
  const { form, change, clashing, save, saving } = useSettingForm(formOf(box), {
    send: ({ form, changed }) => {
      const body = bodyOf({ ...form, groupId: form.groupId || groupId }, box)
      if (!box) return call(createMailbox, { body })
      const names = Object.keys(changed) as (keyof typeof changed)[]
      const edit = Object.fromEntries(names.map((name) => [name, body[name]]))
      return call(editMailbox, { params: { id: box.id }, body: { ...edit, version: box.version } })
    },
    onSaved: (saved) => {
      sayDone(t('mailbox.saved', { address: saved.address }))
      onClose()
      if (!box && service !== 'other') onConnect(saved)
    },
  })
  const groupId = form.groupId || String((groups.find(({ isDefault }) => isDefault) ?? groups[0])?.id ?? '')
  const service = serviceOf('', [form.incoming.host, form.outgoing.host])
  const serve = (by: Service) => change(servedBy(by, form))
  /** A new mailbox signs in by its own address, at the service that keeps it, until somebody says otherwise. */
  const propose = () => {
    const user = form.address.trim()
    if (box || form.incoming.host || form.outgoing.host) return
    const named = (way: typeof form.incoming) => ({ ...way, user: way.user || user })
    change(servedBy(serviceOf(user), { incoming: named(form.incoming), outgoing: named(form.outgoing) }))
  }
  const faults = faultsOf(saving.error)
  return (
    <FormDialog title={t(box ? 'mailbox.edit' : 'mailbox.create')} wide saving={saving} onSave={save} onClose={onClose}>
      <ClashNote fields={clashing.map((field) => t(FIELDS[field]))} />
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
        data={LANGUAGE_CHOICES}
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
          description={`${t('mailbox.trustedServerHint')} ${t(`mailbox.trustedServerAt.${service}`)}`}
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
