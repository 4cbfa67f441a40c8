import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload, IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Keys } from '../../ui/keys.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { EnclosedMail } from './enclosed-mail.tsx'
import { isMail, previewAt, type ShownFile } from './file-kinds.ts'
import { FileMark } from './file-list.tsx'
import { FileSize } from './file-size.tsx'
import classes from './files.module.css'

type Props = { files: ShownFile[]; at: number; onAt: (at: number) => void; onClose: () => void }

/** S11: one file after the other over the page: arrows go on, D downloads, Esc closes. Nothing of a file ever runs here. */
export function FileViewer({ files, at, onAt, onClose }: Props) {
  const { t } = useTranslation()
  const download = useRef<HTMLAnchorElement>(null)
  const pdf = useRef<HTMLAnchorElement>(null)
  const stage = useRef<HTMLElement>(null)
  // Each file comes under the keyboard: up and down scroll it, Enter opens what opens apart.
  useEffect(() => stage.current?.focus(), [at])
  const file = files[at]!
  const step = (by: number) => onAt((at + by + files.length) % files.length)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowLeft') step(-1)
    if (event.key === 'ArrowRight') step(1)
    if (event.key.toLowerCase() === 'd') download.current?.click()
    if (event.key === 'Enter' && event.target === stage.current) pdf.current?.click()
  }
  return (
    <Dialog fullScreen onClose={onClose} title={t('attachment.viewer')} onKeyDown={onKeyDown}>
      <div className={classes.bar}>
        <strong className={classes.title} title={file.filename}>
          {file.filename}
        </strong>
        <FileSize file={file} />
        {files.length > 1 && (
          <span className={classes.pager}>
            <ActionIcon aria-label={t('attachment.previous')} onClick={() => step(-1)}>
              <IconChevronLeft size={20} />
            </ActionIcon>
            <span role="status">{t('attachment.of', { at: at + 1, all: files.length })}</span>
            <ActionIcon aria-label={t('attachment.next')} onClick={() => step(1)}>
              <IconChevronRight size={20} />
            </ActionIcon>
          </span>
        )}
        <Button
          ref={download}
          component="a"
          size="xs"
          variant="default"
          href={file.url}
          download={file.filename}
          leftSection={<IconDownload size={16} />}
          rightSection={<Keys keys="d" />}
        >
          {t('attachment.downloadIt')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable place must be reachable by keyboard */}
      <section ref={stage} className={classes.stage} aria-label={file.filename} tabIndex={0} data-autofocus>
        <Look key={file.id} file={file} pdf={pdf} />
      </section>
    </Dialog>
  )
}

function Look({ file, pdf }: { file: ShownFile; pdf: RefObject<HTMLAnchorElement | null> }) {
  const { t } = useTranslation()
  const [broken, setBroken] = useState(false)
  if (file.preview === 'image' && !broken)
    return <img className={classes.whole} src={previewAt(file)} alt={file.filename} onError={() => setBroken(true)} />
  if (file.preview === 'text' && isMail(file)) return <EnclosedMail file={file} />
  if (file.preview === 'text') return <PlainText file={file} />
  return (
    <div className={classes.nothing}>
      <FileMark file={{ ...file, preview: file.preview === 'pdf' ? 'pdf' : null }} />
      {file.preview === 'pdf' ? (
        <>
          <p>{t('attachment.pdfApart')}</p>
          <Button
            component="a"
            ref={pdf}
            href={previewAt(file)}
            target="_blank"
            rel="noopener noreferrer"
            leftSection={<IconExternalLink size={18} />}
            rightSection={<Keys keys="enter" />}
          >
            {t('attachment.openPdf')}
          </Button>
        </>
      ) : (
        <p>{t('attachment.noPreview')}</p>
      )}
    </div>
  )
}

function PlainText({ file }: { file: ShownFile }) {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['file-text', file.url],
    queryFn: async () => {
      const response = await fetch(previewAt(file), { credentials: 'omit' })
      if (!response.ok) throw new Error(t('attachment.noPreview'))
      return response.text()
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (error) return <ProblemNote>{error.message}</ProblemNote>
  if (data === undefined) return <Skeleton height="100%" />
  return <pre className={classes.text}>{data}</pre>
}
