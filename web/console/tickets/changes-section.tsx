import { Button, NativeSelect, Skeleton, Switch, Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listChanges } from '../../../server/tickets/history.contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { type Change, isAPersons, type Occasion, occasionsOf, rowsOf, type Wanted } from './changes.layout.ts'
import classes from './changes-section.module.css'
import type { Ticket } from './data.ts'

/** S17, L9: who changed which field when, before and after, save by save; «Resuelto el» stands out (S8). */
export function ChangesSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const changes = useChanges(ticket.id)
  const [wanted, setWanted] = useState<Wanted>({ everything: false, field: '', actor: '' })
  const all = changes.data?.pages.flatMap((page) => page.items) ?? []
  const occasions = occasionsOf(all, wanted)
  if (changes.isPending) return <Skeleton height={160} />
  return (
    <>
      <Filters changes={all} wanted={wanted} onChange={setWanted} />
      {changes.error && <ProblemNote>{changes.error.message}</ProblemNote>}
      <Table verticalSpacing={3} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('changes.field')}</Table.Th>
            <Table.Th>{t('changes.oldAndNew')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {occasions.map((occasion) => (
          <OccasionRows key={occasion.key} occasion={occasion} everything={wanted.everything} />
        ))}
      </Table>
      {changes.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {t('do.loadMore')}
        </Button>
      )}
    </>
  )
}

type FilterProps = { changes: Change[]; wanted: Wanted; onChange: (wanted: Wanted) => void }

function Filters({ changes, wanted, onChange }: FilterProps) {
  const { t } = useTranslation()
  const offered = changes.filter((change) => wanted.everything || isAPersons(change))
  const distinct = (read: (change: Change) => string) =>
    [...new Set(offered.map(read))].sort((a, b) => a.localeCompare(b))
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('changes.field')}
        value={wanted.field}
        data={[{ value: '', label: t('do.all') }, ...distinct((change) => change.fieldText)]}
        onChange={(event) => onChange({ ...wanted, field: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('changes.actor')}
        value={wanted.actor}
        data={[{ value: '', label: t('do.all') }, ...distinct((change) => change.actor.name)]}
        onChange={(event) => onChange({ ...wanted, actor: event.currentTarget.value })}
      />
      <Switch
        className={classes.everything}
        label={t('changes.everything')}
        checked={wanted.everything}
        onChange={(event) => onChange({ ...wanted, field: '', everything: event.currentTarget.checked })}
      />
    </div>
  )
}

function useChanges(ticketId: number) {
  return useInfiniteQuery({
    queryKey: keys.ticketPart(ticketId, 'changes'),
    queryFn: ({ pageParam }) =>
      call(listChanges, { params: { id: ticketId }, query: { limit: 500, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
}

type OccasionProps = { occasion: Occasion; everything: boolean }

function OccasionRows({ occasion: { first, happened, changes }, everything }: OccasionProps) {
  const { t } = useTranslation()
  return (
    <Table.Tbody className={classes.occasion}>
      <Table.Tr>
        <Table.Th scope="rowgroup" colSpan={2} className={classes.what}>
          <strong>{happened.join(' · ')}</strong>{' '}
          <span>
            {first.actor.name} · {t(`source.${first.source as 'console'}`, { defaultValue: first.source })} ·{' '}
            <When at={first.at} as="stamp" />
          </span>
        </Table.Th>
      </Table.Tr>
      {everything
        ? rowsOf(changes).map(({ key, title, changes: ofRow }) => (
            <Fragment key={key}>
              <Table.Tr>
                <Table.Th colSpan={2} className={classes.row}>
                  {title}
                </Table.Th>
              </Table.Tr>
              {ofRow.map(fieldRow)}
            </Fragment>
          ))
        : changes.map(fieldRow)}
    </Table.Tbody>
  )
}

const fieldRow = (change: Change) => (
  <Table.Tr key={`${change.table} ${change.rowId} ${change.field}`} data-resolved={isResolution(change) || undefined}>
    <Table.Td className={classes.field}>{change.fieldText}</Table.Td>
    <Table.Td>
      <OldAndNew change={change} />
    </Table.Td>
  </Table.Tr>
)

const isResolution = (change: Change) => change.table === 'tickets' && change.field === 'resolvedAt'

function OldAndNew({ change }: { change: Change }) {
  const { t } = useTranslation()
  const { field } = change
  const said = (value: unknown, text: string | null) =>
    (field === 'severity' || field === 'reach') && value ? t(`${field}.${value as 1}`) : text
  const [before, after] = [said(change.old, change.oldText), said(change.new, change.newText)]
  return (
    <span className={classes.values}>
      {before && <del>{before}</del>}
      {before && <span aria-hidden>→</span>}
      {after ? <ins>{after}</ins> : '–'}
    </span>
  )
}
