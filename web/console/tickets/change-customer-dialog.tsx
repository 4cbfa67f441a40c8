import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { interactionsQuery } from '../conversations/data.ts'
import { type Caller, CallerField } from '../customers/caller-field.tsx'
import { customerQuery } from '../customers/data.ts'
import { ActDialog } from './act-dialog.tsx'
import classes from './change-customer-dialog.module.css'
import type { Ticket } from './data.ts'
import { isConflict, useTicketEdit } from './editing.tsx'
import { whose } from './new-ticket.form.ts'

type Props = { ticket: Ticket; proposed: Caller | undefined; onClose: () => void }

/** S12: the ticket is another's: chosen, or written down, as in a new ticket; what follows from it is said before it is done. */
export function ChangeCustomerDialog({ ticket, proposed, onClose }: Props) {
  const { t } = useTranslation()
  const [former] = useState(ticket.customer)
  const [caller, setCaller] = useState<Caller>(proposed ?? { customerId: null, customer: null })
  const [keeps, setKeeps] = useState(false)
  const next = useNext(caller)
  const wrote = useWrote(ticket.id, former.id)
  const edit = useTicketEdit(ticket.id)
  const names = { name: next.name, email: next.email, former: former.name }
  const isSame = caller.customerId === former.id
  const change = () =>
    edit.mutate(
      {
        patch: { ...whose(caller), ...(keeps && { reporterId: former.id }) },
        ...(next.known && { expect: next.known }),
        begun: { customer: former },
        said: t('undo.customer', { name: next.name }),
      },
      { onSuccess: onClose, onError: (error) => isConflict(error) && onClose() },
    )
  return (
    <ActDialog
      title={t('act.changeCustomer')}
      submit={t('act.do.changeCustomer')}
      error={edit.error && !isConflict(edit.error) ? edit.error : null}
      ready={!!next.name && !isSame}
      loading={edit.isPending}
      onClose={onClose}
      onDo={change}
    >
      <CallerField {...caller} fault={undefined} onChange={(changed) => setCaller({ ...caller, ...changed })} />
      {isSame && <p role="status">{t('act.customerIsSame', { name: former.name })}</p>}
      {next.name && !isSame && (
        <>
          <Checkbox
            label={t('act.keepsReporter', { name: former.name })}
            description={t('act.keepsReporterHint')}
            // What comes next, once somebody was chosen; while one writes them down it stands by.
            autoFocus={caller.customerId !== null}
            data-autofocus={caller.customerId !== null || undefined}
            checked={keeps}
            onChange={(event) => setKeeps(event.currentTarget.checked)}
          />
          <ul className={classes.follows} aria-live="polite">
            <li>{t(keeps ? 'act.reporterTold' : next.email ? 'act.customerTold' : 'act.customerUntold', names)}</li>
            {!keeps && wrote && <li>{t('act.formerStays', names)}</li>}
            <li>{t('act.customerStays')}</li>
          </ul>
        </>
      )}
    </ActDialog>
  )
}

/** Whose it will be, as far as one knows yet. */
function useNext({ customerId, customer }: Caller) {
  const { data } = useQuery({ ...customerQuery(customerId ?? 0), enabled: customerId !== null })
  if (customerId === null) return { name: customer?.name.trim() ?? '', email: customer?.email.trim() ?? '' }
  if (!data) return { name: '', email: '' }
  const { id, name, organization } = data
  return { name, email: data.emails[0] ?? '', known: { customer: { id, name }, organization } }
}

/** Whether they did on this ticket, themselves and by mail. */
function useWrote(ticketId: number, customerId: number) {
  const { data: said = [] } = useQuery(interactionsQuery(ticketId))
  const { data: customer } = useQuery(customerQuery(customerId))
  return said.some(
    ({ kind, direction, internal, doubted, from }) =>
      kind === 'email' &&
      direction === 'in' &&
      !internal &&
      !doubted &&
      !!from?.address &&
      customer?.emails.includes(from.address.toLowerCase()),
  )
}
