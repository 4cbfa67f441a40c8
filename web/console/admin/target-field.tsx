import { Group, NativeSelect, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const PRIORITIES = ['immediate', 'high', 'normal', 'low'] as const
export const KINDS = ['first_response', 'next_update', 'solution'] as const
const UNITS = ['minute', 'hour', 'day'] as const
type Place = { priority: (typeof PRIORITIES)[number]; kind: (typeof KINDS)[number] }
export type Target = Place & { amount: number; unit: (typeof UNITS)[number] }
type Props = {
  place: Place
  target: Target | undefined
  disabled: boolean
  onChange: (target: Target, wanted: boolean) => void
}

/** So many minutes, hours or days; an empty amount promises nothing. */
export function TargetField({ place, target, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const name = `${t(`priority.${place.priority}`)}, ${t(`target.${place.kind}`)}`
  const now: Target = target ?? { ...place, amount: 1, unit: 'hour' }
  return (
    <Group gap={4} wrap="nowrap">
      <NumberInput
        aria-label={t('policy.amountOf', { name })}
        w={76}
        min={1}
        max={100_000}
        disabled={disabled}
        placeholder="—"
        value={target?.amount ?? ''}
        onChange={(amount) => onChange({ ...now, amount: Number(amount) }, amount !== '')}
      />
      <NativeSelect
        aria-label={t('policy.unitOf', { name })}
        disabled={disabled || !target}
        value={now.unit}
        data={UNITS.map((unit) => ({ value: unit, label: t(`policy.${unit}`, { count: now.amount }) }))}
        onChange={(event) => onChange({ ...now, unit: event.currentTarget.value as Target['unit'] }, true)}
      />
    </Group>
  )
}
