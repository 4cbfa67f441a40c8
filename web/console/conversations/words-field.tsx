import { type RefObject, useEffect, useState } from 'react'
import type { AttachedFile } from './composer-draft.ts'
import { PlainField } from './plain-field.tsx'
import type { RichField as RichFieldType } from './rich-field.tsx'

export type WordsHandle = {
  focus: () => void
  /** Instead of what stands there. */
  set: (html: string) => void
  /** Behind what stands there. */
  add: (html: string) => void
  /** A picture, where the cursor is. */
  place: (picture: PlacedFile) => void
  takeOut: (contentId: string) => void
}
export type PlacedFile = AttachedFile & { contentId: string }
export type WordsProps = {
  label: string
  /** What it opens with; from then on it tells what stands there. */
  start: string
  error: string | undefined
  onChange: (html: string) => void
  handle: RefObject<WordsHandle | null>
  /** Where the tools that format stand. */
  tools: HTMLElement | null
  /** Where a picture that was placed before is to be seen. */
  pictureAt: (contentId: string) => string | undefined
}

let RichField: typeof RichFieldType | undefined

/** Asked for as soon as a ticket is opened: whoever writes finds it there. */
export const loadRichField = () =>
  import('./rich-field.tsx').then((loaded) => {
    RichField = loaded.RichField
  })

/**
 * Where one writes, formatted. Until the editor has arrived, and where it cannot be had, in a plain field; the editor takes over at a moment
 * when no key can be lost by it.
 */
export function WordsField(props: WordsProps) {
  const [arrived, setArrived] = useState(RichField !== undefined)
  const [taken, setTaken] = useState(RichField && { focused: false })
  useEffect(() => {
    if (!arrived)
      void loadRichField().then(
        () => setArrived(true),
        () => undefined,
      )
  }, [arrived])
  if (taken && RichField) return <RichField {...props} focused={taken.focused} />
  return <PlainField {...props} onRest={arrived ? (focused) => setTaken({ focused }) : undefined} />
}
