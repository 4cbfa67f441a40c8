/** What the survivor of a merge takes over where it has nothing of its own. */
export const FILLED = ['organization_id', 'tax_id', 'country', 'address', 'language', 'zone', 'tags', 'notes'] as const

type Columns = Partial<Record<(typeof FILLED)[number], unknown>>

/** The survivor keeps what it has; only what it lacks comes from the other. */
export function whatIsMissing(source: Columns, target: Columns): Columns {
  const lacking = FILLED.filter((column) => column in target && isEmpty(target[column]) && !isEmpty(source[column]))
  return Object.fromEntries(lacking.map((column) => [column, source[column]]))
}

/** Taking the merge back empties again what it filled, where nobody has changed it since. */
export function whatWasFilled(filled: Columns, target: Columns): Columns {
  const standing = FILLED.filter((column) => column in filled && same(filled[column], target[column]))
  return Object.fromEntries(standing.map((column) => [column, EMPTY[column] ?? null]))
}

const EMPTY: Columns = { address: '', notes: '', tags: [] }
const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
