import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { When } from '../../ui/when.tsx'
import { inUse, useCategoryChoices } from '../category-choices.ts'
import { useCategories } from '../settings.ts'
import { TargetList } from '../sla/target-list.tsx'
import { useCategoryChange } from './category-choice.tsx'
import { CategoryQuestions } from './category-questions.tsx'
import type { Ticket } from './data.ts'
import { EditableText } from './editable-text.tsx'
import { useTicketEdit } from './editing.tsx'
import { useAnswerText } from './questions.tsx'
import classes from './summary-section.module.css'
import { TagsField } from './tags-field.tsx'

/** S1: Resumen, with the text where teams keep their notes; Z10: problem, cause, solution, complete and clear. */
export function SummarySection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  return (
    <div className={classes.grid}>
      <section className={classes.block}>
        <h2 className={classes.title}>{t('field.description')}</h2>
        <p className={classes.text}>{ticket.description}</p>
        <CategoryQuestions ticket={ticket} />
        <FormerAnswers ticket={ticket} />
      </section>
      <section className={classes.block}>
        <EditableText ticket={ticket} field="summary" hint={t('summary.hint')} />
        <EditableText ticket={ticket} field="cause" hint={t('summary.causeHint')} />
        <EditableText ticket={ticket} field="solution" hint={t('summary.solutionHint')} />
        <EditableText ticket={ticket} field="verification" hint={t('summary.verificationHint')} />
      </section>
      <section className={classes.block}>
        <h2 className={classes.title}>{t('summary.targets')}</h2>
        <TargetList targets={ticket.targets} />
        <Estimate ticket={ticket} />
      </section>
      <section className={classes.block}>
        <h2 className={classes.title}>{t('summary.classification')}</h2>
        <Classes ticket={ticket} />
      </section>
    </div>
  )
}

/** Answers to what this category does not ask, or nobody any more. */
function FormerAnswers({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const said = useAnswerText()
  const categories = useCategories()
  const asked = categories.find(({ id }) => id === ticket.category?.id)?.questions ?? []
  const former = ticket.answers.filter(
    ({ questionId, value }) => value.trim() && !asked.some(({ id }) => id === questionId),
  )
  if (former.length === 0) return null
  const known = categories.flatMap((category) => category.questions)
  return (
    <dl className={classes.answers}>
      {former.map(({ questionId, value }) => (
        <div key={questionId}>
          <dt>{known.find(({ id }) => id === questionId)?.text ?? t('questions.former')}</dt>
          <dd>{said(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Estimate({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  if (!ticket.estimatedResolutionAt || ticket.resolvedAt) return null
  return (
    <p className={classes.estimate}>
      {t(ticket.promisedAt ? 'summary.promised' : 'summary.estimated')}{' '}
      <strong>
        <When at={ticket.estimatedResolutionAt} as="short" />
      </strong>
      {ticket.estimateOnHold && ` (${t('summary.onHold')})`}
    </p>
  )
}

function Classes({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const edit = useTicketEdit(ticket.id)
  const choose = useCategoryChange(ticket.id)
  const categories = useCategoryChoices(inUse(ticket.category?.id))
  const disabled = ticket.can.edit !== true
  return (
    <div className={classes.classes}>
      <Select
        label={t('field.category')}
        placeholder={t('answer.unset')}
        disabled={disabled}
        value={ticket.category ? String(ticket.category.id) : null}
        data={categories}
        onChange={(value) => choose(value ? Number(value) : null)}
        searchable
        clearable
        nothingFoundMessage={t('do.nothingFound')}
      />
      <TagsField
        label={t('field.tags')}
        disabled={disabled}
        value={ticket.tags}
        onChange={(tags) => edit.mutate({ patch: { tags }, expect: { tags }, said: t('undo.tags') })}
      />
      <dl className={classes.facts}>
        <Fact name={t('field.severity')} value={ticket.severity && t(`severity.${ticket.severity as 1}`)} />
        <Fact name={t('field.reach')} value={ticket.reach && t(`reach.${ticket.reach as 1}`)} />
        <Fact name={t('newTicket.channel')} value={t(`channel.${ticket.channel}`)} />
        <Fact name={t('field.createdAt')} value={<When at={ticket.createdAt} as="short" />} />
        <Fact name={t('field.resolvedAt')} value={ticket.resolvedAt && <When at={ticket.resolvedAt} as="short" />} />
        <Fact name={t('field.externalNumber')} value={ticket.externalNumber} />
      </dl>
    </div>
  )
}

function Fact({ name, value }: { name: string; value: React.ReactNode }) {
  if (!value) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
