import { Fieldset, NativeSelect, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import type { listCategories } from '../../../server/tickets/catalogue.contract.ts'
import { useCategories } from '../settings.ts'
import classes from './questions.module.css'

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

type ListProps = { questions: Question[]; answers: Answers; onAnswer: (answer: Answers) => void }

/** T5: a list to go through; what is still without an answer is seen at once. */
export function QuestionList({ questions, answers, onAnswer }: ListProps) {
  return (
    <ul className={classes.list}>
      {questions.map((question) => (
        <QuestionLine key={question.id} answered={!!answers[question.id]?.trim()}>
          <Answer
            question={question}
            value={answers[question.id] ?? ''}
            onChange={(value) => onAnswer({ [question.id]: value })}
          />
        </QuestionLine>
      ))}
    </ul>
  )
}

export function QuestionLine({ answered, children }: { answered: boolean; children: ReactNode }) {
  return (
    <li className={classes.line} data-answered={answered || undefined}>
      {answered ? <IconCircleCheckFilled size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
      <div className={classes.answer}>{children}</div>
    </li>
  )
}

/** How many are left, or that none is. */
export function Progress({ lacking, done }: { lacking: number; done: string }) {
  const { t } = useTranslation()
  return (
    <span className={classes.progress} data-done={lacking === 0 || undefined}>
      {lacking === 0 ? done : t('cockpit.lacking', { count: lacking })}
    </span>
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
