import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './availability.module.css'
import { useCommands } from './commands.ts'
import { beAvailable, useAvailable } from './preferences.ts'

/** Whether one takes work just now; leads see it. One press says the other. */
export function Availability() {
  const { t } = useTranslation()
  const available = useAvailable()
  const turn = () => void beAvailable(!available)
  const label = t(available ? 'shift.available' : 'shift.away')
  useCommands([
    { id: 'availability', section: 'general', label: t(available ? 'shift.goAway' : 'shift.comeBack'), run: turn },
  ])
  return (
    <UnstyledButton
      className={classes.state}
      data-away={!available || undefined}
      aria-label={t('shift.now', { state: label })}
      title={t(available ? 'shift.goAway' : 'shift.comeBack')}
      onClick={turn}
    >
      <span className={classes.text}>{label}</span>
    </UnstyledButton>
  )
}
