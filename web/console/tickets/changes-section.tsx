import { Button, NativeSelect, Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listChanges } from '../../../server/tickets/history.contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import classes from './changes-section.module.css'
import type { Ticket } from './data.ts'

type Change = ReplyOf<typeof listChanges>['items'][number]

/** S17, L9: when, which field, by whom, old and new content, for every change; «Resuelto el» stands out (S8). */
export function ChangesSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const changes = useChanges(ticket.id)
  const [field, setField] = useState('')
  const [actor, setActor] = useState('')
  const all = changes.data?.pages.flatMap((page) => page.items) ?? []
  const listed = all.filter(
    (change) => (change.oldText || change.newText) && (!field || change.fieldText === field) && (!actor || change.actor.name === actor),
  )
  const distinct = (read: (change: Change) => string) => [...new Set(all.map(read))].sort((a, b) => a.localeCompare(b))
  return (
    <>
      <div className={classes.filters}>
        <NativeSelect
          label={t('changes.field')}
          value={field}
          data={[{ value: '', label: t('do.all') }, ...distinct((change) => change.fieldText)]}
          onChange={(event) => setField(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('changes.actor')}
          value={actor}
          data={[{ value: '', label: t('do.all') }, ...distinct((change) => change.actor.name)]}
          onChange={(event) => setActor(event.currentTarget.value)}
        />
        <span className={classes.count} role="status">
          {t('changes.count', { count: listed.length })}
        </span>
      </div>
      {changes.error && <ProblemNote>{changes.error.message}</ProblemNote>}
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={4} className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('changes.when')}</Table.Th>
              <Table.Th>{t('changes.field')}</Table.Th>
              <Table.Th>{t('changes.oldAndNew')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {together(listed).map((group) => (
            <Occasion key={`${group[0]?.request} ${group[0]?.at} ${group[0]?.fact}`} changes={group} />
          ))}
        </Table>
      </Table.ScrollContainer>
      {changes.hasNextPage && (
        <Button mt="sm" variant="default" loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
    </>
  )
}

function useChanges(ticketId: number) {
  return useInfiniteQuery({
    queryKey: keys.ticketPart(ticketId, 'changes'),
    queryFn: ({ pageParam }) => call(listChanges, { params: { id: ticketId }, query: { limit: 500, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
}

/** What was changed in one go is shown as one. */
function together(changes: Change[]): Change[][] {
  const groups: Change[][] = []
  for (const change of changes) {
    const before = groups.at(-1)?.[0]
    const same = before && before.request === change.request && before.fact === change.fact && before.at === change.at
    if (same) groups.at(-1)!.push(change)
    else groups.push([change])
  }
  return groups
}

function Occasion({ changes }: { changes: Change[] }) {
  const { t } = useTranslation()
  const [first] = changes
  if (!first) return null
  return (
    <Table.Tbody className={classes.occasion}>
      {changes.map((change, index) => (
        <Table.Tr key={`${change.table} ${change.rowId} ${change.field}`} data-resolved={isResolution(change) || undefined}>
          {index === 0 && (
            <Table.Th scope="rowgroup" rowSpan={changes.length} className={classes.when}>
              <When at={first.at} as="stamp" />
              <span className={classes.fact}>{first.factText}</span>
              <span>
                {first.actor.name} · {t(`source.${first.source as 'console'}`, { defaultValue: first.source })}
              </span>
            </Table.Th>
          )}
          <Table.Td>{change.fieldText}</Table.Td>
          <Table.Td>
            <OldAndNew change={change} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  )
}

const isResolution = (change: Change) => change.table === 'tickets' && change.field === 'resolvedAt'

function OldAndNew({ change }: { change: Change }) {
  return (
    <span className={classes.values}>
      {change.oldText && <del>{change.oldText}</del>}
      <span aria-hidden>→</span>
      {change.newText ? <ins>{change.newText}</ins> : '–'}
    </span>
  )
}
