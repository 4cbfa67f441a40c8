import { useDebouncedValue } from '@mantine/hooks'
import { IconMail } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { openingNotice } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import classes from './move-fields.module.css'

type Caller = { name: string; phone: string; email: string }
type Props = {
  customerId: number | null
  caller: Caller | null
  groupId: number | null
  channel: 'phone' | 'email' | 'chat' | 'portal'
  resolved: boolean
}

/** T8, E6: to which address the desk will write once the ticket is there; nothing where it will not. */
export function OpeningNotice({ customerId, caller, groupId, channel, resolved }: Props) {
  const { t } = useTranslation()
  const [typed] = useDebouncedValue(caller, 400)
  const who = customerId ? { customerId } : typed && written(typed)
  const { data } = useQuery({
    ...noticeQuery({ groupId: groupId ?? 0, channel, resolved, ...who }),
    enabled: !!groupId && !!who,
  })
  if (!data?.to || !groupId || !who) return null
  return (
    <span role="note" className={classes.mailed}>
      <IconMail size={15} aria-hidden />
      <span>{t(resolved ? 'newTicket.tellsSolved' : 'newTicket.confirms', { address: data.to })}</span>
    </span>
  )
}

type Asked = { groupId: number; channel: Props['channel']; resolved: boolean } & Partial<Caller> & {
    customerId?: number
  }

const noticeQuery = (query: Asked) =>
  queryOptions({
    queryKey: [...keys.customers, 'opening-notice', query],
    queryFn: () => call(openingNotice, { query }),
    staleTime: 5_000,
    retry: false,
  })

function written({ name, phone, email }: Caller) {
  const given = Object.entries({ name, phone, email }).flatMap(([field, text]) =>
    text.trim() ? [[field, text.trim()]] : [],
  )
  return given.length ? (Object.fromEntries(given) as Partial<Caller>) : null
}
