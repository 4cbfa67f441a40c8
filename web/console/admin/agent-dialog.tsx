import { Button, Group, Modal, NativeSelect, PasswordInput, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createAgent, editAgent, type listAgents } from '../../../server/auth/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call, Problem } from '../../api.ts'
import { LANGUAGE_CHOICES, type Language } from '../../i18n.ts'
import { queries } from '../../queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { RightsMatrix } from './rights-matrix.tsx'

export type Agent = ReplyOf<typeof listAgents>['items'][number]
const ROLES = ['operator', 'agent', 'admin'] as const

export function AgentDialog({ agent, onClose }: { agent: Agent | undefined; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const [form, setForm] = useState({
    name: agent?.name ?? '',
    email: agent?.email ?? '',
    role: agent?.role ?? ('agent' as const),
    language: agent?.language ?? (i18n.language as Language),
    active: agent?.active ?? true,
    memberships: agent?.memberships ?? [],
    password: '',
  })
  const change = (fields: Partial<typeof form>) => setForm((before) => ({ ...before, ...fields }))
  const save = useMutation({
    mutationFn: () => {
      const { active, password, ...rest } = form
      const body = { ...rest, name: form.name.trim(), email: form.email.trim(), password: password || undefined }
      return agent
        ? call(editAgent, { params: { id: agent.id }, body: { ...body, active } })
        : call(createAgent, { body })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['settings'] })
      onClose()
    },
  })
  const faults = save.error instanceof Problem ? save.error.fields : {}
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      size="lg"
      title={t(agent ? 'agent.edit' : 'agent.create')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {save.error && <ProblemNote>{save.error.message}</ProblemNote>}
          <TextInput
            label={t('field.fullName')}
            required
            data-autofocus
            error={faults.name}
            value={form.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={t('field.email')}
            required
            error={faults.email}
            value={form.email}
            onChange={(event) => change({ email: event.currentTarget.value })}
          />
          <Group grow align="flex-start">
            <NativeSelect
              label={t('agent.role')}
              description={t(`roleHint.${form.role}`)}
              inputWrapperOrder={['label', 'input', 'description']}
              value={form.role}
              data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
              onChange={(event) => change({ role: event.currentTarget.value as Agent['role'] })}
            />
            <NativeSelect
              label={t('field.language')}
              value={form.language}
              data={LANGUAGE_CHOICES}
              onChange={(event) => change({ language: event.currentTarget.value as Language })}
            />
          </Group>
          <PasswordInput
            label={t(agent ? 'agent.newPassword' : 'auth.password')}
            description={t('auth.passwordHint')}
            autoComplete="new-password"
            minLength={10}
            error={faults.password}
            value={form.password}
            onChange={(event) => change({ password: event.currentTarget.value })}
            visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
          />
          <RightsMatrix
            role={form.role}
            memberships={form.memberships}
            onChange={(memberships) => change({ memberships })}
          />
          {agent && (
            <Switch
              label={t('agent.active')}
              description={t('agent.activeHint')}
              checked={form.active}
              onChange={(event) => change({ active: event.currentTarget.checked })}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('do.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('do.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
