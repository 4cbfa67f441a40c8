import { PasswordInput, Progress } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { strengthOf } from './password-strength.ts'

type Props = { name: string; label: string; error?: string | undefined; about?: string[]; autoFocus?: boolean }

/** A new password, with how long it would keep somebody busy who guesses. */
export function NewPasswordField({ name, label, error, about = [], autoFocus }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const strength = strengthOf(typed, about)
  return (
    <div>
      <PasswordInput
        name={name}
        label={label}
        description={t('auth.passwordHint')}
        error={error}
        minLength={10}
        maxLength={200}
        autoComplete="new-password"
        required
        autoFocus={!!autoFocus}
        onChange={(event) => setTyped(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
      />
      {typed && (
        <div role="status">
          <Progress
            mt={6}
            size="sm"
            value={(strength + 1) * 25}
            color={COLORS[strength]}
            aria-label={t('auth.strength')}
          />
          <small>{t(`strength.${strength}`)}</small>
        </div>
      )}
    </div>
  )
}

const COLORS = ['red', 'amber', 'petrol', 'petrol'] as const
