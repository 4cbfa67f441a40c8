import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { useCategories } from '../settings.ts'
import { valuesOf } from './answers.ts'
import type { Ticket } from './data.ts'
import { usePriorityName, useStatusName } from './names.ts'
import { useAnswerText } from './questions.tsx'

export type Difference = { field: string; from: string; to: string }

/** What differs between two states of a ticket in the fields people edit, in words. */
export function useDifferences(before: Ticket, after: Ticket): Difference[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const statusName = useStatusName()
  const priorityName = usePriorityName()
  const answerText = useAnswerText()
  const questions = useCategories().flatMap((category) => category.questions)
  const read: [string, (ticket: Ticket) => string][] = [
    [t('field.status'), statusName],
    [t('field.priority'), (ticket) => priorityName(ticket.priority)],
    [t('field.group'), (ticket) => ticket.group.name],
    [t('field.owner'), (ticket) => ticket.owner?.name ?? t('ticket.noOwner')],
    [t('field.subject'), (ticket) => ticket.subject],
    [t('field.category'), (ticket) => ticket.category?.name ?? '–'],
    [t('field.customer'), (ticket) => ticket.customer.name],
    [t('field.summary'), (ticket) => ticket.summary || '–'],
    [t('field.cause'), (ticket) => ticket.cause ?? '–'],
    [t('field.solution'), (ticket) => ticket.solution ?? '–'],
    [t('field.verification'), (ticket) => ticket.verification ?? '–'],
    [t('field.tags'), (ticket) => ticket.tags.join(', ') || '–'],
    [t('field.promisedAt'), (ticket) => (ticket.promisedAt ? formats.short(ticket.promisedAt) : '–')],
    ...questions.map(({ id, text }): [string, (ticket: Ticket) => string] => [
      text,
      (ticket) => answerText(valuesOf(ticket.answers)[id] ?? '') || '–',
    ]),
  ]
  return read.flatMap(([field, say]) => {
    const [from, to] = [say(before), say(after)]
    return from === to ? [] : [{ field, from, to }]
  })
}
