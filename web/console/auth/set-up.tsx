import { Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useLoaderData, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkSetupKey, setUp } from '../../../server/admin/contract.ts'
import { signIn } from '../../../server/auth/contract.ts'
import type { BodyOf } from '../../../server/platform/contract.ts'
import { call, Problem } from '../../api.ts'
import type { Language } from '../../i18n.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ButtonLink } from '../links.tsx'
import { FrontPage } from './front-page.tsx'
import { AdminStep, CompanyStep, KeyStep, type StepProps } from './set-up-steps.tsx'
import { zoneOf } from './zones.ts'

export type SetUpFields = Required<BodyOf<typeof setUp>>
const STEPS = [KeyStep, CompanyStep, AdminStep]
/** Where a fault of each field is mended. */
const STEP_OF: Record<string, number> = { key: 0, company: 1, country: 1, zone: 1 }

/** Open until the desk has its first admin. */
export function SetUp() {
  const { needed } = useLoaderData({ from: paths.setUp })
  return needed ? <Assistant /> : <Prepared />
}

function Prepared() {
  const { t } = useTranslation()
  usePageTitle(t('setup.done'))
  return (
    <FrontPage title={t('setup.done')} lead={t('setup.doneLead')}>
      <ButtonLink to="/">{t('setup.toDesk')}</ButtonLink>
    </FrontPage>
  )
}

/** The first visit, in three short steps: the key from the terminal, the company, the first admin; then straight to work. */
function Assistant() {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const [step, setStep] = useState(0)
  const [fields, setFields] = useState<SetUpFields>(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    return {
      ...{ key: '', company: '', name: '', email: '', password: '', holidays: true },
      ...{ language: i18n.language as Language, country: 'CL', zone: zoneOf('CL', here) },
    }
  })
  usePageTitle(t('setup.title'))
  const make = useMutation({
    mutationFn: async (body: SetUpFields) => {
      await call(setUp, { body })
      await call(signIn, { body: { email: body.email, password: body.password } })
    },
    onSuccess: () => {
      queries.clear()
      void navigate({ to: paths.admin })
    },
    onError: (error) => {
      const wrong = error instanceof Problem ? Object.keys(error.fields) : []
      if (wrong.length) setStep(Math.min(...wrong.map((field) => STEP_OF[field] ?? 2)))
    },
  })
  // A wrong key is told before the rest is typed.
  const check = useMutation({
    mutationFn: (key: string) => call(checkSetupKey, { body: { key } }),
    onSuccess: () => setStep(1),
  })
  const error = check.error ?? make.error
  const faults = error instanceof Problem ? error.fields : {}
  const Step = STEPS[step]!
  const props: StepProps = {
    ...{ fields, faults, busy: make.isPending || check.isPending, last: step === STEPS.length - 1 },
    onBack: step ? () => setStep(step - 1) : undefined,
    onNext: (more) => {
      const whole = { ...fields, ...more, language: i18n.language as Language }
      setFields(whole)
      make.reset()
      if (step === 0) check.mutate(whole.key)
      else if (step < STEPS.length - 1) setStep(step + 1)
      else make.mutate(whole)
    },
  }
  return (
    <FrontPage
      title={t('setup.title')}
      lead={t('setup.step', { step: step + 1, of: STEPS.length, name: t(`setup.steps.${step as 0}`) })}
    >
      <Stack gap="sm">
        {error && !Object.keys(faults).length && <ProblemNote>{error.message}</ProblemNote>}
        <Step key={step} {...props} />
      </Stack>
    </FrontPage>
  )
}
