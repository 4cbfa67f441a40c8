import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import type { listQuestions } from '../../../server/tickets/catalogue.contract.ts'

type Question = ReplyOf<typeof listQuestions>['items'][number]
type Props = { question: Question; value: string; onChange: (value: string) => void }

/** One of the company's own questions, asked by what kind of answer it wants. */
export function AnswerField({ question, value, onChange }: Props) {
  const { t } = useTranslation()
  const change = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)
  if (question.kind === 'choice' || question.kind === 'yes_no') {
    const choices =
      question.kind === 'choice'
        ? question.choices.map((choice) => ({ value: choice, label: choice }))
        : (['yes', 'no'] as const).map((word) => ({ value: t(`answer.${word}`), label: t(`answer.${word}`) }))
    return (
      <NativeSelect
        label={question.text}
        value={value}
        data={[{ value: '', label: t('answer.unset') }, ...choices]}
        onChange={change}
      />
    )
  }
  const type = question.kind === 'text' ? 'text' : question.kind
  return <TextInput label={question.text} type={type} value={value} maxLength={2000} onChange={change} />
}
