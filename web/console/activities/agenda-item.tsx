import { Checkbox } from '@mantine/core'
import { IconCalendarEvent, IconChecklist, IconMapPin, IconPhone } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { editActivity } from '../../../server/tickets/related.contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { paths } from '../../paths.ts'
import { queries } from '../../queries.ts'
import { sayProblem } from '../notices.tsx'
import classes from './agenda.module.css'
import type { Planned } from './data.ts'

const SYMBOLS = { task: IconChecklist, call: IconPhone, visit: IconMapPin, appointment: IconCalendarEvent }

type Props = { item: Planned; now: number; dated?: boolean; showOwner: boolean }

/** `dated`: not under its day, so it says the day itself. */
export function AgendaItem({ item, now, dated, showOwner }: Props) {
  const { t } = useTranslation()
  const { time, short } = useFormats()
  const finish = useMutation({
    mutationFn: (done: boolean) =>
      call(editActivity, { params: { id: item.id }, body: { version: item.version, done } }),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['agenda'] }),
  })
  const Mark = SYMBOLS[item.kind]
  const at = dated ? short(item.dueAt) : time(item.dueAt)
  const done = finish.isPending ? finish.variables : !!item.doneAt
  const late = !done && Date.parse(item.dueAt) < now
  const whose = [item.customer?.name, showOwner && (item.owner?.name ?? t('ticket.noOwner'))]
    .filter(Boolean)
    .join(' · ')
  return (
    <li className={classes.item} data-done={done || undefined}>
      <Checkbox
        size="xs"
        aria-label={t('activity.done', { title: item.title })}
        checked={done}
        onChange={(event) => finish.mutate(event.currentTarget.checked)}
      />
      <div className={classes.what}>
        <Target item={item}>
          <Mark size={15} role="img" aria-label={t(`activity.is.${item.kind}`)} /> {item.title}
        </Target>
        <span className={classes.about}>
          <time dateTime={item.dueAt} title={short(item.dueAt)} data-late={late || undefined}>
            {late ? t(dated ? 'agenda.lateSince' : 'agenda.lateAt', { at }) : at}
          </time>
          {item.ticket && ` · #${item.ticket.number}`}
          {whose && ` · ${whose}`}
        </span>
      </div>
    </li>
  )
}

/** To the ticket it belongs to, else to the person. */
function Target({ item, children }: { item: Planned; children: React.ReactNode }) {
  const shared = { className: classes.link!, 'data-activity': item.id }
  if (item.ticketId)
    return (
      <Link {...shared} to={paths.ticket} params={{ ticketId: item.ticketId }} title={item.ticket?.subject}>
        {children}
      </Link>
    )
  return (
    <Link {...shared} to={paths.customer} params={{ customerId: item.customerId ?? 0 }}>
      {children}
    </Link>
  )
}
