import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { Page } from '../page.tsx'
import { AddButton } from './add-button.tsx'
import classes from './admin.module.css'
import { calendarsQuery } from './admin-data.ts'
import { newCalendar } from './calendar.form.ts'
import { CalendarEditor } from './calendar-editor.tsx'

/** When the desk works: what every promised time is counted by. */
export function CalendarsPage() {
  const { t } = useTranslation()
  const { company } = useMe()
  const { data: calendars, error } = useQuery(calendarsQuery)
  const [creating, setCreating] = useState(false)
  usePageTitle(t('admin.calendars'))
  return (
    <Page
      title={t('admin.calendars')}
      actions={
        <AddButton disabled={creating} onClick={() => setCreating(true)}>
          {t('calendar.create')}
        </AddButton>
      }
    >
      <p className={classes.lead}>{t('calendar.lead')}</p>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!calendars && !error && <Skeleton height={320} />}
      {creating && <CalendarEditor calendar={newCalendar(company.zone)} onDone={() => setCreating(false)} />}
      {calendars?.map((calendar) => (
        <CalendarEditor key={calendar.id} calendar={calendar} />
      ))}
    </Page>
  )
}
