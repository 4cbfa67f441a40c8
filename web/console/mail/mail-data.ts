import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listMails } from '../../../server/mail/contract.ts'
import { listMailboxes } from '../../../server/mail/mailboxes.contract.ts'
import { listTemplates } from '../../../server/mail/templates/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import type { LedgerSearch } from './ledger-search.ts'

export type Mailbox = ReplyOf<typeof listMailboxes>['items'][number]
export type Mail = ReplyOf<typeof listMails>['items'][number]
export type Template = ReplyOf<typeof listTemplates>['items'][number]

/** How fetching goes changes by itself: looked at again while somebody looks, and sooner while it is being found out. */
export const mailboxesQuery = queryOptions({
  queryKey: keys.settings('mailboxes'),
  queryFn: async () => (await call(listMailboxes, {})).items,
  refetchInterval: ({ state }) => (state.data?.some(isFindingOut) ? 2000 : 10_000),
})
const isFindingOut = ({ active, incoming, watch }: Mailbox) =>
  active && !!incoming && (!watch || watch.state === 'waiting' || watch.state === 'connecting')

export const templatesQuery = queryOptions({
  queryKey: keys.settings('mail-templates'),
  queryFn: async () => (await call(listTemplates, {})).items,
})
/** What was searched for is not searched for again by itself. */
export const mailsQuery = ({ words: q, outcome, mailboxId }: LedgerSearch) =>
  infiniteQueryOptions({
    queryKey: ['mails', q ?? null, outcome ?? null, mailboxId ?? null],
    queryFn: ({ pageParam }) => call(listMails, { query: { q, outcome, mailboxId, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: q ? false : 15_000,
    placeholderData: keepPreviousData,
  })
