import { CloseButton, Loader } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { storeFile } from '../../../server/conversations/files.contract.ts'
import { call } from '../../api.ts'
import { sayProblem } from '../notices.tsx'
import classes from './composer.module.css'
import type { AttachedFile } from './composer-draft.ts'
import { kindOf, previewAt, SYMBOLS } from './file-kinds.ts'
import { FileSize } from './file-size.tsx'

export type Uploads = ReturnType<typeof useUploads>

/** S11: files are stored as soon as they are chosen, so that the save does not wait for them. */
export function useUploads(onStored: (file: AttachedFile, within: boolean) => Promise<void>) {
  const [underWay, setUnderWay] = useState<string[]>([])
  const dropped = useRef<AttachedFile[] | null>(null)
  const store = async (file: File, within: boolean) => {
    setUnderWay((names) => [...names, file.name])
    stayWhile(1)
    try {
      const { fileId, filename, size, url, preview } = await call(storeFile, { query: { name: file.name }, body: file })
      const stored = { fileId, filename, size, url, preview }
      if (dropped.current) dropped.current.push(stored)
      else await onStored(stored, within)
    } catch (error) {
      sayProblem(error as Error)
    }
    stayWhile(-1)
    // One of them: another may have the same name.
    setUnderWay((names) => names.toSpliced(names.indexOf(file.name), 1))
  }
  return {
    underWay,
    busy: underWay.length > 0,
    /** They were thrown away with the form, until somebody wants them back: then those are told that have come meanwhile. */
    drop: () => {
      dropped.current = []
    },
    wantBack: () => {
      const come = dropped.current ?? []
      dropped.current = null
      return come
    },
    add: (files: Iterable<File>) => {
      for (const file of files) void store(file, false)
    },
    /** Pictures among them are to stand within the words, one after the other as they came. */
    addWithin: async (files: Iterable<File>) => {
      for (const file of files) await store(file, true)
    },
  }
}

let onTheirWay = 0
const askToStay = (event: BeforeUnloadEvent) => event.preventDefault()

/** Whoever closes the page while files are on their way is asked first. */
function stayWhile(more: 1 | -1) {
  onTheirWay += more
  if (onTheirWay) window.addEventListener('beforeunload', askToStay)
  else window.removeEventListener('beforeunload', askToStay)
}

type Props = { files: AttachedFile[]; uploads: Uploads; onRemove: (file: AttachedFile) => void }

export function AttachedFiles({ files, uploads, onRemove }: Props) {
  const { t } = useTranslation()
  if (files.length + uploads.underWay.length === 0) return null
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.fileId} className={classes.attached}>
          <Mark file={file} />
          <span className={classes.filename} title={file.filename}>
            {file.filename}
          </span>
          <FileSize file={file} />
          <CloseButton
            size="xs"
            aria-label={t('attachment.remove', { name: file.filename })}
            onClick={() => onRemove(file)}
          />
        </li>
      ))}
      {uploads.underWay.map((name) => (
        <li key={name} className={classes.attached}>
          <Loader size={12} /> <span className={classes.filename}>{name}</span>
        </li>
      ))}
    </ul>
  )
}

function Mark({ file }: { file: AttachedFile }) {
  if (file.preview === 'image' && file.url)
    return <img className={classes.mark} src={previewAt({ url: file.url })} alt="" />
  const Symbol_ = SYMBOLS[kindOf({ filename: file.filename, preview: file.preview ?? null })]
  return <Symbol_ size={18} aria-hidden />
}
