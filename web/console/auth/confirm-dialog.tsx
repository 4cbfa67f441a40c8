import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmMyself } from '../../../server/auth/doors.contract.ts'
import { call, Problem } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { doorsQuery } from './doors.ts'
import { confirmByPasskey, passkeysHere } from './passkeys.ts'
import { useProviderVisit } from './provider-buttons.tsx'

/** Ten minutes after the last proof, what changes how one comes in asks once more. */
export function ConfirmDialog({ onDone }: { onDone: (proved: boolean) => void }) {
  const { t } = useTranslation()
  const { data: doors } = useQuery(doorsQuery)
  const prove = useMutation({
    mutationFn: (body: { password: string; code?: string }) => call(confirmMyself, { body }),
    onSuccess: () => onDone(true),
  })
  const byPasskey = useMutation({ mutationFn: confirmByPasskey, onSuccess: () => onDone(true) })
  const visit = useProviderVisit('confirm')
  const problem = prove.error ?? byPasskey.error ?? visit.error
  const asksCode = prove.error instanceof Problem && ['second_factor', 'wrong_code'].includes(prove.error.code)
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const code = String(fields.get('code') ?? '').trim()
    prove.mutate({ password: String(fields.get('password')), ...(code && { code }) })
  }
  return (
    <Dialog onClose={() => onDone(false)} title={t('confirm.title')}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          <p style={{ margin: 0 }}>{t('confirm.text')}</p>
          {problem && <ProblemNote>{saidOf(problem)}</ProblemNote>}
          {doors?.passkeys.length && passkeysHere() ? (
            <Button
              variant="default"
              leftSection={<IconFingerprint size={16} />}
              loading={byPasskey.isPending}
              onClick={() => byPasskey.mutate()}
            >
              {t('auth.byPasskey')}
            </Button>
          ) : null}
          {doors?.identities.map((identity) => (
            <Button key={identity.id} variant="default" onClick={() => visit.mutate(identity.providerId)}>
              {t('auth.byProvider', { name: identity.provider })}
            </Button>
          ))}
          {doors?.password !== false && (
            <PasswordInput
              name="password"
              label={t('auth.password')}
              autoComplete="current-password"
              required
              data-autofocus
              visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
            />
          )}
          {(doors?.totp || asksCode) && (
            <TextInput
              name="code"
              label={t('auth.code')}
              description={t('auth.codeHint')}
              autoComplete="one-time-code"
              required={asksCode}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => onDone(false)}>
              {t('do.cancel')}
            </Button>
            {doors?.password !== false && (
              <Button type="submit" loading={prove.isPending}>
                {t('confirm.do')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

const saidOf = (problem: Error) =>
  problem instanceof Problem ? (problem.fields.password ?? problem.message) : problem.message
