import { Skeleton, Table } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Side } from '../../../server/tickets/contract.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { type Timeline, timelineQuery } from '../conversations/data.ts'
import type { Ticket } from './data.ts'
import { TimelinePicture } from './timeline-picture.tsx'
import classes from './timeline-section.module.css'

const SIDES: readonly Side[] = ['agent', 'customer', 'third_party']

/** S17: Cronograma: the ticket's life as a picture on a time axis, and as a table for whoever rather reads. */
export function TimelineSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: timeline, error } = useQuery(timelineQuery(ticket.id))
  const { ref, width } = useElementSize()
  return (
    <div ref={ref}>
      {error && <ProblemNote>{error.message}</ProblemNote>}
      {!timeline && !error && <Skeleton height={260} />}
      {timeline && (
        <>
          {width > 0 && <TimelinePicture timeline={timeline} width={width} />}
          <Legend />
          <details className={classes.asTable}>
            <summary>{t('timeline.asTable')}</summary>
            <TimelineTable timeline={timeline} />
          </details>
        </>
      )}
    </div>
  )
}

function Legend() {
  const { t } = useTranslation()
  return (
    <ul className={classes.legend}>
      {SIDES.map((side) => (
        <li key={side} data-side={side}>
          {t(`timeline.side.${side}`)}
        </li>
      ))}
      <li data-mark="due">{t('timeline.due')}</li>
      <li data-mark="met">{t('timeline.met')}</li>
      <li data-mark="late">{t('timeline.late')}</li>
    </ul>
  )
}

function TimelineTable({ timeline }: { timeline: Timeline }) {
  const { t } = useTranslation()
  const rows = [
    ...timeline.segments.map(({ from, status }) => ({
      at: from,
      what: t('timeline.state', { status: t(`status.${status}`) }),
      who: '',
    })),
    ...timeline.targets.flatMap(({ kind, dueAt, metAt, breached }) => {
      const target = t(`target.${kind as 'solution'}`)
      return [
        ...(dueAt
          ? [{ at: dueAt, what: t(breached ? 'timeline.targetLate' : 'timeline.targetDue', { target }), who: '' }]
          : []),
        ...(metAt ? [{ at: metAt, what: t('timeline.targetMet', { target }), who: '' }] : []),
      ]
    }),
    ...timeline.events.map(({ at, text, actor }) => ({ at, what: text, who: actor.name })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return (
    <Table verticalSpacing={3} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('changes.when')}</Table.Th>
          <Table.Th>{t('timeline.what')}</Table.Th>
          <Table.Th>{t('changes.actor')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={`${row.at} ${row.what}`}>
            <Table.Td>
              <When at={row.at} as="short" />
            </Table.Td>
            <Table.Td>{row.what}</Table.Td>
            <Table.Td>{row.who}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
