import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { kindOf, previewAt, type ShownFile, SYMBOLS } from './file-kinds.ts'
import { FileSize } from './file-size.tsx'
import classes from './files.module.css'

const FileViewer = part(() => import('./file-viewer.tsx'), 'FileViewer')

/** More would push the next message out of sight. */
const AT_FIRST = 12

/** S11: what came along: what can be looked at opens in the page, the rest is downloaded. */
export function FileList({ files }: { files: ShownFile[] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const viewer = useViewer(files)
  const shown = all ? files : files.slice(0, AT_FIRST)
  return (
    <>
      <ul className={classes.files}>
        {shown.map((file) => (
          <li key={file.id} className={classes.file}>
            <FileChip file={file} onOpen={() => viewer.open(file)} />
          </li>
        ))}
        {shown.length < files.length && (
          <li>
            <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
              {t('attachment.showAll', { count: files.length })}
            </Button>
          </li>
        )}
      </ul>
      {viewer.shown}
    </>
  )
}

/** The viewer over these files, and what opens it at one of them. */
export function useViewer(files: ShownFile[]) {
  const [id, setId] = useState<number>()
  const at = files.findIndex((file) => file.id === id)
  return {
    open: (file: ShownFile) => setId(file.id),
    shown: at >= 0 && (
      <Suspense>
        <FileViewer files={files} at={at} onAt={(next) => setId(files[next]?.id)} onClose={() => setId(undefined)} />
      </Suspense>
    ),
  }
}

function FileChip({ file, onOpen }: { file: ShownFile; onOpen: () => void }) {
  const { t } = useTranslation()
  const { filename, preview, url } = file
  const inside = <FileFace file={file} name={filename} />
  if (!preview)
    return (
      <a className={classes.open} href={url} download={filename} title={filename}>
        {inside}
      </a>
    )
  return (
    <>
      <button type="button" className={classes.open} title={filename} onClick={onOpen}>
        {inside}
      </button>
      <a
        className={classes.download}
        href={url}
        download={filename}
        aria-label={t('attachment.download', { name: filename })}
      >
        <IconDownload size={16} aria-hidden />
      </a>
    </>
  )
}

/** What a file looks like, what it is called, and how large it is. */
export function FileFace({ file, name }: { file: ShownFile; name: string }) {
  return (
    <>
      <FileMark file={file} />
      <span className={classes.named}>
        <span className={classes.name}>{name}</span>
        <FileSize file={file} />
      </span>
    </>
  )
}

/** A picture shows itself, fetched when it comes into sight; anything else its symbol. */
export function FileMark({ file }: { file: ShownFile }) {
  const kind = kindOf(file)
  const Symbol_ = SYMBOLS[kind]
  if (file.preview === 'image')
    return <img className={classes.thumb} src={previewAt(file)} alt="" loading="lazy" decoding="async" />
  return (
    <span className={classes.symbol} data-kind={kind}>
      <Symbol_ size={20} aria-hidden />
    </span>
  )
}
