import Type, { type Static } from 'typebox'
import { Choice, endpoint, Id, IdParams, ListOf, Moment, Nullable, Page, strict } from '../platform/contract.ts'
import { CustomerRef } from './contract.ts'

export const IMPORT_FIELDS = [
  'name',
  'firstName',
  'lastName',
  'organization',
  'phone',
  'email',
  'taxId',
  'country',
  'address',
  'language',
  'zone',
  'tags',
  'notes',
] as const
/** A column may also answer one of the company's own questions about customers. */
export type ImportField = (typeof IMPORT_FIELDS)[number] | `question:${number}`
const ColumnField = Type.Unsafe<ImportField>({
  anyOf: [Choice(IMPORT_FIELDS), Type.String({ pattern: '^question:[1-9][0-9]{0,14}$' })],
})
export const IMPORT_STATES = ['mapping', 'checking', 'checked', 'running', 'done', 'cancelled'] as const
export const VERDICTS = ['new', 'update', 'refused'] as const

/** What each column of the file holds; null: left out. Several columns may hold phones, e-mails or notes. */
export const Mapping = Type.Array(Nullable(ColumnField), { maxItems: 100 })
export const Import = strict({
  id: Id,
  fileName: Type.String(),
  /** xlsx, or the encoding and delimiter of a CSV file. */
  format: Type.String(),
  state: Choice(IMPORT_STATES),
  headers: Type.Array(Type.String()),
  mapping: Mapping,
  /** Whose numbers and tax ids are meant where a row does not say. */
  country: Type.String(),
  total: Type.Integer(),
  counts: strict({
    new: Type.Integer(),
    update: Type.Integer(),
    refused: Type.Integer(),
    waiting: Type.Integer(),
    done: Type.Integer(),
  }),
  samples: Type.Array(Type.Array(Type.String())),
  by: strict({ id: Id, name: Type.String() }),
  createdAt: Moment,
  finishedAt: Nullable(Moment),
})
export type Import = Static<typeof Import>

export const ImportRow = strict({
  /** The row's number in the file. */
  number: Type.Integer(),
  cells: Type.Array(Type.String()),
  verdict: Nullable(Choice(VERDICTS)),
  reason: Nullable(Type.String()),
  warnings: Type.Array(Type.String()),
  customer: Nullable(CustomerRef),
  done: Type.Boolean(),
})

export const receiveImport = endpoint({
  method: 'POST',
  path: '/api/imports',
  access: 'admin',
  summary: 'Read a stored CSV or Excel file of customers (one’s own upload); nothing is written to the book yet.',
  status: 201,
  body: strict({ fileId: Id }),
  reply: Import,
})
export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports',
  access: 'admin',
  summary: 'Imports, newest first.',
  query: strict({ ...Page }),
  reply: ListOf(Import),
})
export const getImport = endpoint({
  method: 'GET',
  path: '/api/imports/:id',
  access: 'admin',
  summary: 'One import: its columns, and how far it is.',
  params: IdParams,
  reply: Import,
})
export const checkImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/check',
  access: 'admin',
  summary:
    'Dry run with this mapping: each row gets its verdict (new, updates whom, refused why) and nothing is written.',
  params: IdParams,
  body: strict({ mapping: Mapping, country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })) }),
  reply: Import,
})
export const runImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/run',
  access: 'admin',
  summary: 'Bring the checked rows into the book; it goes on by itself, also after a restart.',
  params: IdParams,
  reply: Import,
})
export const cancelImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/cancel',
  access: 'admin',
  summary: 'Stop: what is in the book already stays.',
  params: IdParams,
  reply: Import,
})
export const listImportRows = endpoint({
  method: 'GET',
  path: '/api/imports/:id/rows',
  access: 'admin',
  summary: 'The rows with their verdicts, in the order of the file.',
  params: IdParams,
  query: strict({ verdict: Type.Optional(Choice(VERDICTS)), ...Page }),
  reply: ListOf(ImportRow),
})
export const refusedRows = endpoint({
  method: 'GET',
  path: '/api/imports/:id/refused',
  access: 'admin',
  summary: 'The refused rows with their reasons, as a CSV file to correct and import again.',
  params: IdParams,
  reply: Type.Unsafe<string>({ type: 'string', description: 'text/csv' }),
})
export const exportCustomers = endpoint({
  method: 'GET',
  path: '/api/customers/export',
  access: 'admin',
  summary: 'The book, or what answers the search, as CSV (for Spanish Excel) or Excel.',
  query: strict({
    format: Type.Optional(Choice(['csv', 'xlsx'])),
    q: Type.Optional(Type.String({ maxLength: 200 })),
    organizationId: Type.Optional(Id),
  }),
  reply: Type.Unsafe<string>({ type: 'string', description: 'text/csv or an Excel workbook' }),
})
