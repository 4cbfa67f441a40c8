import Type from 'typebox'
import { Choice, endpoint, ListOf, Seen, strict } from '../platform/contract.ts'
import { PRIORITIES } from '../tickets/contract.ts'

// The four priorities that rules know, by the names the company gives them.

const Name = Type.String({ maxLength: 40 })
const Names = strict({ es: Name, en: Name, pt: Name })
const AllNames = strict({ immediate: Names, high: Names, normal: Names, low: Names })
export const PriorityRow = strict({
  priority: Choice(PRIORITIES),
  /** In the reader's language. */
  name: Type.String(),
  /** The company's own; empty where the common name holds. */
  names: Names,
  commonNames: Names,
})
export const listPriorities = endpoint({
  method: 'GET',
  path: '/api/settings/priorities',
  access: 'read',
  summary: 'The four priorities by their names.',
  reply: ListOf(PriorityRow),
})
export const namePriorities = endpoint({
  method: 'PUT',
  path: '/api/settings/priorities',
  access: 'admin',
  summary: 'Name the four priorities in each language; an empty name is the common one again.',
  body: strict({ ...AllNames.properties, seen: Seen(AllNames) }),
  reply: ListOf(PriorityRow),
})
