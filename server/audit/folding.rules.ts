import { Temporal } from 'temporal-polyfill'

/** A change as the record has it; `diff` is null where it was lawfully erased. */
export type Change = { id: number; op: 'insert' | 'update' | 'delete'; diff: Record<string, [unknown, unknown]> | null }

/** What the record does and does not say of a table's columns. */
export type Columns = {
  /** Their type, for all that are compared: neither derived nor secret. */
  types: Record<string, string>
  /** What rows older than the column got when it was added. */
  added: Record<string, unknown>
}

export type Fault =
  | { kind: 'no_beginning' | 'twice_begun' | 'row_missing' | 'row_unrecorded'; change?: number }
  | { kind: 'link_missing'; change: number; field: string }
  | { kind: 'row_altered'; field: string }

/**
 * Follows one row through its changes: each must begin where the one before ended, and the last must end where the row stands.
 * A write past the triggers, or a change taken out, breaks one of the two.
 */
export function foldRow(changes: Change[], row: Record<string, unknown> | null, columns: Columns): Fault[] {
  const tale: Tale = { there: false, erased: false, said: new Map(), faults: [] }
  for (const change of changes) follow(tale, change, columns)
  if (tale.there && !row) tale.faults.push({ kind: 'row_missing' })
  if (!tale.there && row) tale.faults.push({ kind: 'row_unrecorded' })
  if (tale.there && row) tale.faults.push(...alterations(tale, row, columns))
  return tale.faults
}

/** What the changes have told so far; after an erasure only what was said since is known. */
type Tale = { there: boolean; erased: boolean; said: Map<string, unknown>; faults: Fault[] }

function follow(tale: Tale, { id, op, diff }: Change, columns: Columns) {
  if (op === 'insert' && tale.there) tale.faults.push({ kind: 'twice_begun', change: id })
  if (op !== 'insert' && !tale.there) tale.faults.push({ kind: 'no_beginning', change: id })
  tale.there = op !== 'delete'
  if (!diff) {
    tale.erased = true
    tale.said.clear()
    return
  }
  for (const [field, [before, after]] of Object.entries(diff)) {
    if (columns.types[field] === undefined) continue
    if (!fits(tale, field, before, columns)) tale.faults.push({ kind: 'link_missing', change: id, field })
    tale.said.set(field, after)
  }
}

function alterations(tale: Tale, row: Record<string, unknown>, columns: Columns): Fault[] {
  return Object.keys(columns.types)
    .filter((field) => !fits(tale, field, row[field], columns))
    .map((field) => ({ kind: 'row_altered', field }))
}

function fits({ said, erased }: Tale, field: string, value: unknown, { types, added }: Columns): boolean {
  const type = types[field]!
  if (said.has(field)) return same(said.get(field), value, type)
  return erased || same(null, value, type) || same(added[field], value, type)
}

/** The same value, also when two sessions wrote the same moment in different zones. */
function same(a: unknown, b: unknown, type: string): boolean {
  if ((a ?? null) === (b ?? null)) return true
  if (type === 'timestamp with time zone' && typeof a === 'string' && typeof b === 'string')
    return Temporal.Instant.from(a).equals(Temporal.Instant.from(b))
  return JSON.stringify(a) === JSON.stringify(b)
}
