import { Fieldset, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { inUse, useCategoryChoices } from '../category-choices.ts'
import { useCategories } from '../settings.ts'
import { lacking } from '../tickets/answers.ts'
import { type Answers, Progress, type Question, QuestionList } from '../tickets/questions.tsx'

type Fields = { categoryId: number | null; answers: Answers }
type Props = Fields & { technical: boolean; onChange: (change: Partial<Fields>) => void }

/** T5: the questions of the category as a list to go through; what has not been asked yet is seen at once. */
export function Checklist({ categoryId, answers, technical, onChange }: Props) {
  const { t } = useTranslation()
  const questions = useQuestions(categoryId, technical)
  const offered = useCategoryChoices(inUse(categoryId))
  if (offered.length === 0) return null
  return (
    <Stack gap="sm">
      <Select
        label={t('cockpit.category')}
        data={offered}
        value={categoryId ? String(categoryId) : null}
        onChange={(value) => onChange({ categoryId: value ? Number(value) : null })}
        searchable
        clearable
        nothingFoundMessage={t('do.nothingFound')}
      />
      {questions.length > 0 && (
        <Fieldset
          legend={
            <>
              {t('cockpit.questions')}{' '}
              <Progress lacking={lacking(questions, answers).length} done={t('cockpit.allAsked')} />
            </>
          }
        >
          <QuestionList
            questions={questions}
            answers={answers}
            onAnswer={(answer) => onChange({ answers: { ...answers, ...answer } })}
          />
        </Fieldset>
      )}
    </Stack>
  )
}

/** L1: an operator is shown what to ask when taking the call, a technician also what helps to find the cause. */
export function useQuestions(categoryId: number | null, technical: boolean): Question[] {
  const category = useCategories().find((one) => one.id === categoryId)
  return (category?.questions ?? []).filter(({ neededFor }) => technical || neededFor === 'intake')
}
