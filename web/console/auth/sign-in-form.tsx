import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn } from '../../../server/auth/contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** The fields are read when sent, not as typed: password managers fill them without telling. */
export function SignInForm({ email, onSignedIn }: { email?: string; onSignedIn: () => void }) {
  const { t } = useTranslation()
  const enter = useMutation({
    mutationFn: (body: { email: string; password: string }) => call(signIn, { body }),
    onSuccess: onSignedIn,
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    enter.mutate({ email: String(fields.get('email')).trim(), password: String(fields.get('password')) })
  }
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        {enter.error && <ProblemNote>{enter.error.message}</ProblemNote>}
        <TextInput
          name="email"
          type="email"
          label={t('field.email')}
          autoComplete="username"
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
        <Button type="submit" loading={enter.isPending} mt="xs">
          {t('auth.signIn')}
        </Button>
      </Stack>
    </form>
  )
}
