import { Textarea } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../commands.ts'
import type { Ticket } from './data.ts'
import { useTicketEdit } from './editing.tsx'
import { whyNot } from './refusals.ts'
import classes from './subject-field.module.css'

/** The subject, edited where it stands: Enter keeps it, Escape leaves it as it was. */
export function SubjectField({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const edit = useTicketEdit(ticket.id)
  const [writing, setWriting] = useState<{ typed: string; from: string }>()
  const refused = whyNot(ticket.can.edit)
  const start = () => !refused && setWriting({ typed: ticket.subject, from: ticket.subject })
  const close = () => setWriting(undefined)
  useCommands([{ id: 'subject', section: 'ticket', label: t('ticket.editSubject'), keys: 'm', run: start, refused }])
  const keep = () => {
    const subject = writing?.typed.trim()
    if (edit.isPending) return
    if (!subject || subject === ticket.subject) return close()
    const begun = { subject: writing!.from }
    // What could not be saved stays where it was written.
    edit.mutate({ patch: { subject }, expect: { subject }, said: t('undo.subject'), begun, after: close })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Enter') keep()
    else close()
  }
  if (writing) {
    return (
      <Textarea
        className={classes.field}
        data-subject
        aria-label={t('field.subject')}
        value={writing.typed}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={500}
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setWriting({ ...writing, typed: event.currentTarget.value.replaceAll('\n', ' ') })}
        onBlur={keep}
        onKeyDown={onKeyDown}
      />
    )
  }
  return (
    <h1 className={classes.subject}>
      {refused ? (
        ticket.subject
      ) : (
        <button type="button" className={classes.button} onClick={start} title={t('ticket.editSubject')}>
          {ticket.subject}
        </button>
      )}
    </h1>
  )
}
