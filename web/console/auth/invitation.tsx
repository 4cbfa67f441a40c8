import { Button, Skeleton, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { readLink, useLink as takeLink } from '../../../server/auth/doors.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call, Problem } from '../../api.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TextLink } from '../links.tsx'
import { FrontPage } from './front-page.tsx'
import { NewPasswordField } from './password-field.tsx'

/** Behind the #, and so never sent with an address. */
const token = () => window.location.hash.slice(1)

/** Where a link from an admin leads: somebody new says who they are, or somebody chooses another password. */
export function Invitation() {
  const { t } = useTranslation()
  const whole = token().length >= 20
  const { data: link, error } = useQuery({
    queryKey: ['link', token()],
    queryFn: () => call(readLink, { body: { token: token() } }),
    ...{ enabled: whole, retry: false, staleTime: Infinity },
  })
  const kind = error || !whole ? 'over' : link?.kind === 'password' ? 'password' : 'title'
  const title = t(`invitation.${kind}`)
  usePageTitle(title)
  return (
    <FrontPage title={title}>
      {!whole && <ProblemNote>{t('invitation.cut')}</ProblemNote>}
      {error && (
        <>
          <ProblemNote>{error.message}</ProblemNote>
          <p>
            <TextLink to={paths.signIn}>{t('auth.toSignIn')}</TextLink>
          </p>
        </>
      )}
      {whole && !link && !error && <Skeleton height={180} />}
      {link && <Accept link={link} />}
    </FrontPage>
  )
}

function Accept({ link }: { link: ReplyOf<typeof readLink> }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const accept = useMutation({
    mutationFn: (body: { name?: string; password: string }) => call(takeLink, { body: { token: token(), ...body } }),
    onSuccess: ({ signedIn }) => {
      queries.clear()
      void navigate({ to: signedIn ? '/' : paths.signIn, replace: true })
    },
  })
  const faults = accept.error instanceof Problem ? accept.error.fields : {}
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const name = String(fields.get('name') ?? '').trim()
    accept.mutate({ password: String(fields.get('password')), ...(name && { name }) })
  }
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        <p style={{ margin: 0 }}>
          {t(link.kind === 'invitation' ? 'invitation.lead' : 'invitation.passwordLead', {
            company: link.company,
            email: link.email,
          })}
        </p>
        {accept.error && <ProblemNote>{accept.error.message}</ProblemNote>}
        <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
        {link.kind === 'invitation' && (
          <TextInput
            name="name"
            label={t('field.fullName')}
            defaultValue={link.name}
            error={faults.name}
            autoComplete="name"
            required
          />
        )}
        <NewPasswordField
          name="password"
          label={t('auth.password')}
          error={faults.password}
          about={[link.name, link.email, link.company]}
        />
        <Button type="submit" loading={accept.isPending}>
          {t('invitation.do')}
        </Button>
      </Stack>
    </form>
  )
}
