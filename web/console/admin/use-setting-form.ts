import type { SubmitEvent } from 'react'
import { useUnsaved } from '../use-unsaved.ts'
import { useSetting } from './admin-data.ts'
import { type Kept, useEdited } from './edited.ts'

export type Edit<T> = { form: T; changed: Partial<T>; seen: Partial<T> }
type Ways<T, Out> = { send: (edit: Edit<T>) => Promise<Out>; onSaved?: (out: Out) => void; kept?: Kept<T> }

/** S9: the one way a setting is edited: `send` says what was changed, and what was seen there. */
export function useSettingForm<T extends object, Out>(now: T, { send, onSaved, kept }: Ways<T, Out>) {
  const { settle, ...edited } = useEdited(now, kept)
  const { form, changed, seen } = edited
  const unsaved = Object.keys(changed).length > 0
  const saving = useSetting(send, (out, sent: Edit<T>) => {
    settle(sent.changed)
    onSaved?.(out)
  })
  // Whoever keeps what was typed in several forms knows of them all.
  useUnsaved(unsaved && !kept)
  const save = () => saving.mutate({ form, changed, seen })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save()
  }
  return { ...edited, unsaved, saving, save, onSubmit }
}
