import { Button } from '@mantine/core'
import { IconCompass, IconPlugConnectedX } from '@tabler/icons-react'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Empty } from '../ui/empty.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { ButtonLink } from './links.tsx'

/** A page that could not be shown: says why and offers to try again. */
export function Fault({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Empty icon={<IconPlugConnectedX size={24} />} title={t('problem.title')}>
      <p role="alert">{error instanceof Error ? error.message : String(error)}</p>
      <Button onClick={again}>{t('do.retry')}</Button>
    </Empty>
  )
}

/** In the place of a part that could not be had. */
export function Missing() {
  const { t } = useTranslation()
  return <ProblemNote>{t('problem.missing')}</ProblemNote>
}

export function NoSuchPage() {
  const { t } = useTranslation()
  return (
    <Empty icon={<IconCompass size={24} />} title={t('problem.noPage')}>
      <ButtonLink to={paths.tickets} search={{ view: 'mine' }}>
        {t('problem.goHome')}
      </ButtonLink>
    </Empty>
  )
}
