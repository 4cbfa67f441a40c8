import { ActionIcon, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listHolidays } from '../../../server/sla/contract.ts'
import { call } from '../../api.ts'
import { useCountries } from '../places.tsx'
import { useCompanyCountry } from '../settings.ts'
import { type CalendarFields, withHolidays } from './calendar.form.ts'
import classes from './calendar.module.css'
import { Spans } from './calendar-week.tsx'
import { useDates } from './weekdays.ts'

type Props = { fields: CalendarFields; disabled: boolean; onChange: (fields: CalendarFields) => void }

/** Days that are not like the others: holidays, copied from a country and mended by hand, and exceptions with hours of their own. */
export function CalendarDates({ fields, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const say = useDates('numeric')
  const [date, setDate] = useState('')
  const [name, setName] = useState('')
  const addHoliday = () => {
    onChange(withHolidays(fields, [{ date, name: name.trim() || t('calendar.holiday') }]))
    setName('')
  }
  const addException = () =>
    onChange({ ...fields, exceptions: [...fields.exceptions, { date, hours: [{ from: '09:00', to: '13:00' }] }] })
  const counted = t('calendar.holidays', { count: fields.holidays.length })
  const today = new Date().toLocaleDateString('sv')
  const excepted = fields.exceptions.some((exception) => exception.date === date)
  return (
    <Stack gap="xs">
      <strong>{counted}</strong>
      {!disabled && <CopyHolidays onCopy={(more) => onChange(withHolidays(fields, more))} />}
      {fields.holidays.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section ref={toNext} className={classes.dates} tabIndex={0} aria-label={counted}>
          <ul>
            {fields.holidays.map((holiday) => (
              <li key={holiday.date} data-past={holiday.date < today || undefined}>
                <span>{say(holiday.date)}</span>
                <span>{holiday.name}</span>
                <ActionIcon
                  variant="subtle"
                  disabled={disabled}
                  aria-label={t('calendar.removeDate', { date: say(holiday.date) })}
                  onClick={() => onChange({ ...fields, holidays: fields.holidays.filter((one) => one !== holiday) })}
                >
                  <IconX size={14} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        </section>
      )}
      {fields.exceptions.length > 0 && <strong>{t('calendar.exceptions')}</strong>}
      {fields.exceptions.map((exception) => (
        <Group key={exception.date} gap="sm">
          <span>{say(exception.date)}</span>
          <Spans
            label={say(exception.date)}
            spans={exception.hours}
            disabled={disabled}
            onChange={(hours) =>
              onChange({
                ...fields,
                exceptions: fields.exceptions.map((one) => (one === exception ? { ...exception, hours } : one)),
              })
            }
          />
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={disabled}
            aria-label={t('calendar.removeDate', { date: say(exception.date) })}
            onClick={() => onChange({ ...fields, exceptions: fields.exceptions.filter((one) => one !== exception) })}
          >
            {t('do.remove')}
          </Button>
        </Group>
      ))}
      {!disabled && (
        <Group align="flex-end" gap="sm">
          <TextInput
            type="date"
            label={t('calendar.date')}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <TextInput
            label={t('calendar.dateName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button variant="default" disabled={!date} onClick={addHoliday}>
            {t('calendar.addHoliday')}
          </Button>
          <Button variant="default" disabled={!date || excepted} onClick={addException}>
            {t('calendar.addException')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** The list opens at what comes next; what is past lies above. */
function toNext(list: HTMLElement | null) {
  const next = list?.querySelector<HTMLElement>('li:not([data-past])')
  if (list && next) list.scrollTop = next.offsetTop - list.offsetTop
}

/** The country's public holidays, or a region's: a start, for admins know better. */
function CopyHolidays({ onCopy }: { onCopy: (holidays: CalendarFields['holidays']) => void }) {
  const { t } = useTranslation()
  const own = useCompanyCountry()
  const [country, setCountry] = useState(own)
  const [region, setRegion] = useState('')
  const { data } = useQuery({
    queryKey: ['holidays', country, region],
    queryFn: () => call(listHolidays, { query: { country, ...(region && { region }) } }),
    staleTime: Infinity,
  })
  const countries = useCountries(data?.countries ?? [country])
  return (
    <Group align="flex-end" gap="sm">
      <NativeSelect
        label={t('field.country')}
        value={country}
        data={countries}
        onChange={(event) => {
          setCountry(event.currentTarget.value)
          setRegion('')
        }}
      />
      {!!data?.regions.length && (
        <NativeSelect
          label={t('calendar.region')}
          value={region}
          data={[
            { value: '', label: t('calendar.wholeCountry') },
            ...data.regions.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => setRegion(event.currentTarget.value)}
        />
      )}
      <Button variant="default" disabled={!data?.holidays.length} onClick={() => onCopy(data!.holidays)}>
        {t('calendar.copy', { count: data?.holidays.length ?? 0 })}
      </Button>
    </Group>
  )
}
