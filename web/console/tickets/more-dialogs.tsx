import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { discardTicket, mergeTicket, snoozeTicket } from '../../../server/tickets/contract.ts'
import { send } from '../../api.ts'
import { useFormats } from '../../formats.ts'
import { fromLocalField, toLocalField } from '../../moments.ts'
import { paths } from '../../paths.ts'
import { MomentField } from '../../ui/moment-field.tsx'
import { ActDialog, useAct } from './act-dialog.tsx'
import type { Ticket } from './data.ts'
import { useTicketEdit } from './editing.tsx'
import classes from './more-dialogs.module.css'
import { type Picked, TicketPicker } from './ticket-picker.tsx'

type Props = { ticket: Ticket; onClose: () => void }

/** Puts the next action off, with the reason; the server keeps it before the solution target. */
export function SnoozeDialog({ ticket, onClose }: Props) {
  const { t } = useTranslation()
  const { zone } = useFormats()
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const act = useAct(t('undo.snoozed'), onClose)
  const at = fromLocalField(until, zone)
  return (
    <ActDialog
      title={t('act.snooze')}
      submit={t('act.do.snooze')}
      error={act.error}
      ready={!!at && !!reason.trim()}
      loading={act.isPending}
      onClose={onClose}
      onDo={() =>
        act.mutate(() =>
          send(snoozeTicket, { params: { id: ticket.id }, body: { until: at!.toISOString(), reason: reason.trim() } }),
        )
      }
    >
      <MomentField label={t('act.until')} required initialFocus value={until} onChange={setUntil} />
      <Reason value={reason} onChange={setReason} />
    </ActDialog>
  )
}

/** T8: a promise changes only by an explicit act; from then on it is the estimate that is told. */
export function PromiseDialog({ ticket, onClose }: Props) {
  const { t } = useTranslation()
  const { zone } = useFormats()
  const edit = useTicketEdit(ticket.id)
  const [until, setUntil] = useState(ticket.promisedAt ? toLocalField(new Date(ticket.promisedAt), zone) : '')
  const at = fromLocalField(until, zone)
  const promise = (promisedAt: string | null) => {
    edit.mutate({
      patch: { promisedAt },
      expect: { promisedAt },
      said: t(promisedAt ? 'undo.promised' : 'undo.notPromised'),
    })
    onClose()
  }
  return (
    <ActDialog
      title={t('act.promise')}
      submit={t('act.do.promise')}
      error={null}
      ready={!!at}
      loading={false}
      onClose={onClose}
      onDo={() => promise(at!.toISOString())}
    >
      <MomentField
        label={t('field.promisedAt')}
        description={t('act.promiseHint')}
        required
        initialFocus
        value={until}
        onChange={setUntil}
      />
      {ticket.promisedAt && (
        <Button variant="subtle" color="gray" onClick={() => promise(null)}>
          {t('act.withdrawPromise')}
        </Button>
      )}
    </ActDialog>
  )
}

export function MergeDialog({ ticket, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [into, setInto] = useState<Picked>()
  const act = useAct(t('undo.merged'), () => {
    onClose()
    if (into) void navigate({ to: paths.ticket, params: { ticketId: into.id }, search: true })
  })
  return (
    <ActDialog
      title={t('act.merge')}
      submit={t('act.do.merge')}
      error={act.error}
      ready={!!into}
      loading={act.isPending}
      onClose={onClose}
      onDo={() => act.mutate(() => send(mergeTicket, { params: { id: ticket.id }, body: { intoId: into!.id } }))}
    >
      <p className={classes.hint}>{t('act.mergeHint', { number: ticket.number })}</p>
      <TicketPicker label={t('act.mergeInto')} of={ticket} chosen={into} onChoose={setInto} />
      {into && <Whose {...{ ticket, into }} />}
    </ActDialog>
  )
}

/** Whoever is joined with another's ticket hears of theirs no more: said before it is done. */
function Whose({ ticket, into }: { ticket: Ticket; into: Picked }) {
  const { t } = useTranslation()
  return (
    <div className={classes.whose} role="status">
      <p>{t('act.mergeOf', { number: ticket.number, name: ticket.customer.name })}</p>
      <p>{t('act.mergeOf', { number: into.number, name: into.customer.name })}</p>
      {into.customer.id !== ticket.customer.id && (
        <p className={classes.told}>{t('act.mergeTold', { name: into.customer.name })}</p>
      )}
    </div>
  )
}

export function DiscardDialog({ ticket, onClose }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const act = useAct(t('undo.discarded'), onClose)
  return (
    <ActDialog
      title={t('act.discard')}
      submit={t('act.do.discard')}
      grave
      error={act.error}
      ready={!!reason.trim()}
      loading={act.isPending}
      onClose={onClose}
      onDo={() => act.mutate(() => send(discardTicket, { params: { id: ticket.id }, body: { reason: reason.trim() } }))}
    >
      <p className={classes.hint}>{t('act.discardHint')}</p>
      <Reason initialFocus value={reason} onChange={setReason} />
    </ActDialog>
  )
}

type ReasonProps = { initialFocus?: boolean; value: string; onChange: (value: string) => void }

function Reason({ initialFocus, value, onChange }: ReasonProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('field.reason')}
      required
      data-autofocus={initialFocus}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
