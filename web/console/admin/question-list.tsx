import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { blankQuestion, type QuestionDraft, QuestionFields } from './question-fields.tsx'

type Props = {
  questions: QuestionDraft[]
  /** Asked for a ticket, each is needed at a stage of it. */
  staged: boolean
  onChange: (questions: QuestionDraft[]) => void
}

/** Questions in their order, with room for one more. */
export function QuestionList({ questions, staged, onChange }: Props) {
  const { t } = useTranslation()
  const swap = (from: number, to: number) => {
    const moved = questions[from]
    if (moved && to >= 0 && to < questions.length) onChange(questions.toSpliced(from, 1).toSpliced(to, 0, moved))
  }
  return (
    <>
      {questions.map((question, place) => (
        <QuestionFields
          // A question not yet saved is only its place.
          key={question.id ?? `new ${place}`}
          number={place + 1}
          question={question}
          staged={staged}
          onChange={(next) => onChange(questions.with(place, next))}
          onMove={(by) => swap(place, place + by)}
          onRemove={() => onChange(questions.toSpliced(place, 1))}
        />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={15} />}
        onClick={() => onChange([...questions, blankQuestion])}
      >
        {t('category.addQuestion')}
      </Button>
    </>
  )
}
