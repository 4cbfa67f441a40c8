import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { PriorityField, Scale } from '../tickets/classification.tsx'
import { suggestedPriority } from '../tickets/new-ticket.form.ts'
import { useMyGroups } from '../tickets/use-my-groups.ts'
import type { CallForm } from './cockpit.form.ts'
import classes from './cockpit.module.css'

type Props = {
  form: CallForm
  notes: string
  technical: boolean
  groupId: number | null
  groupFault: string | undefined
  onChange: (change: Partial<CallForm>) => void
}

/** L1, L3, S2: how bad and how many, in plain words, and where it goes; what needs knowledge of the trade only for who has it. */
export function Urgency({ form, notes, technical, groupId, groupFault, onChange }: Props) {
  const { t } = useTranslation()
  const groups = useMyGroups()
  return (
    <Stack gap="sm" className={classes.side}>
      <Scale
        name="severity"
        label={t('cockpit.howBad')}
        value={form.severity}
        onChange={(severity) => onChange({ severity })}
      />
      <Scale name="reach" label={t('cockpit.howMany')} value={form.reach} onChange={(reach) => onChange({ reach })} />
      {technical ? <PriorityField form={form} onChange={onChange} /> : <Suggested form={form} />}
      {groups.length > 1 && (
        <Select
          label={t('field.group')}
          placeholder={t('newTicket.chooseGroup')}
          data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={groupId ? String(groupId) : null}
          onChange={(value) => onChange({ groupId: value ? Number(value) : null })}
          error={groupFault}
          searchable
          required
          nothingFoundMessage={t('do.nothingFound')}
        />
      )}
      {technical && (
        <>
          <TextInput
            label={t('field.subject')}
            value={form.subject}
            maxLength={500}
            placeholder={notes.trim().split('\n')[0]?.slice(0, 120)}
            onChange={(event) => onChange({ subject: event.currentTarget.value })}
          />
          <Checkbox
            label={t('newTicket.ownMine')}
            checked={form.ownMine}
            onChange={(event) => onChange({ ownMine: event.currentTarget.checked })}
          />
        </>
      )}
    </Stack>
  )
}

function Suggested({ form }: { form: CallForm }) {
  const { t } = useTranslation()
  const priority = suggestedPriority(form.severity, form.reach)
  return (
    <p className={classes.suggested} role="status">
      <PriorityMark priority={priority} /> {t('cockpit.priority', { priority: t(`priority.${priority}`) })}
    </p>
  )
}
