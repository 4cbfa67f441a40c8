import { Button, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editAgent } from '../../../server/auth/contract.ts'
import { makeAgentLink, resetFactors, revokeAgentLink } from '../../../server/auth/doors.contract.ts'
import { linkAgentIdentity } from '../../../server/auth/providers.contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SecretNote } from '../../ui/secret-note.tsx'
import { When } from '../../ui/when.tsx'
import { saidOf } from '../form-dialog.tsx'
import { providersQuery, useSetting } from './admin-data.ts'
import type { Agent, Doors } from './agent-dialog.tsx'

/** How somebody comes in, as an admin may help: another link, lost factors, the identity server. */
export function AgentDoorsSection({ agent, doors }: { agent: Agent; doors: Doors }) {
  const { t } = useTranslation()
  const params = { id: agent.id }
  const link = useSetting(() => call(makeAgentLink, { params }))
  const revoke = useSetting(() => call(revokeAgentLink, { params }), link.reset)
  const reset = useSetting(() => call(resetFactors, { params }))
  const problem = link.error ?? revoke.error ?? reset.error
  const mayHaveLink = agent.active || doors.invited
  return (
    <Stack gap="sm" mt="lg" component="section">
      <strong>{t('agent.access')}</strong>
      {problem && <ProblemNote>{problem.message}</ProblemNote>}
      {link.data && (
        <SecretNote secret={link.data.url}>
          {t('agent.handOver', { email: agent.email })} <When at={link.data.expiresAt} as="short" />
        </SecretNote>
      )}
      <Group>
        {mayHaveLink && (
          <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
            {t(doors.invited ? 'agent.newInvitation' : 'agent.passwordLink')}
          </Button>
        )}
        {doors.link && (
          <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('agent.revokeLink')}
          </Button>
        )}
        {(doors.totp || doors.passkeys > 0) && (
          <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
            {t('agent.resetFactors')}
          </Button>
        )}
      </Group>
      <ByProvider agent={agent} doors={doors} />
    </Stack>
  )
}

function ByProvider({ agent, doors }: { agent: Agent; doors: Doors }) {
  const { t } = useTranslation()
  const { data } = useQuery(providersQuery)
  const providers = data?.items ?? []
  const [providerId, setProviderId] = useState<number>()
  const chosen = providerId ?? providers[0]?.id
  const held = doors.identities.find((identity) => identity.providerId === chosen)
  const [subject, setSubject] = useState('')
  const save = useSetting(
    (told: string | null) =>
      call(linkAgentIdentity, { params: { id: agent.id }, body: { providerId: chosen!, subject: told } }),
    () => setSubject(''),
  )
  const only = useSetting((onlyProvider: boolean) =>
    call(editAgent, { params: { id: agent.id }, body: { onlyProvider } }),
  )
  if (!providers.length) return null
  const problem = save.error ?? only.error
  return (
    <>
      {problem && <ProblemNote>{saidOf(problem)}</ProblemNote>}
      <Group align="flex-end">
        <NativeSelect
          label={t('provider.one')}
          value={chosen}
          data={providers.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(event) => setProviderId(Number(event.currentTarget.value))}
        />
        <TextInput
          label={t('provider.subject')}
          placeholder={held?.subject}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Button variant="default" disabled={!subject.trim()} onClick={() => save.mutate(subject.trim())}>
          {t('provider.link')}
        </Button>
        {held && (
          <Button variant="default" onClick={() => save.mutate(null)}>
            {t('security.unlink')}
          </Button>
        )}
      </Group>
      <Switch
        label={t('agent.onlyProvider')}
        description={t('agent.onlyProviderHint')}
        checked={doors.onlyProvider}
        onChange={(event) => only.mutate(event.currentTarget.checked)}
      />
    </>
  )
}
