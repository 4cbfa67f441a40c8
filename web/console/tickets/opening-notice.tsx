import { useDebouncedValue } from '@mantine/hooks'
import { IconMail } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { openingNotice } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { isAddress } from '../conversations/recipients.ts'
import classes from './opening-notice.module.css'

type Caller = { name: string; phone: string; email: string }
type Props = {
  customerId: number | null
  caller: Caller | null
  /** None where nothing will be opened. */
  groupId: number | null
  channel: 'phone' | 'email' | 'chat' | 'portal'
  resolved: boolean
}

/** How long a field rests before what stands in it is taken for whole. */
const RESTS = 800

/**
 * T8, E6: to which address the desk will write once the ticket is there; nothing where it will not, nor while that is being typed. The
 * region is there before its words, or they would be told to nobody who listens.
 */
export function OpeningNotice({ customerId, caller, groupId, channel, resolved }: Props) {
  const { t } = useTranslation()
  const [rested] = useDebouncedValue(caller, RESTS)
  const typed = caller && rested && emailOf(caller) === emailOf(rested) ? written(rested) : null
  const who = customerId ? { customerId } : typed
  const { data } = useQuery({
    ...noticeQuery({ groupId: groupId ?? 0, channel, resolved, ...who }),
    enabled: !!groupId && !!who,
  })
  const to = groupId && who && data?.to
  return (
    <div role="status" className={classes.place} data-kept={!!customerId || !!caller || undefined}>
      {to && (
        <span className={classes.words}>
          <IconMail size={15} aria-hidden />
          <span>{t(resolved ? 'newTicket.tellsSolved' : 'newTicket.confirms', { address: to })}</span>
        </span>
      )}
    </div>
  )
}

type Asked = { groupId: number; channel: Props['channel']; resolved: boolean } & Partial<Caller> & {
    customerId?: number
  }

const noticeQuery = ({ name, phone, ...about }: Asked) =>
  queryOptions({
    queryKey: [...keys.customers, 'opening-notice', about, { name, phone }] as const,
    queryFn: () => call(openingNotice, { query: { ...about, name, phone } }),
    // A name being written beside an address leaves what is said of the address, until it turns out otherwise.
    placeholderData: (before, query) => (alike(query?.queryKey.at(-2), about) ? before : undefined),
    staleTime: 5_000,
    retry: false,
  })

const alike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const emailOf = ({ email }: Caller) => email.trim()

/** What may be asked about: an address that is one; without any, a name and a number may be somebody's in the book. */
function written(caller: Caller): Partial<Caller> | null {
  const [name, phone, email] = [caller.name.trim(), caller.phone.trim(), emailOf(caller)]
  if (email ? !isAddress(email) : !name || !phone) return null
  return { ...(name && { name }), ...(phone && { phone }), ...(email && { email }) }
}
