import type { ClipboardEvent, Dispatch, DragEvent, RefObject, SetStateAction } from 'react'
import { useTranslation } from 'react-i18next'
import { useUploads } from './attach.tsx'
import type { AttachedFile, ComposerDraft } from './composer-draft.ts'
import { inserted, nameAmong, newContentId, placeOf, withoutPlace } from './inline-pictures.ts'

type Form = {
  draft: ComposerDraft
  setDraft: Dispatch<SetStateAction<ComposerDraft>>
  /** Where the words are typed: a picture stands where the cursor is. */
  field: RefObject<HTMLTextAreaElement | null>
  /** Whether pictures that are pasted or dropped stand within the words. */
  within: boolean
}

/** What goes along with the words: attached below them, or a picture within. */
export function useEnclosures({ draft, setDraft, field, within }: Form) {
  const { t } = useTranslation()
  const attach = (file: AttachedFile) =>
    setDraft((before) => ({ ...before, attachments: [...before.attachments, file] }))
  const placeWithin = (file: AttachedFile) => {
    const place = placeOf(t('composer.picture'), file.filename)
    const words = field.current
    const at = words?.selectionStart ?? draft.text.length
    setDraft((before) => ({
      ...before,
      text: inserted(before.text, at, place),
      attachments: [...before.attachments, { ...file, contentId: newContentId(), place }],
    }))
    // What is written next stands behind the picture, wherever the field puts its cursor when its text changes.
    requestAnimationFrame(() => {
      const end = (words?.value.indexOf(place, at) ?? 0) + place.length + 1
      words?.setSelectionRange(end, end)
    })
  }
  const uploads = useUploads((file, inWords) =>
    inWords && file.preview === 'image' ? placeWithin(file) : attach(file),
  )
  const take = (event: ClipboardEvent | DragEvent, files: FileList | undefined) => {
    if (!files?.length) return
    event.preventDefault()
    const taken = [...draft.attachments.map(({ filename }) => filename), ...uploads.underWay]
    const named = [...files].map((file) => {
      const name = nameAmong(file.name, taken)
      taken.push(name)
      return new File([file], name, { type: file.type })
    })
    if (within) void uploads.addWithin(named)
    else uploads.add(named)
  }
  const remove = (gone: AttachedFile) =>
    setDraft((before) => ({
      ...before,
      text: withoutPlace(before.text, gone.place),
      attachments: before.attachments.filter(({ fileId }) => fileId !== gone.fileId),
    }))
  return { uploads, attach, take, remove }
}
