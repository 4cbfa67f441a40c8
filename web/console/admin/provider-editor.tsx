import { Button, Group, PasswordInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createProvider, editProvider, type listProviders } from '../../../server/auth/providers.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call, Problem } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { sayDone } from '../notices.tsx'
import classes from './admin.module.css'
import { useSetting } from './admin-data.ts'

type Provider = ReplyOf<typeof listProviders>['items'][number]
type Props = { provider: Provider | undefined; redirectUri: string; onDone: () => void }

/** OpenID Connect: Entra, Google, Keycloak and their like. It is asked for its configuration before it is saved. */
export function ProviderEditor({ provider, redirectUri, onDone }: Props) {
  const { t } = useTranslation()
  const [form, setForm] = useState({
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    domains: provider?.domains ?? [],
    creates: provider?.creates ?? false,
    active: provider?.active ?? true,
  })
  const [secret, setSecret] = useState('')
  const change = (fields: Partial<typeof form>) => setForm((before) => ({ ...before, ...fields }))
  const save = useSetting(
    () => {
      const body = { ...form, ...(secret && { secret }) }
      return provider ? call(editProvider, { params: { id: provider.id }, body }) : call(createProvider, { body })
    },
    () => {
      setSecret('')
      sayDone(t('provider.saved'))
      onDone()
    },
  )
  const faults = save.error instanceof Problem ? save.error.fields : {}
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={onSubmit} className={classes.question}>
      <Stack gap="sm">
        {save.error && !Object.keys(faults).length && <ProblemNote>{save.error.message}</ProblemNote>}
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
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
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
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('do.save')}
          </Button>
          {!provider && (
            <Button variant="default" onClick={onDone}>
              {t('do.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
