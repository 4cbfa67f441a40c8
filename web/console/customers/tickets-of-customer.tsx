import { Button, Skeleton } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listTickets } from '../../../server/tickets/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useStatusName } from '../tickets/names.ts'
import { TicketRow } from '../tickets/ticket-row.tsx'
import classes from './customer-page.module.css'

/** Every ticket of the person that the reader may see, newest first. */
export function TicketsOfCustomer({ customerId }: { customerId: number }) {
  const { t } = useTranslation()
  const statusName = useStatusName()
  const list = useInfiniteQuery({
    queryKey: [...keys.tickets, 'of', customerId],
    queryFn: ({ pageParam }) =>
      call(listTickets, { query: { customerId, sort: 'newest', cursor: pageParam, limit: 25 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
  const cards = list.data?.pages.flatMap((page) => page.items)
  return (
    <section className={classes.tickets}>
      <h2 className={classes.ticketsTitle}>{t('customer.tickets')}</h2>
      {list.error && <ProblemNote>{list.error.message}</ProblemNote>}
      {list.isPending && <Skeleton height={180} />}
      {cards?.length === 0 && <Empty icon={<IconTicket size={22} />} title={t('customer.noTickets')} />}
      {!!cards?.length && (
        <ul className={classes.ticketList}>
          {cards.map((card) => (
            <li key={card.id}>
              <TicketRow card={card} statusName={statusName(card)} open={false} search={{ customerId }} />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
    </section>
  )
}
