import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './admin.module.css'
import { type CalendarFields, DAYS, type Span, spansOf, withSpans } from './calendar.form.ts'
import weekClasses from './calendar.module.css'
import { useWeekdays } from './weekdays.ts'

type Props = { fields: CalendarFields; disabled: boolean; onChange: (fields: CalendarFields) => void }

/** Each day's stretches of hours; none is a day off. */
export function CalendarWeek({ fields, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const names = useWeekdays('long')
  return (
    <fieldset className={weekClasses.plain}>
      <legend>{t('calendar.week')}</legend>
      <div className={weekClasses.week}>
        {DAYS.map((day) => (
          <Fragment key={day}>
            <span className={weekClasses.weekday}>{names[day]}</span>
            <Spans
              label={names[day]!}
              spans={spansOf(fields, day)}
              disabled={disabled}
              onChange={(spans) => onChange(withSpans(fields, day, spans))}
            />
          </Fragment>
        ))}
      </div>
    </fieldset>
  )
}

type SpansProps = { label: string; spans: Span[]; disabled: boolean; onChange: (spans: Span[]) => void }

export function Spans({ label, spans, disabled, onChange }: SpansProps) {
  const { t } = useTranslation()
  const change = (place: number, part: Partial<Span>) =>
    onChange(spans.map((span, i) => (i === place ? { ...span, ...part } : span)))
  const free = spans.at(-1)?.to ?? '09:00'
  return (
    <span className={weekClasses.spans}>
      {spans.length === 0 && <span className={classes.inactive}>{t('calendar.closed')}</span>}
      {spans.map((span, place) => (
        <span key={place} className={weekClasses.span}>
          <TimeField
            label={t('calendar.from', { day: label })}
            value={span.from}
            disabled={disabled}
            onChange={(from) => change(place, { from })}
          />
          –
          <TimeField
            label={t('calendar.to', { day: label })}
            value={span.to}
            disabled={disabled}
            onChange={(to) => change(place, { to })}
          />
          <ActionIcon
            variant="subtle"
            disabled={disabled}
            aria-label={t('calendar.removeSpan', { day: label, from: span.from })}
            onClick={() => onChange(spans.filter((_, i) => i !== place))}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        disabled={disabled}
        leftSection={<IconPlus size={12} />}
        aria-label={t('calendar.addSpan', { day: label })}
        onClick={() =>
          onChange([...spans, { from: free === '24:00' ? '09:00' : free, to: spans.length ? '24:00' : '18:00' }])
        }
      >
        {t('do.add')}
      </Button>
    </span>
  )
}

type TimeProps = { label: string; value: string; disabled: boolean; onChange: (time: string) => void }

/** The browser's own field knows no 24:00: midnight at the end of a day is shown as 00:00 and meant as what it is. */
function TimeField({ label, value, disabled, onChange }: TimeProps) {
  return (
    <TextInput
      type="time"
      size="xs"
      w={112}
      aria-label={label}
      required
      disabled={disabled}
      value={value === '24:00' ? '00:00' : value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
