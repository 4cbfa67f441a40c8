import { Button, Group, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode, SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { submits } from '../../ui/submits.ts'
import classes from '../form-dialog.module.css'
import { refreshParts, show, type Ticket } from './data.ts'
import { offerUndo } from './undo.tsx'

type Answer = { reply: Ticket; requestId: string }

/** Something done to a ticket that is told, and can be taken back. */
export function useAct(said: string, onDone: () => void, undone?: string) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: (act: () => Promise<Answer>) => act(),
    onSuccess: ({ reply, requestId }) => {
      show(reply)
      refreshParts(reply.id)
      offerUndo({ requestId, said, undone: undone ?? t('undo.done') })
      onDone()
    },
  })
}

type ActProps = {
  title: string
  /** What the button says: the deed itself. */
  submit: string
  /** What cannot be told apart later from what never was. */
  grave?: boolean
  error: Error | null
  ready: boolean
  loading: boolean
  onClose: () => void
  onDo: () => void
  children: ReactNode
}

/** A question before something is done: what failed is said where it was asked. */
export function ActDialog({ title, submit, grave, error, ready, loading, onClose, onDo, children }: ActProps) {
  const { t } = useTranslation()
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (ready) onDo()
  }
  const faults = error instanceof Problem ? Object.values(error.fields) : []
  return (
    <Dialog onClose={onClose} title={title} classNames={{ content: classes.scrolling }}>
      <form onSubmit={onSubmit} onKeyDown={submits}>
        <Stack gap="sm">
          {error && <ProblemNote>{[error.message, ...faults].join(' ')}</ProblemNote>}
          {children}
        </Stack>
        <div className={classes.foot}>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('do.cancel')}
            </Button>
            <Button type="submit" disabled={!ready} loading={loading} {...(grave && { color: 'red' })}>
              {submit}
            </Button>
          </Group>
        </div>
      </form>
    </Dialog>
  )
}
