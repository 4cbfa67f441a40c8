import { Button, CloseButton, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LARGEST_FILE, storeFile } from '../../../server/conversations/files.contract.ts'
import { call, Problem, randomId } from '../../api.ts'
import classes from './composer.module.css'
import type { AttachedFile } from './composer-draft.ts'
import { kindOf, previewAt, SYMBOLS } from './file-kinds.ts'
import { FileSize, useSize } from './file-size.tsx'
import { dropRefused, forgetRefused, keepRefused, type RefusedFile, useRefusedFiles } from './refused-files.ts'

export type Uploads = ReturnType<typeof useUploads>

type Place = { ticketId: number; mode: string }

/** S11: files are stored as soon as they are chosen, so that the save does not wait for them. */
export function useUploads(
  { ticketId, mode }: Place,
  onStored: (file: AttachedFile, within: boolean) => Promise<void>,
) {
  const { t } = useTranslation()
  const size = useSize()
  const [underWay, setUnderWay] = useState<string[]>([])
  const refused = useRefusedFiles(ticketId, mode)
  const dropped = useRef<{ stored: AttachedFile[]; refused: RefusedFile[] } | null>(null)
  const refuse = (file: File, within: boolean, why: string, final: boolean) => {
    const one = { id: randomId(), file, why, final, within, mode }
    if (dropped.current) dropped.current.refused.push(one)
    else keepRefused(ticketId, [one])
  }
  const tooLarge = () => t('attachment.tooLarge', { limit: size(LARGEST_FILE) })
  const store = async (file: File, within: boolean) => {
    if (file.size > LARGEST_FILE) return refuse(file, within, tooLarge(), true)
    setUnderWay((names) => [...names, file.name])
    stayWhile(1)
    try {
      const { fileId, filename, size, url, preview } = await call(storeFile, { query: { name: file.name }, body: file })
      const stored = { fileId, filename, size, url, preview }
      if (dropped.current) dropped.current.stored.push(stored)
      else await onStored(stored, within)
    } catch (error) {
      const final = error instanceof Problem && error.status === 413
      refuse(file, within, final ? tooLarge() : (error as Error).message, final)
    }
    stayWhile(-1)
    // One of them: another may have the same name.
    setUnderWay((names) => names.toSpliced(names.indexOf(file.name), 1))
  }
  const forget = (gone: RefusedFile) => forgetRefused(ticketId, [gone])
  return {
    underWay,
    refused,
    forget,
    retry: (again: RefusedFile) => {
      forget(again)
      void store(again.file, again.within)
    },
    busy: underWay.length > 0,
    /** Something is to go along that is not there. */
    lacking: underWay.length + refused.length > 0,
    /** They were thrown away with the form, until somebody wants them back: then those are told that have come meanwhile. */
    drop: () => {
      dropped.current = { stored: [], refused: dropRefused(ticketId, mode) }
    },
    wantBack: () => {
      const come = dropped.current
      dropped.current = null
      keepRefused(ticketId, come?.refused ?? [])
      return come?.stored ?? []
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

type Props = {
  files: AttachedFile[]
  uploads: Uploads
  onRemove: (file: AttachedFile) => void
  /** One wanted to save, and is told that this stands in the way. */
  tried: boolean
  /** What stood in the way is mended, or gone without. */
  onMended: () => void
}

export function AttachedFiles({ files, uploads, onRemove, tried, onMended }: Props) {
  if (!files.length && !uploads.lacking) return null
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.fileId} className={classes.attached}>
          <Mark file={file} />
          <Named file={file} />
          <Remove name={file.filename} onClick={() => onRemove(file)} />
        </li>
      ))}
      {uploads.underWay.map((name) => (
        <li key={name} className={classes.attached}>
          <Loader size={12} /> <span className={classes.filename}>{name}</span>
        </li>
      ))}
      {uploads.refused.map((file) => (
        <Refused key={file.id} refused={file} uploads={uploads} tried={tried} onMended={onMended} />
      ))}
    </ul>
  )
}

type RefusedProps = Pick<Props, 'uploads' | 'tried' | 'onMended'> & { refused: RefusedFile }

/** Nothing leaves without it unless one says so: whoever saves is led to its first button. */
function Refused({ refused, uploads, tried, onMended }: RefusedProps) {
  const { t } = useTranslation()
  const whyId = useId()
  const { file, why, final } = refused
  // The row goes; whoever pressed it goes on where one writes.
  const mend = (by: (file: RefusedFile) => void) => () => {
    by(refused)
    onMended()
  }
  return (
    <li ref={intoSight} className={classes.attached} data-refused>
      <IconAlertTriangle size={18} aria-hidden />
      <Named file={{ filename: file.name, size: file.size }} />
      {!final && (
        <Button
          size="compact-xs"
          variant="light"
          color="red"
          aria-label={`${t('attachment.retry')}: ${file.name}`}
          aria-describedby={whyId}
          onClick={mend(uploads.retry)}
        >
          {t('attachment.retry')}
        </Button>
      )}
      <Remove name={file.name} describedBy={whyId} onClick={mend(uploads.forget)} />
      <span id={whyId} role="alert" className={classes.whyRefused}>
        {why} {tried && t(final ? 'attachment.without' : 'attachment.retryOrWithout')}
      </span>
    </li>
  )
}

function Named({ file }: { file: { filename: string; size: number } }) {
  return (
    <>
      <span className={classes.filename} title={file.filename}>
        {file.filename}
      </span>
      <FileSize file={file} />
    </>
  )
}

type RemoveProps = { name: string; describedBy?: string; onClick: () => void }

function Remove({ name, describedBy, onClick }: RemoveProps) {
  const { t } = useTranslation()
  return (
    <CloseButton
      size="xs"
      aria-label={t('attachment.remove', { name })}
      aria-describedby={describedBy}
      onClick={onClick}
    />
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
