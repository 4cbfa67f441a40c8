import Type, { type Static } from 'typebox'
import { endpoint, Id, IdParams, Line, Moment, Nullable, strict } from '../platform/contract.ts'
import { PreviewKind } from './files.contract.ts'

export const LibraryFile = strict({
  id: Id,
  title: Type.String(),
  /** Whose agents attach it; null: everybody’s. */
  group: Nullable(strict({ id: Id, name: Type.String() })),
  fileId: Id,
  filename: Type.String(),
  type: Type.String(),
  size: Type.Integer(),
  url: Type.String(),
  preview: PreviewKind,
  addedBy: Type.String(),
  addedAt: Moment,
  can: strict({ remove: Type.Union([Type.Literal(true), Type.String()]) }),
})
export type LibraryFile = Static<typeof LibraryFile>

export const listLibrary = endpoint({
  method: 'GET',
  path: '/api/library',
  access: 'read',
  summary: 'The files the desk attaches often: everybody’s, and those of the groups one sees. Attach them by `fileId`.',
  reply: strict({ items: Type.Array(LibraryFile) }),
})
export const addToLibrary = endpoint({
  method: 'POST',
  path: '/api/library',
  access: 'write',
  summary: 'Put a file one has stored into the library: of a group (right full in it), or of everybody (admins).',
  status: 201,
  body: strict({ fileId: Id, title: Line, groupId: Nullable(Id) }),
  reply: LibraryFile,
})
export const removeFromLibrary = endpoint({
  method: 'DELETE',
  path: '/api/library/:id',
  access: 'write',
  summary: 'Take a file out of the library; where it was attached it stays.',
  status: 204,
  params: IdParams,
})
