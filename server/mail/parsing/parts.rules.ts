import type { Attached } from './bodies.rules.ts'
import { contentIdOf } from './cleaning.rules.ts'
import type { ParsedPart } from './parsed-mail.ts'
import { oneLine, storableFilename } from './storable.rules.ts'

/** Attachments with a name and type one can store, each marked as shown in the HTML or not. */
export function partsOf(attached: Attached[], pictures: Set<string>): ParsedPart[] {
  return attached.map(({ filename, type, contentId, content }, i) => {
    const cleanId = contentId === null ? null : oneLine(contentId, 400)
    const named = storableFilename(filename ?? '')
    const known = typeOf(type, named)
    return {
      filename: named || `adjunto-${i + 1}${EXTENSIONS[known] ?? ''}`,
      type: known,
      contentId: cleanId,
      inline: cleanId !== null && known.startsWith('image/') && pictures.has(contentIdOf(cleanId)),
      content,
    }
  })
}

const EXTENSIONS: Record<string, string> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'text/plain': '.txt',
  'text/html': '.html',
  'text/calendar': '.ics',
  'message/rfc822': '.eml',
  'application/pkcs7-signature': '.p7s',
  'application/pgp-signature': '.asc',
}
const TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  txt: 'text/plain',
  csv: 'text/csv',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
}

/** What the mail says, and only where it says nothing what the name suggests. */
function typeOf(said: string, filename: string): string {
  const type = said.toLowerCase().replace(/;.*/s, '').trim()
  if (/^[\w.+-]+\/[\w.+-]+$/.test(type) && type.length < 120) return type
  return TYPES[/\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
