import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { retryOutgoing } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { Refusal } from '../../ui/refusal.tsx'
import { When } from '../../ui/when.tsx'
import { refreshParts } from '../tickets/data.ts'
import type { Interaction } from './data.ts'
import classes from './mail-lines.module.css'

/** What became of a mail of ours, recipient by recipient; what failed can be tried again. */
export function DeliveryLine({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation()
  const { delivery, ticketId } = interaction
  const delivered = useDelivered()
  const retry = useMutation({
    mutationFn: (id: number) => call(retryOutgoing, { params: { id } }),
    onSuccess: () => refreshParts(ticketId),
  })
  if (!delivery) return null
  const troubled = delivery.recipients.filter(isTroubled)
  const underway = delivery.state === 'queued' && isSameMoment(retry.data?.tryAt, delivery.tryAt)
  return (
    <div className={classes.delivery} data-state={delivery.state}>
      <span>
        {delivered(delivery)}
        {delivery.tryAt && delivery.attempts > 0 && (
          <>
            {' · '}
            {t('mail.nextTry')} <When at={delivery.tryAt} as="near" />
          </>
        )}
      </span>
      {troubled.map(({ address, state, detail }) => (
        <span key={address} data-troubled>
          {t(`mail.recipient.${state as 'refused'}`, { address })} {detail && <Refusal said={detail} />}
        </span>
      ))}
      {!troubled.length && delivery.detail && (
        <span>
          <Refusal said={delivery.detail} />
        </span>
      )}
      {delivery.recipients.length > 1 && <EachRecipient recipients={delivery.recipients} />}
      {mayRetry(delivery) && !underway && (
        <Button size="compact-xs" variant="subtle" loading={retry.isPending} onClick={() => retry.mutate(delivery.id)}>
          {t(delivery.state === 'sent' ? 'mail.sendAgain' : 'mail.retry')}
        </Button>
      )}
    </div>
  )
}

/** What became of it, in a word: how many have it, where others do not, or not yet. */
export function useDelivered() {
  const { t } = useTranslation()
  return ({ state, recipients }: Delivery) => {
    const reached = recipients.filter((one) => one.state === 'sent').length
    const told = { count: reached, all: recipients.length }
    if (state === 'sent' && recipients.some(isTroubled)) return t('mail.reached', told)
    if ((state === 'queued' || state === 'sending') && reached > 0) return t('mail.reachedSoFar', told)
    return t(`mail.state.${state}`)
  }
}

type Delivery = NonNullable<Interaction['delivery']>

const isTroubled = ({ state }: Delivery['recipients'][number]) => state === 'refused' || state === 'bounced'

/** What was asked for is on its way: it is not asked for twice. */
const isSameMoment = (one: string | null | undefined, other: string | null) =>
  !!one && !!other && Date.parse(one) === Date.parse(other)

/** What waits or failed; and what left, for those it was refused for or given back from for this time. */
const mayRetry = ({ state, attempts, recipients }: Delivery) =>
  state === 'failed' ||
  (state === 'queued' && attempts > 0) ||
  (state === 'sent' && recipients.some((one) => one.state === 'refused' || one.bounce === 'returned'))

function EachRecipient({ recipients }: Pick<Delivery, 'recipients'>) {
  const { t } = useTranslation()
  return (
    <details className={classes.each}>
      <summary>{t('mail.eachRecipient', { count: recipients.length })}</summary>
      <ul>
        {recipients.map(({ address, role, state, detail }) => (
          <li key={`${role} ${address}`} data-state={state}>
            {address} · {t(`mail.recipientState.${state}`)}
            {detail && (
              <>
                {' · '}
                <Refusal said={detail} />
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
