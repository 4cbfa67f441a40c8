import type { TAKEABLE } from './merging.contract.ts'

export type Takeable = (typeof TAKEABLE)[number]
const COLUMN = {
  name: 'name',
  organization: 'organization_id',
  taxId: 'tax_id',
  country: 'country',
  address: 'address',
  language: 'language',
  zone: 'zone',
  notes: 'notes',
} as const satisfies Record<Takeable, string>
/** What the agent chose: fields of which the one merged away is right; and whether both notes are kept, one after the other. */
export type Choices = { take?: Takeable[] | undefined; joinNotes?: boolean | undefined }

const COLUMNS = [...Object.values(COLUMN), 'tags'] as const
type Columns = Partial<Record<(typeof COLUMNS)[number], unknown>>
type Column = (typeof COLUMNS)[number]

/** T4: what the survivor takes over: what it lacks, what was chosen, and the tags of both. Nothing is ever taken away for an empty field. */
export function whatIsTaken(source: Columns, target: Columns, { take = [], joinNotes = false }: Choices): Columns {
  const chosen = new Set<Column>(take.map((field) => COLUMN[field]))
  const settled = (column: Column) => {
    const [theirs, own] = [source[column], target[column]]
    if (isEmpty(theirs)) return own
    if (column === 'tags') return [...new Set([...((own as string[] | undefined) ?? []), ...(theirs as string[])])]
    if (isEmpty(own)) return theirs
    if (column === 'notes' && joinNotes) return own === theirs ? own : `${own}\n\n${theirs}`
    return chosen.has(column) ? theirs : own
  }
  const wanted = COLUMNS.filter((column) => column in target).map((column) => [column, settled(column)] as const)
  return Object.fromEntries(wanted.filter(([column, value]) => !same(value, target[column])))
}

/** What stood there before, so that it can come back. */
export const whatIsReplaced = (taken: Columns, target: Columns): Columns =>
  Object.fromEntries(
    Object.keys(taken).flatMap((column) => {
      const before = target[column as Column]
      return isEmpty(before) ? [] : [[column, before]]
    }),
  )

/** Taking the merge back brings back what it replaced, and empties what it filled, where nobody has changed it since. */
export function whatComesBack(taken: Columns, replaced: Columns, target: Columns): Columns {
  const standing = COLUMNS.filter((column) => column in taken && same(taken[column], target[column]))
  return Object.fromEntries(standing.map((column) => [column, replaced[column] ?? EMPTY[column] ?? null]))
}

const EMPTY: Columns = { address: '', notes: '', tags: [] }
const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
