import { Button } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { readForwarded } from '../../../server/mail/showing/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { ChangingCustomerContext } from './changing-customer.ts'
import type { Ticket } from './data.ts'
import classes from './ticket-notes.module.css'
import { Note } from './ticket-notes.tsx'

/** E1, S12: the customer passed on what somebody else wrote: whose ticket it may be, for whoever may say so. */
export function ForwardedNote({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const changeCustomer = useContext(ChangingCustomerContext)
  const { data } = useQuery({
    // Asked again once the ticket is another's.
    queryKey: [...keys.ticketPart(ticket.id, 'forwarded'), ticket.customer.id],
    queryFn: () => call(readForwarded, { params: { id: ticket.id } }),
    enabled: ticket.channel === 'email' && ticket.can.change_customer === true,
  })
  if (!data?.forwarded) return null
  const { by, name, address, customer } = data.forwarded
  const known = customer?.name ?? name
  const whose = known ? `${known} <${address}>` : address
  const propose = () =>
    changeCustomer(
      customer
        ? { customerId: customer.id, customer: null }
        : { customerId: null, customer: { name: name ?? address, email: address, phone: '' } },
    )
  return (
    <Note icon={<IconMailForward size={16} />}>
      {t('ticket.forwarded', { by })}{' '}
      <bdi className={classes.whose} title={whose}>
        {whose}
      </bdi>{' '}
      <Button
        size="compact-xs"
        variant="light"
        aria-label={`${t('ticket.theirCustomer')}: ${known ?? address}`}
        onClick={propose}
      >
        {t('ticket.theirCustomer')}
      </Button>
    </Note>
  )
}
