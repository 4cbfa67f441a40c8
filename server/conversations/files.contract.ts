import Type from 'typebox'
import { Choice, endpoint, Id, Nullable, strict } from '../platform/contract.ts'

/** In bytes: more is refused. */
export const LARGEST_FILE = 50 * 1024 * 1024

export const PREVIEWS = ['image', 'pdf', 'text'] as const
export type Preview = (typeof PREVIEWS)[number]

/** What a file can be shown as, found in its bytes: at `url` + `/preview`. Null: it can only be downloaded. */
export const PreviewKind = Nullable(Choice(PREVIEWS))
export const Attachment = strict({
  id: Id,
  filename: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
  sha256: Type.String(),
  contentId: Nullable(Type.String()),
  url: Type.String(),
  preview: PreviewKind,
})
export const StoredFile = strict({
  fileId: Id,
  filename: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
  sha256: Type.String(),
  url: Type.String(),
  preview: PreviewKind,
})
export const storeFile = endpoint({
  method: 'POST',
  path: '/api/files',
  access: 'write',
  summary: 'Store one file (raw body, any type); attach it by its id within 24 hours.',
  status: 201,
  query: strict({ name: Type.String({ minLength: 1, maxLength: 255 }) }),
  body: Type.Unsafe<unknown>({ description: 'The bytes of the file.' }),
  reply: StoredFile,
})
const byToken = strict({ token: Type.String({ minLength: 20, maxLength: 100 }) })
export const downloadFile = endpoint({
  method: 'GET',
  path: '/files/:token',
  access: 'anyone',
  summary: 'The bytes of a file, by its secret name, as a download.',
  params: byToken,
})
export const previewFile = endpoint({
  method: 'GET',
  path: '/files/:token/preview',
  access: 'anyone',
  summary:
    'A file to be looked at: a picture of pixels, a PDF, or the beginning of a text, as what its bytes are; 404 for anything else.',
  params: byToken,
})
