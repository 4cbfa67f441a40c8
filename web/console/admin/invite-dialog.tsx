import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inviteAgent } from '../../../server/auth/doors.contract.ts'
import { call } from '../../api.ts'
import type { Language } from '../../i18n.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { SecretNote } from '../../ui/secret-note.tsx'
import { When } from '../../ui/when.tsx'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import { useSetting } from './admin-data.ts'
import type { Agent } from './agent-dialog.tsx'
import { RoleFields } from './role-fields.tsx'

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
  const faults = faultsOf(invite.error)
  if (invite.data) return <HandOver email={form.email} link={invite.data.link} onClose={onClose} />
  return (
    <FormDialog
      title={t('agent.invite')}
      wide
      saving={invite}
      submit={t('agent.makeLink')}
      onSave={() => invite.mutate()}
      onClose={onClose}
    >
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
      <RoleFields value={form} onChange={change} />
    </FormDialog>
  )
}

type HandOverProps = { email: string; link: { url: string; expiresAt: string }; onClose: () => void }

function HandOver({ email, link, onClose }: HandOverProps) {
  const { t } = useTranslation()
  return (
    <Dialog onClose={onClose} closeOnClickOutside={false} size="lg" title={t('agent.invite')}>
      <SecretNote secret={link.url}>
        {t('agent.handOver', { email })} <When at={link.expiresAt} as="short" />
      </SecretNote>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('do.close')}</Button>
      </Group>
    </Dialog>
  )
}
