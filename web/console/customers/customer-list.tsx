import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { IconSearch, IconUserPlus, IconUserQuestion } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { searchCustomers } from '../../../server/customers/contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { keys } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Face } from '../../ui/face.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { CustomerDialog } from './customer-dialog.tsx'
import classes from './customer-list.module.css'
import type { Found } from './data.ts'
import { PhoneLine } from './phone-line.tsx'

/** The customers' book. */
export function CustomerList() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const [creating, creation] = useDisclosure(false)
  const list = useInfiniteQuery({
    queryKey: [...keys.customers, 'list', q],
    queryFn: ({ pageParam }) => call(searchCustomers, { query: { q: q || undefined, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  usePageTitle(t('customer.many'))
  const found = list.data?.pages.flatMap((page) => page.items)
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('customer.many')}</h1>
        <Button variant="default" leftSection={<IconUserPlus size={16} />} onClick={creation.open}>
          {t('customer.create')}
        </Button>
      </header>
      <TextInput
        aria-label={t('customer.search')}
        placeholder={t('customer.searchHint')}
        leftSection={<IconSearch size={16} />}
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {list.error && <ProblemNote>{list.error.message}</ProblemNote>}
      {list.isPending && <Skeleton height={220} mt="md" />}
      {found?.length === 0 && (
        <Empty icon={<IconUserQuestion size={24} />} title={t(q ? 'customer.noneFound' : 'customer.none')}>
          {t('customer.teach')}
        </Empty>
      )}
      <ul className={classes.list}>
        {found?.map((customer) => (
          <CustomerRow key={customer.id} customer={customer} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
      {creating && (
        <CustomerDialog
          onClose={creation.close}
          onSaved={(customer) => void navigate({ to: paths.customer, params: { customerId: customer.id } })}
        />
      )}
    </div>
  )
}

function CustomerRow({ customer }: { customer: Found }) {
  const { t } = useTranslation()
  return (
    <li className={classes.row}>
      <Face name={customer.name} size={32} quiet />
      <div className={classes.who}>
        <Link to={paths.customer} params={{ customerId: customer.id }} className={classes.name}>
          {customer.name}
        </Link>
        <span className={classes.of}>{customer.organization?.name}</span>
      </div>
      <div className={classes.reach}>
        {customer.phones[0] && <PhoneLine phone={customer.phones[0]} />}
        <span>{customer.emails[0]}</span>
      </div>
      <span className={classes.open}>
        {customer.openTickets > 0 && t('caller.open', { count: customer.openTickets })}
      </span>
    </li>
  )
}
