import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectMailbox } from '../../../server/mail/oauth/contract.ts'
import { call } from '../../api.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import type { Mailbox } from './mail-data.ts'

const PROVIDERS = ['microsoft', 'google', 'other'] as const

/** Microsoft and Google want no passwords: their own page asks the mailbox's owner, and sends the browser back here. */
export function ConnectDialog({ box, onClose }: { box: Mailbox; onClose: () => void }) {
  const { t } = useTranslation()
  const [form, setForm] = useState({
    ...{ provider: 'microsoft' as (typeof PROVIDERS)[number], tenant: '', clientId: '', clientSecret: '' },
    ...{ issuer: '', scope: '' },
  })
  const change = (fields: Partial<typeof form>) => setForm((before) => ({ ...before, ...fields }))
  const connect = useMutation({
    mutationFn: () => {
      const { provider, clientId } = form
      const told = Object.entries(form).filter(([name, value]) => value && name !== 'provider' && name !== 'clientId')
      return call(connectMailbox, {
        params: { id: box.id },
        body: { provider, clientId: clientId.trim(), ...Object.fromEntries(told) },
      })
    },
    onSuccess: ({ url }) => window.location.assign(url),
  })
  const field = (name: 'tenant' | 'clientId' | 'issuer' | 'scope', required: boolean) => (
    <TextInput
      label={t(`mailbox.oauth.${name}`)}
      required={required}
      error={faultsOf(connect.error)[name]}
      value={form[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <FormDialog
      title={t('mailbox.oauth.title', { address: box.address })}
      saving={connect}
      submit={t('mailbox.oauth.go')}
      onSave={() => connect.mutate()}
      onClose={onClose}
    >
      <NativeSelect
        label={t('mailbox.oauth.provider')}
        value={form.provider}
        data={PROVIDERS.map((one) => ({ value: one, label: t(`mailbox.oauth.providers.${one}`) }))}
        onChange={(event) => change({ provider: event.currentTarget.value as typeof form.provider })}
      />
      {form.provider === 'microsoft' && field('tenant', false)}
      {form.provider === 'other' && field('issuer', true)}
      {form.provider === 'other' && field('scope', true)}
      {field('clientId', true)}
      <PasswordInput
        label={t('mailbox.oauth.clientSecret')}
        autoComplete="off"
        value={form.clientSecret}
        onChange={(event) => change({ clientSecret: event.currentTarget.value })}
      />
    </FormDialog>
  )
}
