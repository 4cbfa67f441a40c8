import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Page } from '../page.tsx'
import { AddButton } from './add-button.tsx'
import classes from './admin.module.css'
import { calendarsQuery, policiesQuery } from './admin-data.ts'
import { PolicyEditor } from './policy-editor.tsx'

/** L3: what is promised, and how soon, by priority. */
export function PoliciesPage() {
  const { t } = useTranslation()
  const { data: policies, error } = useQuery(policiesQuery)
  const { data: calendars } = useQuery(calendarsQuery)
  const [creating, setCreating] = useState(false)
  usePageTitle(t('admin.policies'))
  return (
    <Page
      title={t('admin.policies')}
      actions={
        <AddButton disabled={creating || !calendars?.length} onClick={() => setCreating(true)}>
          {t('policy.create')}
        </AddButton>
      }
    >
      <p className={classes.lead}>{t('policy.lead')}</p>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {(!policies || !calendars) && !error && <Skeleton height={320} />}
      {creating && calendars && (
        <PolicyEditor policy={undefined} calendars={calendars} onDone={() => setCreating(false)} />
      )}
      {calendars && policies?.map((policy) => <PolicyEditor key={policy.id} policy={policy} calendars={calendars} />)}
    </Page>
  )
}
