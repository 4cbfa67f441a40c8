import { Button, CopyButton, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectMailbox } from '../../../server/mail/oauth/contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { providersQuery } from '../admin/admin-data.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import classes from './mail.module.css'
import type { Mailbox } from './mail-data.ts'
import { serviceOf } from './services.ts'

const PROVIDERS = ['microsoft', 'google', 'other'] as const

/** Microsoft and Google want no passwords: their own page asks the mailbox's owner, and sends the browser back here. */
export function ConnectDialog({ box, onClose }: { box: Mailbox; onClose: () => void }) {
  const { t } = useTranslation()
  // The desk's own address in public is known with the doors people come in by.
  const { data: doors } = useQuery(providersQuery)
  const back = new URL(paths.mailboxReturn, doors?.redirectUri ?? window.location.origin).href
  const service = serviceOf(box.address, [box.incoming?.host ?? '', box.outgoing?.host ?? ''])
  const [form, setForm] = useState({
    ...{
      provider: (service === 'other' ? 'microsoft' : service) as (typeof PROVIDERS)[number],
      tenant: '',
      clientId: '',
      clientSecret: '',
    },
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
      <p className={classes.told}>{t(`mailbox.oauth.how.${form.provider}`)}</p>
      <ToCopy value={back} label={t('mailbox.oauth.back')} />
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

/** What has to be written elsewhere exactly as it stands here. */
function ToCopy({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={label}
      readOnly
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      rightSectionWidth={86}
      rightSection={
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="subtle" onClick={copy}>
              {t(copied ? 'do.copied' : 'do.copy')}
            </Button>
          )}
        </CopyButton>
      }
    />
  )
}
