import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCalendar, editCalendar, removeCalendar } from '../../../server/sla/contract.ts'
import { call, Problem } from '../../api.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useMe } from '../auth/me.ts'
import { sayDone } from '../notices.tsx'
import { PageSection } from '../page.tsx'
import { ZoneSelect } from '../places.tsx'
import { useSetting } from './admin-data.ts'
import { type CalendarFields, type CalendarRow, fieldsOf, isStored } from './calendar.form.ts'
import { CalendarDates } from './calendar-dates.tsx'
import { CalendarPreview } from './calendar-preview.tsx'
import { CalendarWeek } from './calendar-week.tsx'

/** One calendar: its week, its holidays, its exceptions, and what all that would mean. */
export function CalendarEditor({ calendar, onDone }: { calendar: CalendarFields | CalendarRow; onDone?: () => void }) {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const [fields, setFields] = useState(() => fieldsOf(calendar))
  const changed = JSON.stringify(fields) !== JSON.stringify(fieldsOf(calendar))
  const save = useSetting(
    () =>
      isStored(calendar)
        ? call(editCalendar, { params: { id: calendar.id }, body: { ...fields, version: calendar.version } })
        : call(createCalendar, { body: fields }),
    () => {
      sayDone(t('calendar.saved'))
      onDone?.()
    },
  )
  const remove = useSetting((id: number) => call(removeCalendar, { params: { id } }))
  const problem = save.error ?? remove.error
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <PageSection title={calendar.name || t('calendar.create')} wide>
      <form onSubmit={onSubmit} data-wide>
        <Stack gap="md">
          {problem && <ProblemNote>{saidOf(problem)}</ProblemNote>}
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              label={t('field.name')}
              required
              disabled={!admin}
              value={fields.name}
              onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
            />
            <ZoneSelect value={fields.zone} disabled={!admin} onChange={(zone) => setFields({ ...fields, zone })} />
          </Group>
          <CalendarWeek fields={fields} disabled={!admin} onChange={setFields} />
          <CalendarDates fields={fields} disabled={!admin} onChange={setFields} />
          {admin && <CalendarPreview fields={fields} />}
          <Group>
            <Button type="submit" disabled={!admin || (isStored(calendar) && !changed)} loading={save.isPending}>
              {t('do.save')}
            </Button>
            {changed && (
              <Button variant="default" onClick={() => setFields(fieldsOf(calendar))}>
                {t('do.discard')}
              </Button>
            )}
            {onDone && (
              <Button variant="default" onClick={onDone}>
                {t('do.cancel')}
              </Button>
            )}
            {isStored(calendar) && (
              <Button
                variant="subtle"
                disabled={!admin || calendar.used}
                title={calendar.used ? t('calendar.used') : undefined}
                onClick={() => remove.mutate(calendar.id)}
              >
                {t('do.remove')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </PageSection>
  )
}

const saidOf = (problem: Error) =>
  problem instanceof Problem ? (Object.values(problem.fields)[0] ?? problem.message) : problem.message
