import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { Keys } from '../../ui/keys.tsx'
import { submits } from '../../ui/submits.ts'
import { completenessQuery } from '../conversations/ask-missing.ts'
import { asBegun, changedAnswers, valuesOf, withAnswers } from './answers.ts'
import { type Ticket, ticketNow } from './data.ts'
import { useTicketEdit } from './editing.tsx'
import classes from './questions.module.css'
import { type Answers, type Question, QuestionList } from './questions.tsx'

type Props = { ticket: Ticket; questions: Question[]; onClose: () => void }

/** T5, E2: answers as they come, in one save; the cursor begins where something is missing. */
export function AnswerForm({ ticket, questions, onClose }: Props) {
  const { t } = useTranslation()
  const edit = useTicketEdit(ticket.id)
  const [from, setFrom] = useState<Answers>({})
  const [typed, setTyped] = useState<Answers>({})
  const latest = useRef(typed)
  latest.current = typed
  const form = useRef<HTMLFormElement>(null)
  const saved = valuesOf(ticket.answers)
  const changed = changedAnswers(typed, from)
  useLayoutEffect(() => focusFirstMissing(form.current), [])
  useBlocker({
    shouldBlockFn: () => changed.length > 0 && !window.confirm(t('questions.leave')),
    enableBeforeUnload: () => changed.length > 0,
    disabled: changed.length === 0,
  })
  const answer = (one: Answers) => {
    setFrom((before) => ({ ...pick(saved, one), ...before }))
    setTyped((before) => ({ ...before, ...one }))
  }
  const save = () => {
    if (edit.isPending) return
    if (changed.length === 0) return onClose()
    const now = ticketNow(ticket.id)?.answers ?? ticket.answers
    edit.mutate({
      patch: { answers: changed },
      expect: { answers: withAnswers(now, changed) },
      said: t('undo.answers'),
      begun: { answers: asBegun(now, changed, from) },
      // What was typed while it was being saved stays.
      after: () => (latest.current === typed ? onClose() : setFrom((before) => ({ ...before, ...valuesOf(changed) }))),
    })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    submits(event)
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    if (changed.length === 0) onClose()
    // What is typed stays, and the keys go on from the ticket.
    else (event.target as HTMLElement).blur()
  }
  return (
    <form
      ref={form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <HeardSince ticketId={ticket.id} />
      <QuestionList questions={questions} answers={{ ...saved, ...typed }} onAnswer={answer} />
      <div className={classes.actions}>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('do.cancel')}
        </Button>
        <Button size="compact-sm" type="submit" loading={edit.isPending} rightSection={<Keys keys="mod+enter" />}>
          {t('do.save')}
        </Button>
      </div>
    </form>
  )
}

/** Why one was brought here instead of asking again. */
function HeardSince({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data } = useQuery(completenessQuery(ticketId))
  const asked = data?.missing.flatMap(({ askedAt }) => askedAt ?? []).sort()
  if (!data?.heardAt || !asked?.length) return null
  const [when, heard] = [formats.short(asked.at(-1)!), formats.short(data.heardAt)]
  return <p className={classes.heard}>{t('questions.noteFirst', { when, heard })}</p>
}

const pick = (saved: Answers, of: Answers): Answers =>
  Object.fromEntries(Object.keys(of).flatMap((id) => (id in saved ? [[id, saved[Number(id)]!]] : [])))

const FIELD = ':is(input:not([type=radio]), input:checked, select, textarea)'

function focusFirstMissing(form: HTMLFormElement | null) {
  const field =
    form?.querySelector<HTMLElement>(`li:not([data-answered]) ${FIELD}`) ?? form?.querySelector<HTMLElement>(FIELD)
  field?.focus()
  field?.scrollIntoView({ block: 'center' })
}
