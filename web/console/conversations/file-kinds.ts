import {
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconPhoto,
} from '@tabler/icons-react'
import type { Interaction } from './data.ts'

/** A file as it is shown: one that came along, or one of the library. */
export type ShownFile = Pick<Interaction['attachments'][number], 'id' | 'filename' | 'size' | 'url' | 'preview'>

export const FILE_KINDS = ['image', 'pdf', 'sheet', 'document', 'archive', 'other'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** What its bytes are where the desk knows that; else what its name says, which decides about a symbol and a filter only. */
export function kindOf({ preview, filename }: Pick<ShownFile, 'preview' | 'filename'>): FileKind {
  if (preview === 'image' || preview === 'pdf') return preview
  const ending = endingOf(filename)
  if (/^(xlsx?|xlsm|ods|csv|tsv)$/.test(ending)) return 'sheet'
  if (/^(zip|rar|7z|gz|tgz|tar)$/.test(ending)) return 'archive'
  if (preview === 'text' || /^(docx?|odt|rtf|pptx?|odp|eml|msg)$/.test(ending)) return 'document'
  return 'other'
}

export const SYMBOLS: Record<FileKind, typeof IconFile> = {
  image: IconPhoto,
  pdf: IconFileTypePdf,
  sheet: IconFileSpreadsheet,
  document: IconFileText,
  archive: IconFileZip,
  other: IconFile,
}

export const endingOf = (filename: string) => /\.([^.]{1,8})$/.exec(filename)?.[1]?.toLowerCase() ?? ''

/** What is looked at here; all else is downloaded. */
export const previewAt = ({ url }: Pick<ShownFile, 'url'>) => `${url}/preview`

/** Its secret name, by which it is asked for. */
export const tokenOf = ({ url }: Pick<ShownFile, 'url'>) => url.slice(url.lastIndexOf('/') + 1)

/** A mail that came as a file is read as a mail. */
export const isMail = ({ filename }: Pick<ShownFile, 'filename'>) => endingOf(filename) === 'eml'

/** What asks for somebody's time. */
export const isCalendar = ({ type, filename }: Pick<Interaction['attachments'][number], 'type' | 'filename'>) =>
  type === 'text/calendar' || type === 'application/ics' || endingOf(filename) === 'ics'
