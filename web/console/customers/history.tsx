import { Button, NativeSelect, Skeleton } from '@mantine/core'
import { IconArrowsExchange, IconChecklist, IconHistory, IconMessage, IconPhone, IconTicket } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { customerHistory, HISTORY_KINDS, organizationHistory } from '../../../server/customers/history.contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { keys } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { resultKey } from '../call-result.ts'
import { TextLink } from '../links.tsx'
import type { HistoryItem, HistoryKind } from './data.ts'
import classes from './history.module.css'

const SYMBOLS = {
  ticket: IconTicket,
  interaction: IconMessage,
  call: IconPhone,
  activity: IconChecklist,
  change: IconArrowsExchange,
}
type Props = { of: 'customer' | 'organization'; id: number }

/** Z4: everything said and done with a person or an organization, newest first; of tickets, what the reader may see. */
export function History({ of, id }: Props) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<HistoryKind>()
  const list = useInfiniteQuery({
    queryKey: [...keys.tickets, 'history', of, id, kind],
    queryFn: ({ pageParam }) =>
      call(of === 'customer' ? customerHistory : organizationHistory, {
        params: { id },
        query: { kind, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <section aria-label={t('history.title')}>
      <NativeSelect
        className={classes.filter}
        aria-label={t('history.filter')}
        value={kind ?? ''}
        data={[
          { value: '', label: t('history.all') },
          ...HISTORY_KINDS.map((one) => ({ value: one, label: t(`history.kind.${one}`) })),
        ]}
        onChange={(event) => setKind((event.currentTarget.value || undefined) as HistoryKind | undefined)}
      />
      {list.error && <ProblemNote>{list.error.message}</ProblemNote>}
      {list.isPending && <Skeleton height={180} />}
      {items?.length === 0 && (
        <Empty icon={<IconHistory size={22} />} title={t('history.none')}>
          {t('history.teach')}
        </Empty>
      )}
      <ol className={classes.list}>
        {items?.map((item) => (
          <HistoryRow key={`${item.kind} ${item.id}`} item={item} named={of === 'organization'} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('do.loadMore')}
        </Button>
      )}
    </section>
  )
}

function HistoryRow({ item, named }: { item: HistoryItem; named: boolean }) {
  const { t } = useTranslation()
  const Mark = SYMBOLS[item.kind]
  return (
    <li className={classes.item} data-kind={item.kind}>
      <Mark size={18} className={classes.mark} role="img" aria-label={t(`history.kind.${item.kind}`)} />
      <div className={classes.body}>
        <p className={classes.head}>
          <strong>
            <Headline item={item} />
          </strong>
          <span className={classes.by}>
            {[item.who, named ? item.customer?.name : null].filter(Boolean).join(' · ')}
          </span>
          <When at={item.at} as="near" />
        </p>
        {item.ticket && (
          <TextLink className={classes.ticket} to={paths.ticket} params={{ ticketId: item.ticket.id }} search={{}}>
            #{item.ticket.number} {item.ticket.subject}
          </TextLink>
        )}
        <Words item={item} />
      </div>
    </li>
  )
}

function Headline({ item: { ticket, interaction, call: phone, activity, change } }: { item: HistoryItem }) {
  const { t } = useTranslation()
  if (change) return change.text
  if (activity) return `${t(`activity.is.${activity.kind}`)}: ${activity.title}`
  if (phone) return [t(`history.call.${phone.direction}`), t(resultKey(phone.direction, phone.result))].join(' · ')
  if (interaction?.internal) return t('history.note')
  if (interaction)
    return t(`history.said.${interaction.direction}.${interaction.side}`, {
      channel: t(`history.channel.${interaction.kind}`),
    })
  return t('history.opened', { status: ticket && t(`status.${ticket.status}`) })
}

function Words({ item: { interaction, call: phone, activity, change } }: { item: HistoryItem }) {
  const words = interaction?.text ?? phone?.text ?? activity?.result
  return (
    <>
      {words && <p className={classes.words}>{words}</p>}
      {!!change?.fields.length && (
        <ul className={classes.fields}>
          {change.fields.map(({ field, fieldText, oldText, newText }, place) => (
            <li key={`${field} ${place}`}>
              {fieldText}: {oldText && <del>{oldText}</del>} {newText && <ins>{newText}</ins>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
