import { Button, Skeleton } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useCommands } from '../commands.ts'
import { useTicketList } from './list-data.ts'
import { ListEmpty } from './list-empty.tsx'
import { ListHead } from './list-head.tsx'
import classes from './ticket-list.module.css'
import { TicketRow } from './ticket-row.tsx'
import { useRows } from './use-rows.ts'

/** The list of what was asked, as long as it may be; it moves under nobody's eyes when tickets come and go. */
export function TicketList({ openId }: { openId: number | undefined }) {
  const { t } = useTranslation()
  const search = useSearch({ from: '/console/split' })
  const list = useTicketList(search)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRows(list, scroller)
  useListKeys(openId, list.cards?.map((card) => card.id) ?? [], rows.focus)

  return (
    <section className={classes.pane} aria-label={t('list.label')}>
      <ListHead search={search} />
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
      <div ref={scroller} className={classes.scroller}>
        {list.isPending && <FirstLoad label={t('do.loading')} />}
        {list.cards?.length === 0 && <ListEmpty search={search} />}
        {list.cards && (
          <ol className={classes.rows} style={{ height: rows.height }}>
            {rows.visible.map(({ index, start }) => {
              const card = list.cards![index]
              return (
                card && (
                  <li key={card.id} className={classes.slot} style={{ transform: `translateY(${start}px)` }}>
                    <TicketRow card={card} open={card.id === openId} search={search} />
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

/** J and K go down and up; with a ticket open beside the list they open the next, else they move the focus and Enter opens. */
function useListKeys(openId: number | undefined, ids: number[], focus: (index: number) => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const move = (step: number) => {
    const focused = Number(document.activeElement?.getAttribute('data-ticket'))
    const from = ids.indexOf(openId ?? focused)
    const index = Math.min(ids.length - 1, Math.max(0, from + step))
    const id = ids[index]
    if (id === undefined) return
    focus(index)
    if (openId !== undefined) void navigate({ to: paths.ticket, params: { ticketId: id }, search: true })
  }
  useCommands([
    { id: 'next', section: 'list', label: t('list.next'), keys: 'j', keysOnly: true, run: () => move(1) },
    { id: 'previous', section: 'list', label: t('list.previous'), keys: 'k', keysOnly: true, run: () => move(-1) },
    ...(openId === undefined
      ? []
      : [
          {
            id: 'back-to-list',
            section: 'list' as const,
            label: t('list.back'),
            keys: 'u',
            run: () => void navigate({ to: paths.tickets, search: true }),
          },
        ]),
  ])
}
