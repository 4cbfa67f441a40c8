import { ActionIcon, Button, Textarea } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useBlocker } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from './data.ts'
import { useTicketEdit } from './editing.tsx'
import { whyNot } from './refusals.ts'
import classes from './summary-section.module.css'

type Field = 'summary' | 'cause' | 'solution' | 'verification'
type Props = { ticket: Ticket; field: Field; hint: string }

/** A text of the ticket, edited where it stands; whoever leaves with something unsaved is asked first. */
export function EditableText({ ticket, field, hint }: Props) {
  const { t } = useTranslation()
  const [writing, setWriting] = useState<{ typed: string; from: string }>()
  const typed = writing?.typed
  const edit = useTicketEdit(ticket.id)
  const saved = ticket[field] ?? ''
  const refused = whyNot(ticket.can.edit)
  const changed = typed !== undefined && typed.trim() !== saved
  useBlocker({
    shouldBlockFn: () => changed && !window.confirm(t('summary.leave')),
    enableBeforeUnload: () => changed,
    disabled: !changed,
  })
  const close = () => setWriting(undefined)
  const save = () => {
    if (!writing || edit.isPending) return
    if (!changed) return close()
    const text = writing.typed.trim()
    edit.mutate({
      patch: { [field]: text },
      expect: { [field]: text },
      said: t('undo.text', { field: t(`field.${field}`) }),
      begun: { [field]: writing.from },
      // What could not be saved stays where it was written, and so does what was written meanwhile.
      after: () => setWriting((now) => (now && now.typed.trim() !== text ? { ...now, from: text } : undefined)),
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
    if (event.key === 'Escape' && !changed) close()
  }
  return (
    <div className={classes.editable}>
      <header>
        <h2 className={classes.title}>{t(`field.${field}`)}</h2>
        {typed === undefined && (
          <ActionIcon
            size="sm"
            aria-label={t('summary.edit', { field: t(`field.${field}`) })}
            title={refused}
            disabled={!!refused}
            onClick={() => setWriting({ typed: saved, from: saved })}
          >
            <IconPencil size={16} />
          </ActionIcon>
        )}
      </header>
      {typed === undefined ? (
        <p className={saved ? classes.text : classes.nothing}>{saved || hint}</p>
      ) : (
        <>
          <Textarea
            aria-label={t(`field.${field}`)}
            autosize
            minRows={3}
            autoFocus
            value={typed}
            onChange={(event) => setWriting({ from: saved, ...writing, typed: event.currentTarget.value })}
            onKeyDown={onKeyDown}
          />
          <div className={classes.actions}>
            <Button size="compact-sm" variant="default" onClick={close}>
              {t('do.cancel')}
            </Button>
            <Button size="compact-sm" loading={edit.isPending} onClick={save}>
              {t('do.save')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
