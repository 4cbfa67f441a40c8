import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { ASK_MISSING, AskingContext, completenessQuery, NOTE_ANSWERS } from '../conversations/ask-missing.ts'
import { KeyOf } from '../key-of.tsx'
import { useCategories } from '../settings.ts'
import { AnswerForm } from './answer-form.tsx'
import { lacking, valuesOf } from './answers.ts'
import type { Ticket } from './data.ts'
import classes from './questions.module.css'
import { Progress, type Question, QuestionLine, useAnswerText } from './questions.tsx'
import { whyNot } from './refusals.ts'

/** E2: what the category wants to know and what is known of it; what is missing is seen, answered here or asked of the customer. */
export function CategoryQuestions({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { ask, pending, noting, heard } = useContext(AskingContext)
  const questions = useCategories().find(({ id }) => id === ticket.category?.id)?.questions ?? []
  const [writing, setWriting] = useState(false)
  const edited = whyNot(ticket.can.edit)
  const answers = valuesOf(ticket.answers)
  const missing = lacking(questions, answers).length
  useEffect(() => {
    if (!noting || questions.length === 0) return
    if (!edited) setWriting(true)
    heard()
  }, [noting, questions.length, edited, heard])
  if (questions.length === 0) return null
  return (
    <section className={classes.block} aria-label={t('newTicket.questions', { category: ticket.category?.name })}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('newTicket.questions', { category: ticket.category?.name })}</h2>
        <Progress lacking={missing} done={t('questions.complete')} />
      </header>
      {writing ? (
        <AnswerForm ticket={ticket} questions={questions} onClose={() => setWriting(false)} />
      ) : (
        <>
          <KnownAnswers ticket={ticket} questions={questions} />
          <div className={classes.actions}>
            <Button
              size="compact-sm"
              variant="default"
              disabled={!!edited}
              title={edited}
              rightSection={<KeyOf command={NOTE_ANSWERS.id} keys={NOTE_ANSWERS.keys} />}
              onClick={() => setWriting(true)}
            >
              {t(NOTE_ANSWERS.name)}
            </Button>
            {missing > 0 && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={!!whyNot(ticket.can.answer)}
                title={whyNot(ticket.can.answer)}
                loading={pending}
                rightSection={<KeyOf command={ASK_MISSING.id} keys={ASK_MISSING.keys} />}
                onClick={() => ask()}
              >
                {t(ASK_MISSING.name)}
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  )
}

function KnownAnswers({ ticket, questions }: { ticket: Ticket; questions: Question[] }) {
  const { t } = useTranslation()
  const said = useAnswerText()
  const formats = useFormats()
  const answers = valuesOf(ticket.answers)
  const { data } = useQuery({
    ...completenessQuery(ticket.id),
    enabled: lacking(questions, answers).length > 0,
  })
  const askedAt = (id: number) => data?.missing.find((question) => question.id === id)?.askedAt
  return (
    <ul className={classes.list}>
      {questions.map(({ id, text }) => {
        const value = said(answers[id] ?? '')
        const asked = askedAt(id)
        return (
          <QuestionLine key={id} answered={!!value}>
            <div className={classes.text}>{text}</div>
            {value ? (
              <p className={classes.value}>{value}</p>
            ) : (
              <p className={classes.value}>
                <span className={classes.missing}>{t('answer.unknown')}</span>
                {asked && (
                  <span className={classes.text}> · {t('questions.asked', { when: formats.short(asked) })}</span>
                )}
              </p>
            )}
          </QuestionLine>
        )
      })}
    </ul>
  )
}
