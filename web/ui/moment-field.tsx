import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../clock.ts'
import { useFormats } from '../formats.ts'
import { type Morning, toLocalField, usualMornings } from '../moments.ts'
import classes from './moment-field.module.css'

type Props = {
  label: string
  description?: ReactNode
  required?: boolean
  error?: ReactNode
  /** In a dialog: the first of what is usually meant has the focus. */
  initialFocus?: boolean
  value: string
  onChange: (field: string) => void
}

/** A moment in the reader's zone, written or chosen from what is usually meant. The value is the field's: `2026-03-09T15:40`. */
export function MomentField({ label, description, required, error, initialFocus, value, onChange }: Props) {
  const { t } = useTranslation()
  const { zone, dayOfWeek } = useFormats()
  const now = serverNow()
  const [next, later] = usualMornings(now, zone)
  const onDay = ({ at }: Morning) => t('moment.onDay', { day: capitalized(dayOfWeek(at)) })
  const usual = [
    [t('moment.inAnHour'), new Date(now + 3_600_000)],
    [next.days === 1 ? t('moment.tomorrow') : onDay(next), next.at],
    [later.days === 3 ? t('moment.inThreeDays') : onDay(later), later.at],
  ] as const
  return (
    <div>
      <TextInput
        type="datetime-local"
        label={label}
        description={description}
        required={!!required}
        error={error}
        min={toLocalField(new Date(now), zone)}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.usual}>
        {usual.map(([name, at], place) => (
          <Button
            key={name}
            size="compact-xs"
            variant="default"
            data-autofocus={(initialFocus && place === 0) || undefined}
            onClick={() => onChange(toLocalField(at, zone))}
          >
            {name}
          </Button>
        ))}
      </div>
    </div>
  )
}

const capitalized = (day: string) => day.charAt(0).toLocaleUpperCase() + day.slice(1)
