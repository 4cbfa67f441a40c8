import { Skeleton } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { useMe } from '../auth/me.ts'
import { ButtonLink } from '../links.tsx'
import { mailboxesQuery } from '../mail/mail-data.ts'
import { Page } from '../page.tsx'
import { agentsQuery, categoriesQuery, companyQuery } from '../settings.ts'
import classes from './admin.module.css'
import stepClasses from './first-steps-page.module.css'

/** What a new desk still waits for, in the order that helps most; what is done is seen by itself. */
export function FirstStepsPage() {
  const { t } = useTranslation()
  const steps = useSteps()
  const left = steps?.filter(({ done }) => !done).length
  usePageTitle(t('admin.firstSteps'))
  return (
    <Page title={t('admin.firstSteps')}>
      <p className={classes.lead}>{t(left === 0 ? 'firstSteps.ready' : 'firstSteps.lead')}</p>
      {!steps && <Skeleton height={280} />}
      <ol className={stepClasses.firstSteps}>
        {steps?.map(({ name, to, done }) => (
          <li key={name} data-done={done || undefined}>
            {done ? <IconCircleCheckFilled size={22} aria-hidden /> : <IconCircle size={22} aria-hidden />}
            <div>
              <strong>{t(`firstSteps.${name}.title`)}</strong>
              <p>{done ? t('firstSteps.done') : t(`firstSteps.${name}.why`)}</p>
            </div>
            <ButtonLink to={to} size="compact-md" variant={done ? 'subtle' : 'default'}>
              {t(`firstSteps.${name}.${done ? 'see' : 'do'}`)}
            </ButtonLink>
          </li>
        ))}
      </ol>
    </Page>
  )
}

/** Each step and whether it is done: undefined until that is known. */
function useSteps() {
  const admin = useMe().role === 'admin'
  const { data: company } = useQuery(companyQuery)
  const { data: agents } = useQuery(agentsQuery)
  const { data: categories } = useQuery(categoriesQuery)
  const { data: boxes } = useQuery({ ...mailboxesQuery, enabled: admin })
  if (!company || !agents || !categories || (admin && !boxes)) return undefined
  return [
    ...(boxes ? [{ name: 'mailbox', to: paths.mailboxes, done: boxes.some(({ active }) => active) } as const] : []),
    { name: 'people', to: paths.agents, done: agents.length > 1 },
    { name: 'channels', to: paths.company, done: Object.values(company.channels).some(Boolean) },
    { name: 'categories', to: paths.categories, done: categories.length > 0 },
  ] as const
}
