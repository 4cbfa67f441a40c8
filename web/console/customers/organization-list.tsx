import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { IconBuilding, IconBuildingPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listOrganizations } from '../../../server/customers/organizations.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { keys } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Face } from '../../ui/face.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import classes from './book.module.css'
import { BookHead } from './book-head.tsx'
import list from './customer-list.module.css'
import { OrganizationDialog } from './organization-dialog.tsx'

/** The companies the customers belong to. */
export function OrganizationList() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const [creating, creation] = useDisclosure(false)
  const book = useInfiniteQuery({
    queryKey: [...keys.customers, 'organizations', 'list', q],
    queryFn: ({ pageParam }) => call(listOrganizations, { query: { q: q || undefined, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const found = book.data?.pages.flatMap((page) => page.items)
  return (
    <div className={classes.page}>
      <BookHead title={t('organization.many')}>
        <Button leftSection={<IconBuildingPlus size={16} />} onClick={creation.open}>
          {t('organization.create')}
        </Button>
      </BookHead>
      <TextInput
        aria-label={t('organization.search')}
        placeholder={t('organization.searchHint')}
        leftSection={<IconSearch size={16} />}
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {book.error && <ProblemNote>{book.error.message}</ProblemNote>}
      {book.isPending && <Skeleton height={220} mt="md" />}
      {found?.length === 0 && (
        <Empty icon={<IconBuilding size={24} />} title={t(q ? 'organization.noneFound' : 'organization.none')}>
          {t('organization.teach')}
        </Empty>
      )}
      <ul className={list.list}>
        {found?.map((organization) => (
          <li key={organization.id} className={list.row}>
            <Face name={organization.name} size={32} quiet />
            <div className={list.who}>
              <Link to={paths.organization} params={{ organizationId: organization.id }} className={list.name}>
                {organization.name}
              </Link>
            </div>
            <div className={list.reach}>{organization.taxId}</div>
            <span className={list.of}>{organization.tags.join(', ')}</span>
          </li>
        ))}
      </ul>
      {book.hasNextPage && (
        <Button variant="default" mt="sm" loading={book.isFetchingNextPage} onClick={() => void book.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
      {creating && (
        <OrganizationDialog
          onClose={creation.close}
          onSaved={({ id }) => void navigate({ to: paths.organization, params: { organizationId: id } })}
        />
      )}
    </div>
  )
}
