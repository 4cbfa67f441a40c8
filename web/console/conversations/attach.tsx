import { CloseButton, Loader } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { storeFile } from '../../../server/conversations/contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { sayProblem } from '../notices.tsx'
import classes from './composer.module.css'

type Stored = { fileId: number; filename: string; size: number }
export type Uploads = ReturnType<typeof useUploads>

/** S11: files are stored as soon as they are chosen, so that the save does not wait for them. */
export function useUploads(onStored: (file: Stored) => void) {
  const [underWay, setUnderWay] = useState<string[]>([])
  const store = async (file: File) => {
    setUnderWay((names) => [...names, file.name])
    try {
      const { fileId, filename, size } = await call(storeFile, { query: { name: file.name }, body: file })
      onStored({ fileId, filename, size })
    } catch (error) {
      sayProblem(error as Error)
    }
    setUnderWay((names) => names.filter((name) => name !== file.name))
  }
  return {
    underWay,
    busy: underWay.length > 0,
    add: (files: Iterable<File>) => {
      for (const file of files) void store(file)
    },
  }
}

type Props = { files: Stored[]; uploads: Uploads; onRemove: (fileId: number) => void }

export function AttachedFiles({ files, uploads, onRemove }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (files.length + uploads.underWay.length === 0) return null
  return (
    <ul className={classes.files}>
      {files.map(({ fileId, filename, size }) => (
        <li key={fileId}>
          {filename} ({t('attachment.kilobytes', { size: formats.number(Math.max(1, Math.round(size / 1024))) })})
          <CloseButton
            size="xs"
            display="inline-flex"
            aria-label={t('attachment.remove', { name: filename })}
            onClick={() => onRemove(fileId)}
          />
        </li>
      ))}
      {uploads.underWay.map((name) => (
        <li key={name}>
          <Loader size={12} /> {name}
        </li>
      ))}
    </ul>
  )
}
