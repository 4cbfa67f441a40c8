import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CountrySelect, ZoneSelect } from '../places.tsx'
import { NewPasswordField } from './password-field.tsx'
import type { SetUpFields } from './set-up.tsx'
import { zoneOf } from './zones.ts'

export type StepProps = {
  fields: SetUpFields
  faults: Record<string, string>
  busy: boolean
  last: boolean
  onBack: (() => void) | undefined
  onNext: (fields: Partial<SetUpFields>) => void
}

/** Only who started the desk, or can read its terminal, goes on. */
export function KeyStep(props: StepProps) {
  const { t } = useTranslation()
  return (
    <Step {...props} read={(said) => ({ key: said('key') })}>
      <TextInput
        name="key"
        label={t('setup.key')}
        description={t('setup.keyHint')}
        defaultValue={props.fields.key}
        error={props.faults.key}
        autoComplete="off"
        required
        autoFocus
      />
      <p style={{ margin: 0, color: 'var(--ink-soft)' }}>{t('setup.demoHint')}</p>
    </Step>
  )
}

/** Where the company is tells its hours and holidays; both can be changed afterwards. */
export function CompanyStep(props: StepProps) {
  const { t } = useTranslation()
  const [{ country, zone }, setPlace] = useState({ country: props.fields.country, zone: props.fields.zone })
  const read = (said: Said) => ({ company: said('company'), country, zone, holidays: said('holidays') === 'on' })
  return (
    <Step {...props} read={read}>
      <TextInput
        name="company"
        label={t('setup.companyName')}
        defaultValue={props.fields.company}
        error={props.faults.company}
        required
        autoFocus
      />
      <CountrySelect value={country} onChange={(chosen) => setPlace({ country: chosen, zone: zoneOf(chosen, zone) })} />
      <ZoneSelect value={zone} onChange={(chosen) => setPlace({ country, zone: chosen })} />
      <Checkbox
        name="holidays"
        label={t('setup.holidays')}
        description={t('setup.hours')}
        defaultChecked={props.fields.holidays}
      />
    </Step>
  )
}

export function AdminStep(props: StepProps) {
  const { t } = useTranslation()
  const { fields, faults } = props
  const read = (said: Said) => ({ name: said('name'), email: said('email'), password: said('password') })
  return (
    <Step {...props} read={read}>
      <TextInput
        name="name"
        label={t('field.fullName')}
        defaultValue={fields.name}
        error={faults.name}
        autoComplete="name"
        required
        autoFocus
      />
      <TextInput
        name="email"
        type="email"
        label={t('field.email')}
        defaultValue={fields.email}
        error={faults.email}
        autoComplete="username"
        required
      />
      <NewPasswordField
        name="password"
        label={t('auth.password')}
        error={faults.password}
        about={[fields.company, fields.name, fields.email]}
      />
    </Step>
  )
}

type Said = (name: string) => string

function Step({
  busy,
  last,
  onBack,
  onNext,
  read,
  children,
}: StepProps & { read: (said: Said) => Partial<SetUpFields>; children: ReactNode }) {
  const { t } = useTranslation()
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onNext(read((name) => (name === 'password' ? String(form.get(name) ?? '') : String(form.get(name) ?? '').trim())))
  }
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        {children}
        <Group justify="space-between" mt="xs">
          {onBack ? (
            <Button variant="default" onClick={onBack}>
              {t('do.back')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={busy}>
            {t(last ? 'setup.start' : 'setup.next')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
