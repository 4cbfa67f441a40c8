import { Input } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { previewAt } from './file-kinds.ts'
import formatted from './formatted.module.css'
import { LinkForm } from './link-form.tsx'
import { addBehind, newEditor, placePicture, replaceAll, takePictureOut } from './rich-editor.ts'
import classes from './rich-field.module.css'
import { RichTools } from './rich-tools.tsx'
import type { WordsProps } from './words-field.tsx'

/** Formatted words, and the few tools they need. */
export function RichField({ focused, ...props }: WordsProps & { focused: boolean }) {
  const { label, error, handle, tools } = props
  const host = useRef<HTMLDivElement>(null)
  const made = useRef<Editor>(undefined)
  const [editor, setEditor] = useState<Editor>()
  const [linking, setLinking] = useState(false)
  const errorId = useId()
  const placed = useRef(new Map<string, string | undefined>())
  const latest = useRef({ ...props, errorId })
  latest.current = { ...props, errorId }
  // The keyboard changes hands in the very commit in which the fields do: no key falls between them.
  useLayoutEffect(() => {
    const own = newEditor({
      element: host.current!,
      content: latest.current.start,
      attributes: () => attributesOf(latest.current),
      pictureAt: (contentId) => placed.current.get(contentId) ?? latest.current.pictureAt(contentId),
      onLink: () => setLinking(true),
      onUpdate: (html) => latest.current.onChange(html),
    })
    made.current = own
    if (focused) own.view.focus()
    setEditor(own)
    return () => own.destroy()
  }, [])
  useLayoutEffect(() => editor?.view.setProps({}), [editor, label, error])
  useImperativeHandle(handle, () => ({
    focus: () => made.current?.view.focus(),
    set: (html) => replaceAll(made.current!, html),
    add: (html) => addBehind(made.current!, html),
    place: ({ contentId, filename, url }) => {
      placed.current.set(contentId, url && previewAt({ url }))
      placePicture(made.current!, contentId, filename)
    },
    takeOut: (contentId) => takePictureOut(made.current!, contentId),
  }))
  const closeLink = () => {
    setLinking(false)
    editor?.view.focus()
  }
  return (
    <div>
      <div ref={host} className={`${classes.words} ${formatted.formatted}`} data-error={!!error || undefined} />
      {error && (
        <Input.Error id={errorId} mt={4}>
          {error}
        </Input.Error>
      )}
      {editor &&
        tools &&
        createPortal(
          linking ? (
            <LinkForm editor={editor} onClose={closeLink} />
          ) : (
            <RichTools editor={editor} onLink={() => setLinking(true)} />
          ),
          tools,
        )}
    </div>
  )
}

const attributesOf = ({ label, error, errorId }: Pick<WordsProps, 'label' | 'error'> & { errorId: string }) => ({
  'aria-label': label,
  'aria-placeholder': label,
  ...(error && { 'aria-invalid': 'true', 'aria-describedby': errorId }),
})
