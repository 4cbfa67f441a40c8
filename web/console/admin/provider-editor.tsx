import { PasswordInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { createProvider, editProvider, type listProviders } from '../../../server/auth/providers.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { faultsOf } from '../form-dialog.tsx'
import { sayDone } from '../notices.tsx'
import classes from './admin.module.css'
import { ClashNote } from './clash-note.tsx'
import { FormActions } from './form-actions.tsx'
import { useSettingForm } from './use-setting-form.ts'

type Provider = ReplyOf<typeof listProviders>['items'][number]
type Props = { provider: Provider | undefined; redirectUri: string; onDone?: () => void }

/** OpenID Connect: Entra, Google, Keycloak and their like. It is asked for its configuration before it is saved. */
export function ProviderEditor({ provider, redirectUri, onDone }: Props) {
  const { t } = useTranslation()
  const fields = {
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    domains: provider?.domains ?? [],
    creates: provider?.creates ?? false,
    active: provider?.active ?? true,
    // Never shown: left empty, it stays.
    secret: '',
  }
  const editing = useSettingForm(fields, {
    send: ({ form: { secret, ...form }, changed, seen: { secret: _, ...seen } }) =>
      provider
        ? call(editProvider, { params: { id: provider.id }, body: { ...changed, seen } })
        : call(createProvider, { body: { ...form, ...(secret && { secret }) } }),
    onSaved: () => {
      sayDone(t('provider.saved'))
      onDone?.()
    },
  })
  const { form, change, clashing, onSubmit, saving } = editing
  const faults = faultsOf(saving.error)
  return (
    <form onSubmit={onSubmit} className={classes.question}>
      <Stack gap="sm">
        {saving.error && <ProblemNote>{saving.error.message}</ProblemNote>}
        <ClashNote fields={clashing.map((field) => t(`provider.${field}`))} />
        <TextInput
          label={t('provider.name')}
          description={t('provider.nameHint')}
          required
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('provider.issuer')}
          description={t('provider.issuerHint')}
          required
          error={faults.issuer}
          value={form.issuer}
          onChange={(event) => change({ issuer: event.currentTarget.value })}
        />
        <TextInput
          label={t('provider.clientId')}
          description={`${t('provider.redirect')} ${redirectUri}`}
          required
          error={faults.clientId}
          value={form.clientId}
          onChange={(event) => change({ clientId: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('provider.secret')}
          description={t(provider?.hasSecret ? 'provider.secretKept' : 'provider.secretHint')}
          autoComplete="off"
          value={form.secret}
          onChange={(event) => change({ secret: event.currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
        />
        <TagsInput
          label={t('provider.domains')}
          description={t('provider.domainsHint')}
          value={form.domains}
          onChange={(domains) => change({ domains: domains.map((domain) => domain.trim().toLowerCase()) })}
          error={Object.entries(faults).find(([name]) => name.startsWith('domains'))?.[1]}
        />
        <Switch
          label={t('provider.creates')}
          description={t('provider.createsHint')}
          checked={form.creates}
          onChange={(event) => change({ creates: event.currentTarget.checked })}
        />
        <Switch
          label={t('provider.active')}
          checked={form.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
        <FormActions editing={editing} onCancel={onDone} />
      </Stack>
    </form>
  )
}
