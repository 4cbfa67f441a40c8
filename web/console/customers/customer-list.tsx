import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { IconSearch, IconUserPlus, IconUserQuestion } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import classes from './book.module.css'
import { BookHead, ExportMenu } from './book-head.tsx'
import { CustomerDialog } from './customer-dialog.tsx'
import list from './customer-list.module.css'
import { CustomerRow } from './customer-row.tsx'
import { useBook } from './data.ts'

/** The customers' book. */
export function CustomerList() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const [creating, creation] = useDisclosure(false)
  const book = useBook({ q: q || undefined })
  const found = book.data?.pages.flatMap((page) => page.items)
  return (
    <div className={classes.page}>
      <BookHead title={t('customer.many')}>
        <ExportMenu q={q} />
        <Button leftSection={<IconUserPlus size={16} />} onClick={creation.open}>
          {t('customer.create')}
        </Button>
      </BookHead>
      <TextInput
        aria-label={t('customer.search')}
        placeholder={t('customer.searchHint')}
        leftSection={<IconSearch size={16} />}
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {book.error && <ProblemNote>{book.error.message}</ProblemNote>}
      {book.isPending && <Skeleton height={220} mt="md" />}
      {found?.length === 0 && (
        <Empty icon={<IconUserQuestion size={24} />} title={t(q ? 'customer.noneFound' : 'customer.none')}>
          {t('customer.teach')}
        </Empty>
      )}
      <ul className={list.list}>
        {found?.map((customer) => (
          <CustomerRow key={customer.id} customer={customer} />
        ))}
      </ul>
      {book.hasNextPage && (
        <Button variant="default" mt="sm" loading={book.isFetchingNextPage} onClick={() => void book.fetchNextPage()}>
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
