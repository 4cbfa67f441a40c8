import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { waysQuery } from './doors.ts'
import { FrontPage } from './front-page.tsx'
import { SignInForm } from './sign-in-form.tsx'

export function SignIn() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const router = useRouter()
  const { back } = useSearch({ from: paths.signIn })
  const ways = useQuery(waysQuery).data
  usePageTitle(t('auth.signIn'))
  const goOn = () => {
    queries.clear()
    if (back) router.history.push(back)
    else void navigate({ to: '/' })
  }
  return (
    <FrontPage title={t('auth.welcome')} lead={ways?.demo ? t('auth.demo') : undefined} logo={ways?.company}>
      <SignInForm back={back} onSignedIn={goOn} />
    </FrontPage>
  )
}
