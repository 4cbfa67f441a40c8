import type { ClipboardEvent, Dispatch, DragEvent, RefObject, SetStateAction } from 'react'
import { useTranslation } from 'react-i18next'
import { sayDone } from '../notices.tsx'
import { useUploads } from './attach.tsx'
import { useFilesBrought } from './compose-requests.ts'
import type { AttachedFile, ComposerDraft } from './composer-draft.ts'
import { previewAt } from './file-kinds.ts'
import { bringFile } from './giving-back.ts'
import { filesBrought, nameAmong, newContentId } from './inline-pictures.ts'
import { withinMode } from './own-words.ts'
import type { WordsHandle } from './words-field.tsx'

type Form = {
  ticketId: number
  mode: string
  draft: ComposerDraft
  setDraft: Dispatch<SetStateAction<ComposerDraft>>
  /** Where the words are written: a picture stands where the cursor is. */
  words: RefObject<WordsHandle | null>
}

/** What goes along with the words: attached below them, or a picture within. */
export function useEnclosures({ ticketId, mode, draft, setDraft, words }: Form) {
  const { t } = useTranslation()
  const attach = (file: AttachedFile, chosenIn = mode) =>
    setDraft((before) =>
      withinMode(before, chosenIn, (there) => ({ ...there, attachments: [...there.attachments, file] })),
    )
  const placeWithin = (file: AttachedFile) => {
    const placed = { ...file, contentId: newContentId() }
    attach(placed)
    words.current?.place(placed)
  }
  useFilesBrought(ticketId, ({ file, within, mode: chosenIn }) => {
    if (chosenIn !== mode) attach(file, chosenIn)
    else if (within && file.preview === 'image') placeWithin(file)
    else attach(file)
  })
  const uploads = useUploads({ ticketId, mode }, async (file, within) => {
    const waits = await bringFile({ ticketId, file, within, mode })
    if (waits) sayDone(t('draft.fileKept', { file: file.filename, number: ticketId }))
  })
  const take = (event: ClipboardEvent | DragEvent, brought: DataTransfer) => {
    const files = filesBrought(brought)
    if (!files.length) return
    event.preventDefault()
    const taken = [...draft.attachments.map(({ filename }) => filename), ...uploads.underWay]
    const named = files.map((file) => {
      const name = nameAmong(file.name, taken)
      taken.push(name)
      return new File([file], name, { type: file.type })
    })
    void uploads.addWithin(named)
  }
  const remove = (gone: AttachedFile) => {
    setDraft((before) => ({
      ...before,
      attachments: before.attachments.filter(({ fileId }) => fileId !== gone.fileId),
    }))
    if (gone.contentId && !gone.proposed) words.current?.takeOut(gone.contentId)
  }
  const pictureAt = (contentId: string) => {
    const url = draft.attachments.find((file) => file.contentId === contentId)?.url
    return url && previewAt({ url })
  }
  return { uploads, attach, take, onRemove: remove, onMended: () => words.current?.focus(), pictureAt }
}
