import { Fieldset, Select, Stack } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { inUse, useCategoryChoices } from '../category-choices.ts'
import { useCategories } from '../settings.ts'
import { Answer, type Answers, type Question } from '../tickets/questions.tsx'
import classes from './checklist.module.css'

type Fields = { categoryId: number | null; answers: Answers }
type Props = Fields & { technical: boolean; onChange: (change: Partial<Fields>) => void }

/** T5: the questions of the category as a list to go through; what has not been asked yet is seen at once. */
export function Checklist({ categoryId, answers, technical, onChange }: Props) {
  const { t } = useTranslation()
  const questions = useQuestions(categoryId, technical)
  const lacking = questions.filter(({ id }) => !answers[id]?.trim()).length
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
              <span className={classes.progress} data-done={lacking === 0 || undefined}>
                {lacking === 0 ? t('cockpit.allAsked') : t('cockpit.lacking', { count: lacking })}
              </span>
            </>
          }
        >
          <ul className={classes.list}>
            {questions.map((question) => (
              <Line
                key={question.id}
                question={question}
                value={answers[question.id] ?? ''}
                onChange={(value) => onChange({ answers: { ...answers, [question.id]: value } })}
              />
            ))}
          </ul>
        </Fieldset>
      )}
    </Stack>
  )
}

type LineProps = { question: Question; value: string; onChange: (value: string) => void }

function Line({ question, value, onChange }: LineProps) {
  const asked = value.trim() !== ''
  return (
    <li className={classes.line} data-asked={asked || undefined}>
      {asked ? <IconCircleCheckFilled size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
      <div className={classes.answer}>
        <Answer question={question} value={value} onChange={onChange} />
      </div>
    </li>
  )
}

/** L1: an operator is shown what to ask when taking the call, a technician also what helps to find the cause. */
export function useQuestions(categoryId: number | null, technical: boolean): Question[] {
  const category = useCategories().find((one) => one.id === categoryId)
  return (category?.questions ?? []).filter(({ neededFor }) => technical || neededFor === 'intake')
}
