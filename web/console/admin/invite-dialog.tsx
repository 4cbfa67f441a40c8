import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inviteAgent } from '../../../server/auth/doors.contract.ts'
import { call, Problem } from '../../api.ts'
import { LANGUAGE_CHOICES, type Language } from '../../i18n.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SecretNote } from '../../ui/secret-note.tsx'
import { When } from '../../ui/when.tsx'
import { useSetting } from './admin-data.ts'
import type { Agent } from './agent-dialog.tsx'
import { RightsMatrix } from './rights-matrix.tsx'

const ROLES = ['operator', 'agent', 'admin'] as const

/** Somebody new: an address, a role, rights; and a link to hand over. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const [form, setForm] = useState({
    ...{ name: '', email: '', role: 'agent' as Agent['role'], language: i18n.language as Language },
    memberships: [] as Agent['memberships'],
  })
  const change = (fields: Partial<typeof form>) => setForm((before) => ({ ...before, ...fields }))
  const invite = useSetting(() => {
    const { name, email, ...rest } = form
    return call(inviteAgent, { body: { ...rest, email: email.trim(), ...(name.trim() && { name: name.trim() }) } })
  })
  const faults = invite.error instanceof Problem ? invite.error.fields : {}
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    invite.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      size="lg"
      title={t('agent.invite')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      {invite.data ? (
        <>
          <SecretNote secret={invite.data.link.url}>
            {t('agent.handOver', { email: form.email })} <When at={invite.data.link.expiresAt} as="short" />
          </SecretNote>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('do.close')}</Button>
          </Group>
        </>
      ) : (
        <form onSubmit={onSubmit}>
          <Stack gap="sm">
            {invite.error && <ProblemNote>{invite.error.message}</ProblemNote>}
            <TextInput
              type="email"
              label={t('field.email')}
              required
              data-autofocus
              error={faults.email}
              value={form.email}
              onChange={(event) => change({ email: event.currentTarget.value })}
            />
            <TextInput
              label={t('field.fullName')}
              description={t('agent.nameHint')}
              error={faults.name}
              value={form.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
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
            <RightsMatrix
              role={form.role}
              memberships={form.memberships}
              onChange={(memberships) => change({ memberships })}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('do.cancel')}
              </Button>
              <Button type="submit" loading={invite.isPending}>
                {t('agent.makeLink')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
