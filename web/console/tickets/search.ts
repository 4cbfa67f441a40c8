import type { listTickets } from '../../../server/tickets/contract.ts'
import { CHANNELS, PRIORITIES, STATUSES, VIEWS } from '../../../server/tickets/contract.ts'
import { BUILT_IN, type Question } from '../../../server/tickets/views.contract.ts'
import type { InputOf } from '../../api.ts'

type Asked = NonNullable<InputOf<typeof listTickets>['query']>
/** What the list's address asks: a saved question, words, and filters. Anything else in the address is left out. */
export type ListSearch = Pick<
  Asked,
  | 'q'
  | 'view'
  | 'viewId'
  | 'status'
  | 'priority'
  | 'groupId'
  | 'ownerId'
  | 'customerId'
  | 'organizationId'
  | 'categoryId'
  | 'channel'
  | 'tag'
  | 'sort'
>
export type View = (typeof VIEWS)[number]

export function listSearch(search: Record<string, unknown>): ListSearch {
  const asked: ListSearch = {
    q: search.q === undefined ? undefined : String(search.q).slice(0, 200),
    view: oneOf(VIEWS, search.view),
    status: oneOf(STATUSES, search.status),
    priority: oneOf(PRIORITIES, search.priority),
    groupId: id(search.groupId),
    ownerId: id(search.ownerId),
    customerId: id(search.customerId),
    organizationId: id(search.organizationId),
    categoryId: id(search.categoryId),
    channel: oneOf(CHANNELS, search.channel),
    tag: search.tag === undefined ? undefined : String(search.tag).slice(0, 60),
    viewId: id(search.viewId),
    sort: oneOf(['due', 'newest', 'oldest'] as const, search.sort),
  }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''))
}

/** Words or filters search everything; with nothing asked one's own work is shown. */
export function effective(search: ListSearch): ListSearch {
  return Object.keys(search).some((name) => name !== 'sort') ? search : { ...search, view: 'mine' }
}

/** The order of dates: then the list falls into what is late, today's, and so on. */
export function isByDue(search: ListSearch, saved: Question | undefined): boolean {
  const { q, view, viewId, status, customerId, sort } = effective(search)
  if (q || status === 'closed' || view === 'history' || view === 'recent' || saved?.statuses?.includes('closed'))
    return false
  return (sort ?? saved?.sort ?? ((view || viewId) && !customerId ? 'due' : 'newest')) === 'due'
}

/** The states the list may hold, of which a filter takes one. */
export function statusesIn(search: ListSearch, saved: Question | undefined) {
  const { view } = effective(search)
  const asked = [...(view ? [BUILT_IN[view]] : []), ...(saved ? [saved] : [])]
  return STATUSES.filter((status) => asked.every(({ statuses }) => statuses?.includes(status) ?? status !== 'closed'))
}

const oneOf = <T extends string>(values: readonly T[], value: unknown) => values.find((v) => v === value)
const id = (value: unknown) => (Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : undefined)
