import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { makeRecoveryCodes } from '../../../server/auth/factors.contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SecretNote } from '../../ui/secret-note.tsx'
import { PageSection } from '../page.tsx'
import { type Doors, useDoor } from './use-door.ts'

/** For the day the telephone is lost: each opens once. */
export function RecoveryCodes({ doors }: { doors: Doors }) {
  const { t } = useTranslation()
  const make = useDoor(() => call(makeRecoveryCodes, {}))
  if (!doors.totp && !doors.passkeys.length) return null
  return (
    <PageSection title={t('security.codes')} lead={t('security.codesLead', { count: doors.recoveryCodes })}>
      {make.error && <ProblemNote>{make.error.message}</ProblemNote>}
      {make.data?.recoveryCodes && <NewCodes codes={make.data.recoveryCodes} />}
      <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
        {t('security.codesNew')}
      </Button>
    </PageSection>
  )
}

export function NewCodes({ codes }: { codes: string[] }) {
  const { t } = useTranslation()
  return <SecretNote secret={codes.join('\n')}>{t('security.codesOnce')}</SecretNote>
}
