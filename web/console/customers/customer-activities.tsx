import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editActivity, listCustomerActivities, planCustomerActivity } from '../../../server/tickets/related.contract.ts'
import { call } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { fromLocalField } from '../../moments.ts'
import { paths } from '../../paths.ts'
import { keys, queries } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { When } from '../../ui/when.tsx'
import { TextLink } from '../links.tsx'
import { sayProblem } from '../notices.tsx'
import { Due } from '../sla/due.tsx'
import classes from '../tickets/activities-section.module.css'

const KINDS = ['task', 'call', 'visit', 'appointment'] as const
const activitiesQuery = (id: number) =>
  queryOptions({
    queryKey: [...keys.customer(id), 'activities'],
    queryFn: async () => (await call(listCustomerActivities, { params: { id } })).items,
  })
type Activity = Awaited<ReturnType<NonNullable<ReturnType<typeof activitiesQuery>['queryFn']>>>[number]
const refresh = (id: number) => {
  void queries.invalidateQueries(activitiesQuery(id))
  void queries.invalidateQueries({ queryKey: [...keys.tickets, 'history'] })
}

/** S14: what is planned with the person, apart from any ticket or on one of theirs. */
export function CustomerActivities({ customerId }: { customerId: number }) {
  const { t } = useTranslation()
  const { data: activities } = useQuery(activitiesQuery(customerId))
  return (
    <>
      {activities?.length === 0 && <Empty icon={<IconChecklist size={22} />} title={t('activity.none')} />}
      <ul className={classes.list}>
        {activities?.map((activity) => (
          <ActivityRow key={activity.id} activity={activity} customerId={customerId} />
        ))}
      </ul>
      <PlanActivity customerId={customerId} />
    </>
  )
}

function ActivityRow({ activity, customerId }: { activity: Activity; customerId: number }) {
  const { t } = useTranslation()
  const finish = useMutation({
    mutationFn: (done: boolean) =>
      call(editActivity, { params: { id: activity.id }, body: { version: activity.version, done } }),
    onError: sayProblem,
    onSettled: () => refresh(customerId),
  })
  const done = finish.isPending ? finish.variables : !!activity.doneAt
  return (
    <li className={classes.row} data-done={done || undefined}>
      <Checkbox
        aria-label={t('activity.done', { title: activity.title })}
        checked={done}
        onChange={(event) => finish.mutate(event.currentTarget.checked)}
      />
      <span className={classes.title}>
        {t(`activity.is.${activity.kind}`)}: {activity.title}
      </span>
      {activity.ticketId && (
        <TextLink to={paths.ticket} params={{ ticketId: activity.ticketId }} search={{}}>
          #{activity.ticketId}
        </TextLink>
      )}
      <span className={classes.owner}>{activity.owner?.name}</span>
      {activity.doneAt ? <When at={activity.doneAt} /> : <Due at={activity.dueAt} />}
    </li>
  )
}

function PlanActivity({ customerId }: { customerId: number }) {
  const { t } = useTranslation()
  const { zone } = useFormats()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('call')
  const [title, setTitle] = useState('')
  const [due, setDue] = useState('')
  const plan = useMutation({
    mutationFn: () =>
      call(planCustomerActivity, {
        params: { id: customerId },
        body: { kind, title: title.trim(), dueAt: fromLocalField(due, zone)!.toISOString() },
      }),
    onSuccess: () => {
      setTitle('')
      setDue('')
      refresh(customerId)
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    plan.mutate()
  }
  return (
    <form className={classes.plan} onSubmit={onSubmit}>
      {plan.error && <ProblemNote>{plan.error.message}</ProblemNote>}
      <div className={classes.fields}>
        <NativeSelect
          label={t('activity.kind')}
          value={kind}
          data={KINDS.map((one) => ({ value: one, label: t(`activity.is.${one}`) }))}
          onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
        />
        <TextInput
          label={t('activity.what')}
          required
          maxLength={500}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <MomentField label={t('activity.due')} required value={due} onChange={setDue} />
      </div>
      <Button type="submit" variant="default" loading={plan.isPending} disabled={!title.trim() || !due}>
        {t('activity.plan')}
      </Button>
    </form>
  )
}
