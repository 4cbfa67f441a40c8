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
type Props = { ticket: Ticket; field: Field; hint?: string }

/** A text of the ticket, edited where it stands; whoever leaves with something unsaved is asked first. */
export function EditableText({ ticket, field, hint }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  const edit = useTicketEdit(ticket.id)
  const saved = ticket[field] ?? ''
  const refused = whyNot(ticket.can.edit)
  const changed = typed !== undefined && typed.trim() !== saved
  useBlocker({
    shouldBlockFn: () => changed && !window.confirm(t('summary.leave')),
    enableBeforeUnload: () => changed,
    disabled: !changed,
  })
  const save = () => {
    if (typed === undefined) return
    const text = typed.trim()
    if (changed)
      edit.mutate({
        patch: { [field]: text },
        expect: { [field]: text },
        said: t('undo.text', { field: t(`field.${field}`) }),
      })
    setTyped(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
    if (event.key === 'Escape' && !changed) setTyped(undefined)
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
            onClick={() => setTyped(saved)}
          >
            <IconPencil size={16} />
          </ActionIcon>
        )}
      </header>
      {typed === undefined ? (
        <p className={saved ? classes.text : classes.nothing}>{saved || hint || t('summary.nothing')}</p>
      ) : (
        <>
          <Textarea
            aria-label={t(`field.${field}`)}
            autosize
            minRows={3}
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <div className={classes.actions}>
            <Button size="compact-sm" variant="default" onClick={() => setTyped(undefined)}>
              {t('do.cancel')}
            </Button>
            <Button size="compact-sm" onClick={save}>
              {t('do.save')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
