import { ActionIcon, Group, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BodyOf } from '../../../server/platform/contract.ts'
import type { createCategory } from '../../../server/tickets/catalogue.contract.ts'
import classes from './admin.module.css'

const KINDS = ['text', 'number', 'date', 'yes_no', 'choice'] as const
export type QuestionDraft = {
  id?: number
  texts: { es: string; en?: string; pt?: string }
  kind: (typeof KINDS)[number]
  choices: string[]
  neededFor: 'intake' | 'diagnosis'
}
export const blankQuestion: QuestionDraft = { texts: { es: '' }, kind: 'text', choices: [], neededFor: 'intake' }

/** Those that say anything, as they are sent. */
export const asked = (questions: QuestionDraft[]): NonNullable<BodyOf<typeof createCategory>['questions']> =>
  questions.flatMap(({ id, texts: { es, ...texts }, kind, choices, neededFor }) =>
    es.trim() ? { ...(id && { id }), text: es.trim(), texts, kind, choices, neededFor } : [],
  )

type Props = {
  number: number
  question: QuestionDraft
  staged: boolean
  onChange: (question: QuestionDraft) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

export function QuestionFields({ number, question, staged, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation()
  const say = (language: 'es' | 'en' | 'pt') => ({
    value: question.texts[language] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...question, texts: { ...question.texts, [language]: event.currentTarget.value } }),
  })
  return (
    <fieldset className={classes.question} aria-label={t('category.question', { number })}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput flex={1} label={t('category.question', { number })} {...say('es')} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('category.questionUp', { number })}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('category.questionDown', { number })}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('category.questionRemove', { number })}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <Group grow>
        <TextInput label={t('category.inEnglish')} {...say('en')} />
        <TextInput label={t('category.inPortuguese')} {...say('pt')} />
      </Group>
      <Group grow>
        <NativeSelect
          label={t('category.kind')}
          value={question.kind}
          data={KINDS.map((kind) => ({ value: kind, label: t(`questionKind.${kind}`) }))}
          onChange={(event) => onChange({ ...question, kind: event.currentTarget.value as QuestionDraft['kind'] })}
        />
        {staged && (
          <NativeSelect
            label={t('category.neededFor')}
            value={question.neededFor}
            data={[
              { value: 'intake', label: t('category.intake') },
              { value: 'diagnosis', label: t('category.diagnosis') },
            ]}
            onChange={(event) =>
              onChange({ ...question, neededFor: event.currentTarget.value as QuestionDraft['neededFor'] })
            }
          />
        )}
      </Group>
      {question.kind === 'choice' && (
        <TagsInput
          label={t('category.choices')}
          value={question.choices}
          onChange={(choices) => onChange({ ...question, choices })}
        />
      )}
    </fieldset>
  )
}
