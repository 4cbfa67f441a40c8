import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { editTicket } from '../../../server/tickets/contract.ts'
import { call as ask, Problem } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { fromLocalField, toLocalField } from '../../moments.ts'
import { keys, queries } from '../../queries.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { show, type Ticket } from '../tickets/data.ts'
import { whyNot } from '../tickets/refusals.ts'
import classes from './cockpit.module.css'

/** T8: another time than the estimate, agreed with the customer, is a promise from then on. */
export function PromisedTime({ callId, ticket }: { callId: number; ticket: Ticket }) {
  const { t } = useTranslation()
  const { zone } = useFormats()
  const [at, setAt] = useState<string>()
  const refused = whyNot(ticket.can.promise)
  const save = useMutation({
    mutationFn: () => {
      const promisedAt = fromLocalField(at ?? '', zone)?.toISOString()
      return ask(editTicket, { params: { id: ticket.id }, body: { version: ticket.version, promisedAt } })
    },
    onSuccess: async (changed) => {
      show(changed)
      setAt(undefined)
      await queries.invalidateQueries({ queryKey: keys.call(callId) })
    },
  })
  if (at === undefined) {
    const estimate = ticket.estimatedResolutionAt
    const start = () => setAt(estimate ? toLocalField(new Date(estimate), zone) : '')
    return (
      <Button size="compact-sm" variant="default" disabled={!!refused} title={refused} onClick={start}>
        {t('cockpit.promise')}
      </Button>
    )
  }
  const faults = save.error instanceof Problem ? save.error.fields : {}
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className={classes.promise} onSubmit={onSubmit}>
      {save.error && !faults.promisedAt && <ProblemNote>{save.error.message}</ProblemNote>}
      <MomentField label={t('cockpit.promisedAt')} required error={faults.promisedAt} value={at} onChange={setAt} />
      <div className={classes.actions}>
        <Button type="submit" loading={save.isPending}>
          {t('cockpit.savePromise')}
        </Button>
        <Button variant="default" onClick={() => setAt(undefined)}>
          {t('do.cancel')}
        </Button>
      </div>
    </form>
  )
}
