import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { retryOutgoing } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { When } from '../../ui/when.tsx'
import { refreshParts } from '../tickets/data.ts'
import type { Interaction } from './data.ts'
import classes from './mail-lines.module.css'

/** What became of a mail of ours, recipient by recipient; what failed can be tried again. */
export function DeliveryLine({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation()
  const { delivery, ticketId } = interaction
  const retry = useMutation({
    mutationFn: (id: number) => call(retryOutgoing, { params: { id } }),
    onSuccess: () => refreshParts(ticketId),
  })
  if (!delivery) return null
  const troubled = delivery.recipients.filter(({ state }) => state === 'refused' || state === 'bounced')
  const reached = delivery.recipients.filter(({ state }) => state === 'sent').length
  return (
    <div className={classes.delivery} data-state={delivery.state}>
      <span>
        {delivery.state === 'sent' && troubled.length
          ? t('mail.reached', { count: reached, all: delivery.recipients.length })
          : t(`mail.state.${delivery.state}`)}
        {delivery.tryAt && delivery.attempts > 0 && (
          <>
            {' · '}
            {t('mail.nextTry')} <When at={delivery.tryAt} as="near" />
          </>
        )}
      </span>
      {troubled.map(({ address, state, detail }) => (
        <span key={address} data-troubled>
          {t(`mail.recipient.${state as 'refused'}`, { address })} {detail}
        </span>
      ))}
      {!troubled.length && delivery.detail && <span>{delivery.detail}</span>}
      {delivery.recipients.length > 1 && <EachRecipient recipients={delivery.recipients} />}
      {(delivery.state === 'failed' || (delivery.state === 'queued' && delivery.attempts > 0)) && (
        <Button size="compact-xs" variant="subtle" loading={retry.isPending} onClick={() => retry.mutate(delivery.id)}>
          {t('mail.retry')}
        </Button>
      )}
    </div>
  )
}

function EachRecipient({ recipients }: { recipients: NonNullable<Interaction['delivery']>['recipients'] }) {
  const { t } = useTranslation()
  return (
    <details className={classes.each}>
      <summary>{t('mail.eachRecipient', { count: recipients.length })}</summary>
      <ul>
        {recipients.map(({ address, role, state, detail }) => (
          <li key={`${role} ${address}`} data-state={state}>
            {address} · {t(`mail.recipientState.${state}`)}
            {detail && ` · ${detail}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
