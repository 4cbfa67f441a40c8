import { Button, Fieldset, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { setUp } from '../../../server/admin/contract.ts'
import { signIn } from '../../../server/auth/contract.ts'
import type { BodyOf } from '../../../server/platform/contract.ts'
import { call, Problem } from '../../api.ts'
import { queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { CountrySelect, ZoneSelect } from '../places.tsx'
import { FrontPage } from './front-page.tsx'

type Body = BodyOf<typeof setUp>

/** The first visit: the key from the terminal, the company, the first admin; then straight to work. */
export function SetUp() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  usePageTitle(t('setup.title'))
  const make = useMutation({
    mutationFn: async (body: Body) => {
      await call(setUp, { body })
      await call(signIn, { body: { email: body.email, password: body.password } })
    },
    onSuccess: () => {
      queries.clear()
      void navigate({ to: '/' })
    },
  })
  const faults = make.error instanceof Problem ? make.error.fields : {}
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(bodyOf(new FormData(event.currentTarget)))
  }
  return (
    <FrontPage title={t('setup.title')} lead={t('setup.lead')}>
      <form onSubmit={onSubmit}>
        <Stack gap="md">
          {make.error && <ProblemNote>{make.error.message}</ProblemNote>}
          <TextInput
            name="key"
            label={t('setup.key')}
            description={t('setup.keyHint')}
            error={faults.key}
            autoComplete="off"
            required
          />
          <Fieldset legend={t('setup.company')} variant="unstyled">
            <Stack gap="sm">
              <TextInput name="company" label={t('setup.companyName')} error={faults.company} required />
              <CountrySelect name="country" />
              <ZoneSelect name="zone" defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('setup.admin')} variant="unstyled">
            <Stack gap="sm">
              <TextInput name="name" label={t('field.fullName')} error={faults.name} autoComplete="name" required />
              <TextInput
                name="email"
                type="email"
                label={t('field.email')}
                error={faults.email}
                autoComplete="username"
                required
              />
              <PasswordInput
                name="password"
                label={t('auth.password')}
                description={t('auth.passwordHint')}
                error={faults.password}
                minLength={10}
                autoComplete="new-password"
                required
                visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
              />
            </Stack>
          </Fieldset>
          <Button type="submit" loading={make.isPending}>
            {t('setup.start')}
          </Button>
        </Stack>
      </form>
    </FrontPage>
  )
}

function bodyOf(fields: FormData): Body {
  const said = (name: string) => String(fields.get(name) ?? '').trim()
  return {
    key: said('key'),
    company: said('company'),
    name: said('name'),
    email: said('email'),
    password: String(fields.get('password')),
    zone: said('zone') || undefined,
    country: said('country') || undefined,
  }
}
