import { isDeepStrictEqual } from 'node:util'
import { Refusal } from './errors.ts'

/**
 * S9: an edit of a setting says what its writer saw of the fields it changes. What another changed since is told, field by field, instead
 * of being written over; two who change different fields are in nobody's way. To be asked under the row's lock (decision 25).
 */
export function requireSeen<T extends object>(held: T, seen: Partial<NoInfer<T>> | undefined) {
  const names = Object.keys(seen ?? {}) as (keyof T & string)[]
  const unseen = names.filter((name) => !isDeepStrictEqual(held[name], seen![name]))
  if (!unseen.length) return
  throw new Refusal(409, 'stale', { fields: Object.fromEntries(unseen.map((name) => [name, { key: 'changed' }])) })
}
