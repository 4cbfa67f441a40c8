import { Checkbox, Input, NativeSelect, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PRIORITIES, type Priority } from '../../../server/tickets/contract.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { inUse, useCategoryChoices } from '../category-choices.ts'
import { type NewTicketFields, suggestedPriority } from './new-ticket.form.ts'
import classes from './new-ticket.module.css'
import { useMyGroups } from './use-my-groups.ts'

type Props = {
  form: NewTicketFields
  onChange: (fields: Partial<NewTicketFields>) => void
  groupFault: string | undefined
}
const SCALE = [1, 2, 3, 4] as const
const CHANNELS = ['phone', 'email', 'chat', 'portal'] as const

/** S2, L3: where it goes and how urgent it is. */
export function Classification({ form, onChange, groupFault }: Props) {
  const { t } = useTranslation()
  const groups = useMyGroups()
  const categories = useCategoryChoices(inUse(form.categoryId))
  return (
    <Stack gap="sm" className={classes.side}>
      <Select
        label={t('field.group')}
        placeholder={t('newTicket.chooseGroup')}
        data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={form.groupId ? String(form.groupId) : null}
        onChange={(value) => onChange({ groupId: value ? Number(value) : null })}
        error={groupFault}
        searchable
        required
        nothingFoundMessage={t('do.nothingFound')}
      />
      {categories.length > 0 && (
        <Select
          label={t('field.category')}
          data={categories}
          value={form.categoryId ? String(form.categoryId) : null}
          onChange={(value) => onChange({ categoryId: value ? Number(value) : null })}
          searchable
          clearable
          allowDeselect
          nothingFoundMessage={t('do.nothingFound')}
        />
      )}
      <Scale name="severity" value={form.severity} onChange={(severity) => onChange({ severity })} />
      <Scale name="reach" value={form.reach} onChange={(reach) => onChange({ reach })} />
      <PriorityField form={form} onChange={onChange} />
      <NativeSelect
        label={t('newTicket.channel')}
        value={form.channel}
        data={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        onChange={(event) => onChange({ channel: event.currentTarget.value as NewTicketFields['channel'] })}
      />
      <Checkbox
        label={t('newTicket.ownMine')}
        checked={form.ownMine}
        onChange={(event) => onChange({ ownMine: event.currentTarget.checked })}
      />
    </Stack>
  )
}

type ScaleProps = {
  name: 'severity' | 'reach'
  label?: string
  value: number | null
  onChange: (value: number | null) => void
}

export function Scale({ name, label, value, onChange }: ScaleProps) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      label={label ?? t(`field.${name}`)}
      value={value ?? ''}
      data={[
        { value: '', label: t('answer.unset') },
        ...SCALE.map((step) => ({ value: String(step), label: t(`${name}.${step}`) })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value ? Number(event.currentTarget.value) : null)}
    />
  )
}

type PriorityProps = {
  form: Pick<NewTicketFields, 'severity' | 'reach' | 'priority'>
  onChange: (change: { priority: Priority | null }) => void
}

export function PriorityField({ form, onChange }: PriorityProps) {
  const { t } = useTranslation()
  const suggested = suggestedPriority(form.severity, form.reach)
  const hint =
    form.priority && form.priority !== suggested
      ? t('newTicket.suggested', { priority: t(`priority.${suggested}`) })
      : null
  return (
    <Input.Wrapper label={t('field.priority')} description={hint} labelElement="div">
      <div className={classes.priorities} role="radiogroup" aria-label={t('field.priority')}>
        {PRIORITIES.map((priority) => (
          <PriorityChoice
            key={priority}
            priority={priority}
            checked={(form.priority ?? suggested) === priority}
            onChoose={() => onChange({ priority: priority === suggested ? null : priority })}
          />
        ))}
      </div>
    </Input.Wrapper>
  )
}

function PriorityChoice({
  priority,
  checked,
  onChoose,
}: {
  priority: Priority
  checked: boolean
  onChoose: () => void
}) {
  const { t } = useTranslation()
  return (
    <label className={classes.priority} data-checked={checked || undefined}>
      <input type="radio" name="priority" value={priority} checked={checked} onChange={onChoose} />
      <PriorityMark priority={priority} />
      {t(`priority.${priority}`)}
    </label>
  )
}
