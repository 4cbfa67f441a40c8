import { Chip, Group, NativeSelect, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CALL_OBJECTIVES, CALL_RESULTS } from '../../../server/conversations/contract.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import classes from './call-fields.module.css'
import type { ComposerDraft } from './composer-draft.ts'
import type { ModeFieldsProps } from './modes.ts'

/** Outcomes one records on a ticket that is already there. */
const OUTCOMES = ['solved', 'added', 'transferred', 'still_pending'] as const

/** Z8: every call with its direction, its result and what it was for. */
export function CallFields({ draft, tried, onChange }: ModeFieldsProps) {
  const { t } = useTranslation()
  const callback = draft.result === 'callback_agreed'
  return (
    <div className={classes.fields}>
      <div className={classes.line}>
        <SegmentedControl
          size="xs"
          aria-label={t('call.direction')}
          value={draft.direction}
          onChange={(direction) => onChange({ direction: direction as ComposerDraft['direction'] })}
          data={[
            { value: 'out', label: t('call.out') },
            { value: 'in', label: t('call.in') },
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('call.with')}
          value={draft.party}
          onChange={(event) => onChange({ party: event.currentTarget.value as ComposerDraft['party'] })}
          data={[
            { value: 'customer', label: t('call.withCustomer') },
            { value: 'third_party', label: t('call.withThirdParty') },
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('call.resultLabel')}
          value={draft.result}
          onChange={(event) => onChange({ result: event.currentTarget.value as ComposerDraft['result'] })}
          data={CALL_RESULTS.map((result) => ({ value: result, label: t(`call.result.${result}`) }))}
        />
        <NativeSelect
          size="xs"
          aria-label={t('call.outcomeLabel')}
          value={draft.outcome ?? ''}
          onChange={(event) => onChange({ outcome: (event.currentTarget.value || null) as ComposerDraft['outcome'] })}
          data={[
            { value: '', label: t('call.noOutcome') },
            ...OUTCOMES.map((outcome) => ({ value: outcome, label: t(`call.outcome.${outcome}`) })),
          ]}
        />
      </div>
      <Chip.Group
        multiple
        value={draft.objectives}
        onChange={(objectives) => onChange({ objectives: objectives as ComposerDraft['objectives'] })}
      >
        <Group gap={6} role="group" aria-label={t('call.objectives')}>
          {CALL_OBJECTIVES.map((objective) => (
            <Chip key={objective} size="xs" value={objective}>
              {t(`call.objective.${objective}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {callback && (
        <MomentField
          label={t('call.callbackAt')}
          required
          error={tried && !draft.callbackAt && t('composer.lacksCallback')}
          value={draft.callbackAt}
          onChange={(callbackAt) => onChange({ callbackAt })}
        />
      )}
    </div>
  )
}
