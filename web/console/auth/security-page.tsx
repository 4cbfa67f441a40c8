import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Page } from '../page.tsx'
import { doorsQuery } from './doors.ts'
import { Identities } from './identities-section.tsx'
import { Passkeys } from './passkeys-section.tsx'
import { RecoveryCodes } from './recovery-codes-section.tsx'
import { Telephone } from './totp-section.tsx'

/** How I come in, and what keeps others out. */
export function SecurityPage() {
  const { t } = useTranslation()
  const { data: doors, error } = useQuery(doorsQuery)
  usePageTitle(t('security.title'))
  return (
    <Page title={t('security.title')}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!doors && !error && <Skeleton height={320} />}
      {doors && (
        <>
          <Telephone doors={doors} />
          <Passkeys doors={doors} />
          <RecoveryCodes doors={doors} />
          <Identities doors={doors} />
        </>
      )}
    </Page>
  )
}
