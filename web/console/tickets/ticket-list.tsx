import { Button, Skeleton } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../server/tickets/views.contract.ts'
import { useFormats } from '../../formats.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useNow } from '../../ui/use-now.ts'
import { BulkBar } from './bulk-bar.tsx'
import { type Card, useTicketList } from './list-data.ts'
import { ListEmpty } from './list-empty.tsx'
import { ListHead } from './list-head.tsx'
import { type Row, rowsOf } from './list-rows.ts'
import { isByDue, type ListSearch } from './search.ts'
import { ColumnHeads } from './ticket-columns.tsx'
import classes from './ticket-list.module.css'
import { TicketRow } from './ticket-row.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useRows } from './use-rows.ts'
import { useView } from './views-data.ts'

/** The list of what was asked, as long as it may be; it moves under nobody's eyes when tickets come and go. */
export function TicketList({ openId, columns }: { openId: number | undefined; columns: readonly Column[] }) {
  const { t } = useTranslation()
  const search = useSearch({ from: '/console/split' })
  const list = useTicketList(search)
  const scroller = useRef<HTMLDivElement>(null)
  const entries = useEntries(list.cards, search)
  const rows = useRows(list, entries, scroller)
  const ids = list.cards?.map((card) => card.id) ?? []
  useListKeys(openId, ids, rows.focus)

  return (
    <section className={classes.pane} aria-label={t('list.label')}>
      <ListHead search={search} />
      <BulkBar search={search} shown={ids} />
      {list.error && !list.cards && (
        <div className={classes.notice}>
          <ProblemNote
            action={
              <Button size="compact-sm" variant="default" onClick={() => void list.refetch()}>
                {t('do.retry')}
              </Button>
            }
          >
            {list.error.message}
          </ProblemNote>
        </div>
      )}
      {columns.length > 0 && <ColumnHeads columns={columns} />}
      <div ref={scroller} className={classes.scroller}>
        {list.isPending && <FirstLoad label={t('do.loading')} />}
        {list.cards?.length === 0 && <ListEmpty search={search} />}
        {list.cards && (
          <ol className={classes.rows} style={{ height: rows.height }}>
            {rows.visible.map(({ index, start }) => {
              const row = entries[index]
              const place = { transform: `translateY(${start}px)` }
              if (row?.kind === 'span')
                return (
                  <li key={row.span} className={classes.span} style={place} data-span={row.span}>
                    {t(`span.${row.span}`)} <span>{row.count}</span>
                  </li>
                )
              const card = row?.card
              return (
                card && (
                  <li key={card.id} className={classes.slot} style={place}>
                    <TicketRow card={card} open={card.id === openId} search={search} columns={columns} />
                  </li>
                )
              )
            })}
          </ol>
        )}
      </div>
    </section>
  )
}

/** What the list draws; renewed each minute, as what is due moves from «hoy» to «vencido». */
function useEntries(cards: Card[] | undefined, search: ListSearch): Row[] {
  const { zone } = useFormats()
  const now = useNow(60_000)
  const view = useView(search.viewId)
  const bySpan = isByDue(search, view?.question)
  return useMemo(() => rowsOf(cards ?? [], bySpan, now, zone), [cards, bySpan, now, zone])
}

function FirstLoad({ label }: { label: string }) {
  return (
    <div className={classes.first} role="status" aria-label={label}>
      {[72, 55, 80, 64, 70, 48, 76].map((width) => (
        <div key={width} className={classes.ghost}>
          <Skeleton height={13} width={`${width}%`} />
          <Skeleton height={11} width={`${width - 25}%`} />
        </div>
      ))}
    </div>
  )
}
