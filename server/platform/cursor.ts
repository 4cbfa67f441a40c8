import { invalid } from './errors.ts'

/** The cursor of a list that is read by id: the last id shown. */
export function idCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  const id = Number(cursor)
  if (!Number.isSafeInteger(id) || id < 1) throw invalid('cursor', 'cursor')
  return id
}
