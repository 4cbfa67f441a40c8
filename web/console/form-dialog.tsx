import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, type SubmitEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { submits } from '../ui/submits.ts'
import classes from './form-dialog.module.css'

type Props = {
  title: string
  wide?: boolean
  saving: { error: Error | null; isPending: boolean }
  /** What went wrong, where it is not the refusal's own sentence. */
  said?: string | undefined
  /** What the button says that is not «save». */
  submit?: string
  onSave: () => void
  onClose: () => void
  /** Beside the buttons. */
  more?: ReactNode
  /** Below the form: what acts by itself. */
  after?: ReactNode
  children: ReactNode
}

/** A form over the page: what failed is said above the button that was pressed, and the first field it lies in has the focus. */
export function FormDialog({ title, wide, saving, said, submit, onSave, onClose, more, after, children }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const { error, isPending } = saving
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSave()
  }
  return (
    <Dialog
      onClose={onClose}
      closeOnClickOutside={false}
      size={wide ? 'lg' : 'md'}
      title={title}
      classNames={{ content: classes.scrolling }}
    >
      <form id={id} ref={form} onSubmit={onSubmit} onKeyDown={submits}>
        <Stack gap="sm">{children}</Stack>
      </form>
      {after}
      <div className={classes.foot}>
        {error && <ProblemNote>{said ?? (isSignedOut(error) ? t('auth.endedAgain') : error.message)}</ProblemNote>}
        <Group justify="flex-end">
          {more}
          <Button variant="default" onClick={onClose}>
            {t('do.cancel')}
          </Button>
          <Button type="submit" form={id} loading={isPending}>
            {submit ?? t('do.save')}
          </Button>
        </Group>
      </div>
    </Dialog>
  )
}

/** Whoever has signed in again over the form presses the same button. */
const isSignedOut = (error: Error) => error instanceof Problem && error.code === 'signed_out'

/** What to do about it, where the fields do not say it themselves. */
export const saidOf = (error: Error) => Object.values(faultsOf(error))[0] ?? error.message

/** What is wrong with which field, in a sentence each. */
export const faultsOf = (error: Error | null): Record<string, string> => (error instanceof Problem ? error.fields : {})
