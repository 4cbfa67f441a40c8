import { Fieldset, NativeSelect, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import type { listCategories } from '../../../server/tickets/catalogue.contract.ts'
import { useCategories } from '../settings.ts'

export type Question = ReplyOf<typeof listCategories>['items'][number]['questions'][number]
export type Answers = Record<number, string>
type Props = { categoryId: number | null; answers: Answers; onChange: (change: { answers: Answers }) => void }

/** T5: the questions of the category, offered as a checklist while the caller is on the line. */
export function Questions({ categoryId, answers, onChange }: Props) {
  const { t } = useTranslation()
  const category = useCategories().find((one) => one.id === categoryId)
  const questions = category?.questions.filter((question) => question.neededFor === 'intake') ?? []
  if (questions.length === 0) return null
  return (
    <Fieldset legend={t('newTicket.questions', { category: category?.name })}>
      <Stack gap="sm">
        {questions.map((question) => (
          <Answer
            key={question.id}
            question={question}
            value={answers[question.id] ?? ''}
            onChange={(value) => onChange({ answers: { ...answers, [question.id]: value } })}
          />
        ))}
      </Stack>
    </Fieldset>
  )
}

/** An answer as it is read: of a yes or no, the word in the reader's language. */
export function useAnswerText() {
  const { t } = useTranslation()
  return (value: string) => (value === 'yes' || value === 'no' ? t(`answer.${value}`) : value.trim())
}

type AnswerProps = { question: Question; value: string; onChange: (value: string) => void }

export function Answer({ question, value, onChange }: AnswerProps) {
  const { t } = useTranslation()
  if (question.kind === 'yes_no') {
    return (
      <Fieldset variant="unstyled" legend={question.text}>
        <SegmentedControl
          size="xs"
          value={value}
          onChange={onChange}
          data={[
            { value: '', label: t('answer.unknown') },
            { value: 'yes', label: t('answer.yes') },
            { value: 'no', label: t('answer.no') },
          ]}
        />
      </Fieldset>
    )
  }
  if (question.kind === 'choice') {
    return (
      <NativeSelect
        label={question.text}
        value={value}
        data={[{ value: '', label: t('answer.unknown') }, ...question.choices]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  if (question.kind === 'number') {
    return (
      <NumberInput label={question.text} value={value} onChange={(number) => onChange(String(number))} hideControls />
    )
  }
  return (
    <TextInput
      label={question.text}
      type={question.kind === 'date' ? 'date' : 'text'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
