import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconCalendarEvent, IconChecklist, IconMapPin, IconPhone } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editActivity, planActivity } from '../../../server/tickets/related.contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { fromLocalField } from '../../moments.ts'
import { Empty } from '../../ui/empty.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { useMe } from '../auth/me.ts'
import { sayProblem } from '../notices.tsx'
import { useAgents } from '../settings.ts'
import { Due } from '../sla/due.tsx'
import classes from './activities-section.module.css'
import { refreshParts, type Ticket } from './data.ts'
import { whyNot } from './refusals.ts'
import { type Activity, activitiesQuery } from './related-data.ts'

const KINDS = ['task', 'call', 'visit', 'appointment'] as const
const SYMBOLS = { task: IconChecklist, call: IconPhone, visit: IconMapPin, appointment: IconCalendarEvent }

/** S14: tasks, calls, visits and appointments, each with its date and its owner. */
export function ActivitiesSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data: activities = [] } = useQuery(activitiesQuery(ticket.id))
  return (
    <>
      {activities.length === 0 && (
        <Empty icon={<IconChecklist size={22} />} title={t('activity.none')}>
          {t('activity.teach')}
        </Empty>
      )}
      <ul className={classes.list}>
        {activities.map((activity) => (
          <ActivityRow key={activity.id} activity={activity} ticket={ticket} />
        ))}
      </ul>
      {ticket.can.plan === true ? <PlanActivity ticketId={ticket.id} /> : <p>{whyNot(ticket.can.plan)}</p>}
    </>
  )
}

function ActivityRow({ activity, ticket }: { activity: Activity; ticket: Ticket }) {
  const { t } = useTranslation()
  const finish = useMutation({
    mutationFn: (done: boolean) =>
      call(editActivity, { params: { id: activity.id }, body: { version: activity.version, done } }),
    onError: sayProblem,
    onSettled: () => refreshParts(ticket.id),
  })
  const Mark = SYMBOLS[activity.kind]
  const done = finish.isPending ? finish.variables : !!activity.doneAt
  return (
    <li className={classes.row} data-done={done || undefined}>
      <Checkbox
        aria-label={t('activity.done', { title: activity.title })}
        checked={done}
        disabled={ticket.can.plan !== true}
        onChange={(event) => finish.mutate(event.currentTarget.checked)}
      />
      <Mark size={17} role="img" aria-label={t(`activity.is.${activity.kind}`)} />
      <span className={classes.title}>{activity.title}</span>
      <span className={classes.owner}>{activity.owner?.name}</span>
      {activity.doneAt ? <When at={activity.doneAt} /> : <Due at={activity.dueAt} />}
    </li>
  )
}

function PlanActivity({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation()
  const { zone } = useFormats()
  const me = useMe()
  const agents = useAgents().filter((agent) => agent.active)
  const [due, setDue] = useState('')
  const [title, setTitle] = useState('')
  const plan = useMutation({
    mutationFn: (fields: FormData) =>
      call(planActivity, {
        params: { id: ticketId },
        body: {
          kind: String(fields.get('kind')) as (typeof KINDS)[number],
          title: title.trim(),
          dueAt: fromLocalField(due, zone)!.toISOString(),
          ownerId: Number(fields.get('owner')) || null,
        },
      }),
    onSuccess: () => {
      setTitle('')
      setDue('')
      refreshParts(ticketId)
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    plan.mutate(new FormData(event.currentTarget))
  }
  return (
    <form className={classes.plan} onSubmit={onSubmit}>
      <h2 className={classes.heading}>{t('activity.plan')}</h2>
      {plan.error && <ProblemNote>{plan.error.message}</ProblemNote>}
      <div className={classes.fields}>
        <NativeSelect
          name="kind"
          label={t('activity.kind')}
          data={KINDS.map((kind) => ({ value: kind, label: t(`activity.is.${kind}`) }))}
        />
        <TextInput
          label={t('activity.what')}
          required
          value={title}
          maxLength={500}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <MomentField label={t('activity.due')} required value={due} onChange={setDue} />
        <NativeSelect
          name="owner"
          label={t('field.owner')}
          defaultValue={String(me.id)}
          data={[
            { value: '', label: t('ticket.noOwner') },
            ...agents.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      </div>
      <Button type="submit" loading={plan.isPending} disabled={!title.trim() || !due}>
        {t('activity.plan')}
      </Button>
    </form>
  )
}
