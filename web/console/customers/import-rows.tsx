import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listImportRows, type VERDICTS } from '../../../server/customers/imports.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { WideTable } from '../../ui/wide-table.tsx'
import { TextLink } from '../links.tsx'
import table from './import.module.css'
import { type Import, importQueryKey } from './import-data.ts'

type Props = { received: Import; verdict: (typeof VERDICTS)[number] | undefined }

/** Each row of the file with what it would become, or became, and why not. */
export function ImportRows({ received, verdict }: Props) {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: [...importQueryKey(received.id), 'rows', verdict, received.state, received.counts.waiting === 0],
    queryFn: ({ pageParam }) =>
      call(listImportRows, { params: { id: received.id }, query: { verdict, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <WideTable label={t('import.rows')} minWidth={640} stacks>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.becomes')}</th>
              <th scope="col">{t('import.remark')}</th>
              <th scope="col">{t('import.cells')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, verdict: became, customer, reason, warnings, cells }) => (
              <tr key={number}>
                <td className={table.number}>{number}</td>
                <td data-verdict={became ?? undefined}>
                  {became && t(`import.verdict.${became}`)}{' '}
                  {customer && (
                    <TextLink to={paths.customer} params={{ customerId: customer.id }}>
                      {customer.name}
                    </TextLink>
                  )}
                </td>
                <td className={table.remark}>{[reason, ...warnings].filter(Boolean).join('; ')}</td>
                <td className={table.samples}>{cells.filter(Boolean).slice(0, 5).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {list.hasNextPage && (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
    </>
  )
}
