import { queryOptions, useQuery } from '@tanstack/react-query'
import { solvedNotice } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { keys, queries } from '../../queries.ts'

/** Whom the desk will tell by mail that a ticket is solved, and whether with these very words. */
const solvedNoticeQuery = (ticketId: number) =>
  queryOptions({
    queryKey: [...keys.ticket(ticketId), 'solved-notice'],
    queryFn: () => call(solvedNotice, { params: { id: ticketId } }),
    staleTime: 5_000,
  })

/** To whom the desk will mail the solution word for word, while it is asked for. */
export function useMailedTo(ticketId: number, asked: boolean): string | undefined {
  const told = useQuery({ ...solvedNoticeQuery(ticketId), enabled: asked }).data
  return (asked && told?.tells && told.to) || undefined
}

/** The address that is told; nobody, as far as can be known. */
export const toldOf = (ticketId: number): Promise<string | null> =>
  queries.fetchQuery(solvedNoticeQuery(ticketId)).then(
    ({ to }) => to,
    () => null,
  )
