import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../server/tickets/views.contract.ts'
import { Keys } from '../../ui/keys.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { KeyOf } from '../key-of.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { NO_CARDS, useTicketList } from './list-data.ts'
import { ListHead } from './list-head.tsx'
import { listSearch } from './search.ts'
import { ColumnHeads } from './ticket-columns.tsx'
import classes from './ticket-list.module.css'
import { TicketRows } from './ticket-rows.tsx'

/** The list of what was asked, as long as it may be; it moves under nobody's eyes when tickets come and go. */
export function TicketList({ openId, columns }: { openId: number | undefined; columns: readonly Column[] }) {
  const { t } = useTranslation()
  // whatever else stands in the address, as links from elsewhere bring it, is none of the list's
  const search = useSearch({ from: '/console/split', select: listSearch, structuralSharing: true })
  const list = useTicketList(search)
  const table = columns.length > 0 && list.cards?.length !== 0
  return (
    <section className={classes.pane} aria-label={t('list.label')}>
      <ListHead search={search} />
      <BulkBar search={search} shown={list.cards ?? NO_CARDS} />
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
      {table && <ColumnHeads columns={columns} />}
      <TicketRows key={JSON.stringify(search)} list={list} search={search} openId={openId} columns={columns} />
      {table && <Teach />}
    </section>
  )
}

function Teach() {
  const { t } = useTranslation()
  return (
    <p className={classes.teach}>
      <span>
        <KeyOf command="next" keys="j" /> <KeyOf command="previous" keys="k" /> {t('list.teachMove')}
      </span>
      <span>
        <Keys keys="enter" /> {t('list.teachOpen')}
      </span>
      <span>
        <KeyOf command="shortcuts" keys="?" /> {t('list.teachAll')}
      </span>
    </p>
  )
}
