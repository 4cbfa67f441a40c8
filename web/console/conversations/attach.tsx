import { CloseButton, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LARGEST_FILE, storeFile } from '../../../server/conversations/files.contract.ts'
import { call, Problem, randomId } from '../../api.ts'
import classes from './composer.module.css'
import type { AttachedFile } from './composer-draft.ts'
import { kindOf, previewAt, SYMBOLS } from './file-kinds.ts'
import { FileSize, useSize } from './file-size.tsx'

export type Uploads = ReturnType<typeof useUploads>

/** S11: files are stored as soon as they are chosen, so that the save does not wait for them. */
export function useUploads(onStored: (file: AttachedFile, within: boolean) => Promise<void>) {
  const { t } = useTranslation()
  const size = useSize()
  const [underWay, setUnderWay] = useState<string[]>([])
  const [refused, setRefused] = useState<RefusedFile[]>([])
  const dropped = useRef<AttachedFile[] | null>(null)
  const refuse = (file: File, why: string) =>
    setRefused((before) => [...before, { id: randomId(), filename: file.name, size: file.size, why }])
  const tooLarge = () => t('attachment.tooLarge', { limit: size(LARGEST_FILE) })
  const store = async (file: File, within: boolean) => {
    if (file.size > LARGEST_FILE) return refuse(file, tooLarge())
    setUnderWay((names) => [...names, file.name])
    stayWhile(1)
    try {
      const { fileId, filename, size, url, preview } = await call(storeFile, { query: { name: file.name }, body: file })
      const stored = { fileId, filename, size, url, preview }
      if (dropped.current) dropped.current.push(stored)
      else await onStored(stored, within)
    } catch (error) {
      refuse(file, error instanceof Problem && error.status === 413 ? tooLarge() : (error as Error).message)
    }
    stayWhile(-1)
    // One of them: another may have the same name.
    setUnderWay((names) => names.toSpliced(names.indexOf(file.name), 1))
  }
  return {
    underWay,
    refused,
    forget: (gone: RefusedFile) => setRefused((before) => before.filter((one) => one !== gone)),
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

/** What could not be stored stays in sight, with why, until one has taken note. */
type RefusedFile = { id: string; filename: string; size: number; why: string }

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
  if (files.length + uploads.underWay.length + uploads.refused.length === 0) return null
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.fileId} className={classes.attached}>
          <Mark file={file} />
          <Row file={file} onRemove={() => onRemove(file)} />
        </li>
      ))}
      {uploads.underWay.map((name) => (
        <li key={name} className={classes.attached}>
          <Loader size={12} /> <span className={classes.filename}>{name}</span>
        </li>
      ))}
      {uploads.refused.map((file) => (
        <li key={file.id} ref={intoSight} className={classes.attached} data-refused>
          <IconAlertTriangle size={18} aria-hidden />
          <Row file={file} onRemove={() => uploads.forget(file)} />
          <span role="alert" className={classes.whyRefused}>
            {file.why}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Row({ file, onRemove }: { file: { filename: string; size: number }; onRemove: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <span className={classes.filename} title={file.filename}>
        {file.filename}
      </span>
      <FileSize file={file} />
      <CloseButton size="xs" aria-label={t('attachment.remove', { name: file.filename })} onClick={onRemove} />
    </>
  )
}

/** However much is written above it. */
const intoSight = (line: HTMLElement | null) => line?.scrollIntoView({ block: 'nearest' })

function Mark({ file }: { file: AttachedFile }) {
  if (file.preview === 'image' && file.url)
    return <img className={classes.mark} src={previewAt({ url: file.url })} alt="" />
  const Symbol_ = SYMBOLS[kindOf({ filename: file.filename, preview: file.preview ?? null })]
  return <Symbol_ size={18} aria-hidden />
}
