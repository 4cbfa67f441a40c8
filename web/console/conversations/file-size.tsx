import { useTranslation } from 'react-i18next'
import { useFormats } from '../../formats.ts'
import { endingOf } from './file-kinds.ts'
import classes from './files.module.css'

/** «PDF · 120 KB»: the ending stands apart, so that a long name cut short does not hide it. */
export function FileSize({ file }: { file: { filename: string; size: number } }) {
  const size = useSize()
  const ending = endingOf(file.filename)
  return <span className={classes.size}>{[ending.toUpperCase(), size(file.size)].filter(Boolean).join(' · ')}</span>
}

export function useSize() {
  const { t } = useTranslation()
  const formats = useFormats()
  return (bytes: number) => {
    if (bytes === 0) return t('attachment.empty')
    if (bytes < 1024) return t('attachment.bytes', { count: bytes, size: formats.number(bytes) })
    return bytes < 1024 * 1024
      ? t('attachment.kilobytes', { size: formats.number(Math.round(bytes / 1024)) })
      : t('attachment.megabytes', { size: formats.number(Math.round(bytes / 1024 / 102.4) / 10) })
  }
}
