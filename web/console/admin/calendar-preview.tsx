import { NativeSelect, NumberInput, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewCalendar } from '../../../server/sla/contract.ts'
import { call } from '../../api.ts'
import { When } from '../../ui/when.tsx'
import type { CalendarFields } from './calendar.form.ts'
import classes from './calendar.module.css'
import { useDates } from './weekdays.ts'

/** What the hours would mean, as they stand in the form: the next fourteen days, and when an amount of time from now ends. */
export function CalendarPreview({ fields }: { fields: CalendarFields }) {
  const { t } = useTranslation()
  const say = useDates()
  const [amount, setAmount] = useState(4)
  const [unit, setUnit] = useState<'hour' | 'day'>('hour')
  const { name: _, ...hours } = fields
  const [asked] = useDebouncedValue({ ...hours, amount, unit }, 400)
  const { data } = useQuery({
    queryKey: ['calendar-preview', asked],
    queryFn: () => call(previewCalendar, { body: asked }),
    ...{ placeholderData: keepPreviousData, retry: false, staleTime: 30_000 },
  })
  return (
    <Stack gap="xs">
      <strong>{t('calendar.preview')}</strong>
      <div className={classes.spans}>
        <NumberInput
          aria-label={t('calendar.amount')}
          w={80}
          min={1}
          max={1000}
          value={amount}
          onChange={(value) => setAmount(Number(value) || 1)}
        />
        <NativeSelect
          aria-label={t('calendar.unit')}
          value={unit}
          data={(['hour', 'day'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
          onChange={(event) => setUnit(event.currentTarget.value as typeof unit)}
        />
        <span role="status">
          {t('calendar.fromNow')} {data?.dueAt ? <When at={data.dueAt} as="short" /> : t('calendar.noDue')}
        </span>
      </div>
      <ul className={classes.days}>
        {data?.days.map((day) => (
          <li key={day.date} data-closed={day.hours.length === 0 || undefined}>
            <div>{say(day.date)}</div>
            <strong>{day.hours.map(({ from, to }) => `${from}–${to}`).join(', ') || t('calendar.closed')}</strong>
            {(day.holiday || day.exception) && <div>{day.exception ? t('calendar.exception') : day.holiday}</div>}
          </li>
        ))}
      </ul>
    </Stack>
  )
}
