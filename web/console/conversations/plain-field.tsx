import { Textarea } from '@mantine/core'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import classes from './rich-field.module.css'
import { htmlOf, isPlain, pictureHtml, plainOf, withoutPicture } from './rich-text.ts'
import { SaidHtml } from './said-html.tsx'
import type { WordsProps } from './words-field.tsx'

type Props = WordsProps & {
  /** Nothing is being typed just now: another field may take over. Told whether this one had the keyboard. */
  onRest: ((focused: boolean) => void) | undefined
}
/** What is formatted already stands above as it is; what is typed comes behind it. */
type Written = { above: string; typed: string }

const openedWith = (html: string): Written =>
  isPlain(html) ? { above: '', typed: plainOf(html) } : { above: html, typed: '' }
const wholeOf = ({ above, typed }: Written) => above + htmlOf(typed)

/** Where one comes to what is written already, one goes on behind it. */
function focusAtEnd(field: HTMLTextAreaElement | null) {
  if (!field || document.activeElement === field) return
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}

/** Plain words, for as long as there is no editor. */
export function PlainField({ label, start, error, onChange, handle, onRest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const composing = useRef(false)
  const [written, setWritten] = useState(() => openedWith(start))
  const write = (now: Written) => {
    setWritten(now)
    onChange(wholeOf(now))
  }
  const behind = (html: string) => write(openedWith(wholeOf(written) + html))
  useImperativeHandle(handle, () => ({
    focus: () => focusAtEnd(field.current),
    set: (html) => write(openedWith(html)),
    add: behind,
    place: ({ contentId, filename }) => behind(`<p>${pictureHtml(contentId, filename)}</p>`),
    takeOut: (contentId) => write({ ...written, above: withoutPicture(written.above, contentId) }),
  }))
  const rest = () => {
    const { current } = field
    if (!current || !onRest || composing.current) return
    const focused = document.activeElement === current
    const atEnd = current.selectionStart === current.value.length
    if (!focused || atEnd) onRest(focused)
  }
  // Looked at after each key.
  useEffect(rest)
  return (
    <>
      {written.above && (
        <div className={classes.above}>
          <SaidHtml html={written.above} attachments={[]} />
        </div>
      )}
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={label}
        autosize
        minRows={2}
        maxRows={9}
        error={error}
        value={written.typed}
        onChange={(event) => write({ ...written, typed: event.currentTarget.value })}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={() => {
          composing.current = false
          rest()
        }}
        onSelect={rest}
        onBlur={rest}
      />
    </>
  )
}
