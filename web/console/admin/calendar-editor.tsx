import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { createCalendar, editCalendar, removeCalendar } from '../../../server/sla/contract.ts'
import { call } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { saidOf } from '../form-dialog.tsx'
import { sayDone } from '../notices.tsx'
import { PageSection } from '../page.tsx'
import { ZoneSelect } from '../places.tsx'
import { useSetting } from './admin-data.ts'
import { type CalendarFields, type CalendarRow, fieldsOf, isStored } from './calendar.form.ts'
import { CalendarDates } from './calendar-dates.tsx'
import { CalendarPreview } from './calendar-preview.tsx'
import { CalendarWeek } from './calendar-week.tsx'
import { ClashNote } from './clash-note.tsx'
import { FormActions } from './form-actions.tsx'
import { useAdminsOnly } from './use-admins-only.ts'
import { useSettingForm } from './use-setting-form.ts'

/** One calendar: its week, its holidays, its exceptions, and what all that would mean. */
export function CalendarEditor({ calendar, onDone }: { calendar: CalendarFields | CalendarRow; onDone?: () => void }) {
  const { t } = useTranslation()
  const refused = useAdminsOnly()
  const editing = useSettingForm(fieldsOf(calendar), {
    send: ({ form, changed }) =>
      isStored(calendar)
        ? call(editCalendar, { params: { id: calendar.id }, body: { ...changed, version: calendar.version } })
        : call(createCalendar, { body: form }),
    onSaved: () => {
      sayDone(t('calendar.saved'))
      onDone?.()
    },
  })
  const { form: fields, change, clashing, onSubmit, saving } = editing
  const remove = useSetting((id: number) => call(removeCalendar, { params: { id } }))
  const problem = saving.error ?? remove.error
  return (
    <PageSection title={calendar.name || t('calendar.create')} wide>
      <form onSubmit={onSubmit} data-wide>
        <Stack gap="md">
          {problem && <ProblemNote>{saidOf(problem)}</ProblemNote>}
          <ClashNote fields={clashing.map((field) => t(FIELDS[field]))} />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              label={t('field.name')}
              required
              disabled={!!refused}
              value={fields.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <ZoneSelect value={fields.zone} disabled={!!refused} onChange={(zone) => change({ zone })} />
          </Group>
          <CalendarWeek fields={fields} disabled={!!refused} onChange={change} />
          <CalendarDates fields={fields} disabled={!!refused} onChange={change} />
          {!refused && <CalendarPreview fields={fields} />}
          <FormActions editing={editing} onCancel={onDone} refused={refused}>
            {isStored(calendar) && (
              <Button
                variant="subtle"
                disabled={!!refused || calendar.used}
                title={refused ?? (calendar.used ? t('calendar.used') : undefined)}
                onClick={() => remove.mutate(calendar.id)}
              >
                {t('do.remove')}
              </Button>
            )}
          </FormActions>
        </Stack>
      </form>
    </PageSection>
  )
}

const FIELDS = {
  name: 'field.name',
  zone: 'field.zone',
  hours: 'calendar.week',
  holidays: 'calendar.holiday',
  exceptions: 'calendar.exceptions',
} as const
