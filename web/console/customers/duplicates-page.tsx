import { Button, Skeleton } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDuplicates, tellApart } from '../../../server/customers/merging.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { sayProblem } from '../notices.tsx'
import classes from './book.module.css'
import { BookHead } from './book-head.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { forgetBook } from './data.ts'
import { MergeDialog } from './merge-dialog.tsx'

type Pair = ReplyOf<typeof listDuplicates>['items'][number]

/** T4: the work list of those who may be in the book twice; a person decides each. */
export function DuplicatesPage() {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: [...keys.customers, 'duplicates'],
    queryFn: ({ pageParam }) => call(listDuplicates, { query: { cursor: pageParam, limit: 20 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
  const pairs = list.data?.pages.flatMap((page) => page.items)
  return (
    <div className={classes.page}>
      <BookHead title={t('book.duplicates')} />
      {list.error && <ProblemNote>{list.error.message}</ProblemNote>}
      {list.isPending && <Skeleton height={220} />}
      {pairs?.length === 0 && (
        <Empty icon={<IconUsersGroup size={24} />} title={t('merge.none')}>
          {t('merge.teach')}
        </Empty>
      )}
      <ul className={classes.pairs}>
        {pairs?.map((pair) => (
          <PairRow key={`${pair.one.id} ${pair.other.id}`} pair={pair} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
    </div>
  )
}

function PairRow({ pair: { one, other, reasons } }: { pair: Pair }) {
  const { t } = useTranslation()
  const [merging, setMerging] = useState(false)
  const apart = useMutation({
    mutationFn: () => call(tellApart, { params: { id: one.id }, body: { otherId: other.id } }),
    onError: sayProblem,
    onSuccess: forgetBook,
  })
  return (
    <li className={classes.pair}>
      <div className={classes.sides}>
        <CustomerFacts customer={one} />
        <CustomerFacts customer={other} />
      </div>
      <div className={classes.reasons}>
        <p>{reasons.map((reason) => t(`merge.why.${reason}`)).join(', ')}</p>
        <div className={classes.actions}>
          <Button size="compact-sm" variant="subtle" loading={apart.isPending} onClick={() => apart.mutate()}>
            {t('merge.tellApart')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setMerging(true)}>
            {t('merge.compare')}
          </Button>
        </div>
      </div>
      {merging && (
        <MergeDialog customer={one} otherId={other.id} onClose={() => setMerging(false)} onMerged={forgetBook} />
      )}
    </li>
  )
}
