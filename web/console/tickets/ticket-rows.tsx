import { Skeleton } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../server/tickets/views.contract.ts'
import { useFormats } from '../../formats.ts'
import { useNow } from '../../ui/use-now.ts'
import { type Card, NO_CARDS, type useTicketList } from './list-data.ts'
import { ListEmpty } from './list-empty.tsx'
import { type Row, rowsOf } from './list-rows.ts'
import { useStatusName } from './names.ts'
import { usePresence } from './presence.ts'
import { isByDue, type ListSearch } from './search.ts'
import { useIsSelecting } from './selection.ts'
import classes from './ticket-list.module.css'
import { TicketRow } from './ticket-row.tsx'
import { useListKeys, useRowReady } from './use-list-keys.ts'
import { useRows } from './use-rows.ts'
import { useView } from './views-data.ts'

type Props = {
  list: ReturnType<typeof useTicketList>
  search: ListSearch
  openId: number | undefined
  columns: readonly Column[]
}

/** The rows in sight and the keys that go through them; apart from what stands above, as it is drawn anew at every scroll. */
export function TicketRows({ list, search, openId, columns }: Props) {
  const { t } = useTranslation()
  const cards = list.cards ?? NO_CARDS
  const scroller = useRef<HTMLDivElement>(null)
  const entries = useEntries(cards, search)
  const rows = useRows(list, entries, scroller)
  const statusName = useStatusName()
  const others = usePresence()
  const selecting = useIsSelecting()
  const ready = useRowReady()
  useListKeys(openId, cards, rows.focus)
  return (
    <div ref={scroller} className={classes.scroller} data-selecting={selecting || undefined}>
      {list.isPending && <FirstLoad label={t('do.loading')} />}
      {list.cards?.length === 0 && <ListEmpty search={search} />}
      <ol className={classes.rows} style={{ height: rows.height }} onPointerOver={ready} onFocus={ready}>
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
                <TicketRow
                  card={card}
                  statusName={statusName(card)}
                  others={others.get(card.id)}
                  open={card.id === openId}
                  search={search}
                  columns={columns}
                />
              </li>
            )
          )
        })}
      </ol>
    </div>
  )
}

/** What the list draws; renewed each minute, as what is due moves from «hoy» to «vencido». */
function useEntries(cards: Card[], search: ListSearch): Row[] {
  const { zone } = useFormats()
  const now = useNow(60_000)
  const view = useView(search.viewId)
  const bySpan = isByDue(search, view?.question)
  return useMemo(() => rowsOf(cards, bySpan, now, zone), [cards, bySpan, now, zone])
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
