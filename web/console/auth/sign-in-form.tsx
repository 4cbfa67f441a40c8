import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn } from '../../../server/auth/contract.ts'
import type { BodyOf } from '../../../server/platform/contract.ts'
import { call, Problem } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { waysQuery } from './doors.ts'
import { passkeysHere, signInByPasskey } from './passkeys.ts'
import { ProviderButtons } from './provider-buttons.tsx'

type Props = { email?: string; back?: string | undefined; onSignedIn: () => void }

/** The fields are read when sent, not as typed: password managers fill them without telling. */
export function SignInForm({ email, back, onSignedIn }: Props) {
  const { t } = useTranslation()
  const { data: ways } = useQuery(waysQuery)
  const [factor, setFactor] = useState<{ totp: boolean; passkey: boolean }>()
  const enter = useMutation({
    mutationFn: (body: BodyOf<typeof signIn>) => call(signIn, { body }),
    onSuccess: onSignedIn,
    onError: (error) => {
      if (error instanceof Problem && error.code === 'second_factor') setFactor(error.told as never)
    },
  })
  const byPasskey = useMutation({ mutationFn: signInByPasskey, onSuccess: onSignedIn })
  const problem =
    byPasskey.error ?? (enter.error instanceof Problem && enter.error.code === 'second_factor' ? null : enter.error)
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const code = String(fields.get('code') ?? '').trim()
    byPasskey.reset()
    enter.mutate({
      ...{ email: String(fields.get('email')).trim(), password: String(fields.get('password')) },
      ...(code && { code }),
    })
  }
  const passkeys = ways?.passkeys && passkeysHere() && (!factor || factor.passkey)
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        {problem && (
          <ProblemNote>
            {problem.message} {enter.error && !factor && t('auth.forgotten')}
          </ProblemNote>
        )}
        <TextInput
          name="email"
          type="email"
          label={t('field.email')}
          autoComplete="username webauthn"
          defaultValue={email}
          required
          withAsterisk={false}
          data-autofocus={!email || undefined}
        />
        <PasswordInput
          name="password"
          label={t('auth.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus={!!email || undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
        />
        {factor && (
          <TextInput
            name="code"
            label={t('auth.code')}
            description={t(factor.totp ? 'auth.codeHint' : 'auth.recoveryHint')}
            autoComplete="one-time-code"
            autoFocus
            required={factor.totp}
            withAsterisk={false}
          />
        )}
        <Button type="submit" loading={enter.isPending} mt="xs">
          {t('auth.signIn')}
        </Button>
        {(passkeys || !!ways?.providers.length) && <Divider label={t('auth.or')} />}
        {passkeys && (
          <Button
            variant="default"
            leftSection={<IconFingerprint size={16} />}
            loading={byPasskey.isPending}
            onClick={() => byPasskey.mutate()}
          >
            {t('auth.byPasskey')}
          </Button>
        )}
        {ways && <ProviderButtons providers={ways.providers} back={back} />}
      </Stack>
    </form>
  )
}
