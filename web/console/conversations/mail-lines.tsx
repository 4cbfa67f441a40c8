import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowBackUpDouble,
  IconArrowForwardUp,
  IconShieldQuestion,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MailMode, retryOutgoing } from '../../../server/mail/outgoing/contract.ts'
import { call } from '../../api.ts'
import { When } from '../../ui/when.tsx'
import { refreshParts, type Ticket } from '../tickets/data.ts'
import { askToCompose } from './compose-requests.ts'
import type { Interaction } from './data.ts'
import classes from './mail-lines.module.css'

type Named = { name: string | null; address: string | null }
const written = ({ name, address }: Named) => (name && address ? `${name} <${address}>` : (address ?? name ?? ''))

/** From whom, to whom, about what; and whether one may believe it. */
export function MailHead({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation()
  const { from, to, cc, bcc, subject } = interaction
  const line = (name: 'to' | 'cc' | 'bcc', list: Named[]) =>
    list.length > 0 && (
      <div>
        <dt>{t(`mail.${name}`)}</dt>
        <dd>{list.map(written).join(', ')}</dd>
      </div>
    )
  return (
    <>
      <dl className={classes.head}>
        {from && interaction.direction === 'in' && (
          <div>
            <dt>{t('mail.sender')}</dt>
            <dd>{written(from)}</dd>
          </div>
        )}
        {line('to', to)}
        {line('cc', cc)}
        {line('bcc', bcc)}
        {subject && (
          <div>
            <dt>{t('mail.subject')}</dt>
            <dd>{subject}</dd>
          </div>
        )}
      </dl>
      {interaction.direction === 'in' && (interaction.doubted || interaction.verified === false) && (
        <p className={classes.warning}>
          <IconShieldQuestion size={15} aria-hidden /> {t(interaction.doubted ? 'mail.doubted' : 'mail.unverified')}
        </p>
      )}
      {interaction.bounce && (
        <p className={classes.warning}>
          <IconAlertTriangle size={15} aria-hidden />
          {t(`mail.bounced.${interaction.bounce}`, { addresses: interaction.failedRecipients.join(', ') })}
        </p>
      )}
    </>
  )
}

/** The mail as its writer laid it out, in a frame where nothing can run and nothing is fetched before the reader asks. */
export function LaidOut({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation()
  const [pictures, setPictures] = useState(false)
  const [height, setHeight] = useState(60)
  const remote = interaction.html?.includes('data-remote=')
  return (
    <div>
      {remote && !pictures && (
        <p className={classes.pictures}>
          {t('mail.picturesBlocked')}
          <Button size="compact-xs" variant="subtle" onClick={() => setPictures(true)}>
            {t('mail.showPictures')}
          </Button>
        </p>
      )}
      <iframe
        className={classes.frame}
        title={t('mail.laidOut')}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        src={`/api/interactions/${interaction.id}/body${pictures ? '?pictures=true' : ''}`}
        style={{ height }}
        onLoad={(event) => {
          const page = event.currentTarget.contentDocument?.documentElement
          if (page) setHeight(Math.min(page.scrollHeight + 4, 2000))
        }}
      />
    </div>
  )
}

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
  return (
    <div className={classes.delivery} data-state={troubled.length ? 'failed' : delivery.state}>
      <span>
        {t(`mail.state.${delivery.state}`)}
        {delivery.tryAt && delivery.attempts > 0 && (
          <>
            {' · '}
            {t('mail.nextTry')} <When at={delivery.tryAt} as="near" />
          </>
        )}
      </span>
      {troubled.map(({ address, state, detail }) => (
        <span key={address}>
          {t(`mail.recipient.${state as 'refused'}`, { address })} {detail}
        </span>
      ))}
      {!troubled.length && delivery.detail && <span>{delivery.detail}</span>}
      {(delivery.state === 'failed' || (delivery.state === 'queued' && delivery.attempts > 0)) && (
        <Button size="compact-xs" variant="subtle" loading={retry.isPending} onClick={() => retry.mutate(delivery.id)}>
          {t('mail.retry')}
        </Button>
      )}
    </div>
  )
}

const ANSWERS: [MailMode, typeof IconArrowBackUp][] = [
  ['reply', IconArrowBackUp],
  ['reply_all', IconArrowBackUpDouble],
  ['forward', IconArrowForwardUp],
]

export function MailActions({ interaction, ticket }: { interaction: Interaction; ticket: Ticket }) {
  const { t } = useTranslation()
  if (ticket.can.answer !== true) return null
  return (
    <div className={classes.actions}>
      {ANSWERS.map(([mode, Mark]) => (
        <Button
          key={mode}
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<Mark size={14} aria-hidden />}
          onClick={() => askToCompose({ ticketId: ticket.id, mode, interactionId: interaction.id })}
        >
          {t(`mail.modes.${mode}`)}
        </Button>
      ))}
      {interaction.mailId && (
        <a className={classes.raw} href={`/api/mails/${interaction.mailId}/raw`} download>
          {t('mail.raw')}
        </a>
      )}
    </div>
  )
}
