import { Button, TextInput } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { submits } from '../../ui/submits.ts'
import { addressFrom } from './links.ts'
import classes from './rich-field.module.css'

/** Where the selected words lead; without any, the address itself is written down. */
export function LinkForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTranslation()
  const known = editor.getAttributes('link').href as string | undefined
  const [typed, setTyped] = useState(known ?? '')
  const [wrong, setWrong] = useState(false)
  const words = editor.chain().extendMarkRange('link')
  const take = (event: FormEvent) => {
    event.preventDefault()
    const href = addressFrom(typed)
    if (!href) return setWrong(true)
    if (known || !editor.state.selection.empty) words.setLink({ href }).run()
    else editor.commands.insertContent({ type: 'text', text: typed.trim(), marks: [{ type: 'link', attrs: { href } }] })
    onClose()
  }
  const remove = () => {
    words.unsetLink().run()
    onClose()
  }
  return (
    <form
      className={classes.link}
      onSubmit={take}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return
        // Neither sends nor closes what the link stands in.
        event.stopPropagation()
        submits(event)
        if (event.key === 'Escape') onClose()
      }}
    >
      <TextInput
        size="xs"
        autoFocus
        className={classes.address}
        aria-label={t('write.address')}
        placeholder={t('write.address')}
        value={typed}
        error={wrong ? t('write.noAddress') : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default">
        {t('write.setLink')}
      </Button>
      {known && (
        <Button size="xs" variant="subtle" onClick={remove}>
          {t('write.unlink')}
        </Button>
      )}
    </form>
  )
}
