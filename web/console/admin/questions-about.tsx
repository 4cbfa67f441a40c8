import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { saveQuestions } from '../../../server/tickets/catalogue.contract.ts'
import { call } from '../../api.ts'
import { useQuestionsAbout } from '../customers/data.ts'
import { FormDialog, faultsOf } from '../form-dialog.tsx'
import classes from './category-list.module.css'
import { ClashNote } from './clash-note.tsx'
import { asked, type QuestionDraft } from './question-fields.tsx'
import { QuestionList } from './question-list.tsx'
import { useSettingForm } from './use-setting-form.ts'

type Question = ReplyOf<typeof saveQuestions>['items'][number]
type About = 'customer' | 'organization'

/** Z4: what the company asks of every person, and of every organization. */
export function QuestionsAbout({ refused }: { refused: string | undefined }) {
  const { t } = useTranslation()
  return (
    <section className={classes.about}>
      <h2 id="questions-about">{t('questionsAbout.title')}</h2>
      <p className={classes.hint}>{t('questionsAbout.teach')}</p>
      <ul className={classes.tree} aria-labelledby="questions-about">
        <Row about="customer" refused={refused} />
        <Row about="organization" refused={refused} />
      </ul>
    </section>
  )
}

function Row({ about, refused }: { about: About; refused: string | undefined }) {
  const { t } = useTranslation()
  const questions = useQuestionsAbout(about)
  const [editing, setEditing] = useState(false)
  const name = t(`questionsAbout.${about}`)
  return (
    <li className={classes.row}>
      <span className={classes.name}>{name}</span>
      <span className={classes.count}>{t('category.questionCount', { count: questions?.length ?? 0 })}</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!!refused || !questions}
        title={refused}
        aria-label={t('category.editOne', { name })}
        onClick={() => setEditing(true)}
      >
        {t('do.edit')}
      </Button>
      {editing && questions && <Dialog about={about} name={name} held={questions} onClose={() => setEditing(false)} />}
    </li>
  )
}

type DialogProps = { about: About; name: string; held: QuestionDraft[]; onClose: () => void }

function Dialog({ about, name, held, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { form, change, clashing, save, saving } = useSettingForm(
    { questions: held },
    {
      send: ({ form, seen }) =>
        call(saveQuestions, {
          body: { about, questions: asked(form.questions), seen: seen as { questions?: Question[] } },
        }),
      onSaved: onClose,
    },
  )
  return (
    <FormDialog
      title={name}
      wide
      saving={saving}
      said={faultsOf(saving.error).questions}
      onSave={save}
      onClose={onClose}
    >
      <ClashNote fields={clashing.map(() => t('category.questions'))} />
      <QuestionList questions={form.questions} staged={false} onChange={(questions) => change({ questions })} />
    </FormDialog>
  )
}
