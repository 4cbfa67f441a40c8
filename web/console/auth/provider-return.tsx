import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { returnFromProvider } from '../../../server/auth/providers.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TextLink } from '../links.tsx'
import { FrontPage } from './front-page.tsx'

const query = () => window.location.search.slice(1)

/** Back from the identity server: what it sent along is handed to the desk, once. */
export function ProviderReturn() {
  const { t } = useTranslation()
  const router = useRouter()
  usePageTitle(t('auth.returning'))
  const { data, error } = useQuery({
    queryKey: ['provider-return', query()],
    queryFn: () => call(returnFromProvider, { body: { query: query() } }),
    ...{ staleTime: Infinity, retry: false, refetchOnWindowFocus: false },
  })
  useEffect(() => {
    if (!data) return
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'provider-return' })
    router.history.replace(data.purpose === 'sign_in' ? (data.back ?? '/') : paths.security)
  }, [data, router])
  return (
    <FrontPage title={t('auth.returning')}>
      {error ? (
        <>
          <ProblemNote>{error.message}</ProblemNote>
          <p>
            <TextLink to={paths.signIn}>{t('auth.toSignIn')}</TextLink>
          </p>
        </>
      ) : (
        <Loader aria-label={t('do.loading')} />
      )}
    </FrontPage>
  )
}
