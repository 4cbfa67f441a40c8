import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowBackUpDouble,
  IconArrowForwardUp,
  IconShieldQuestion,
} from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailMode } from '../../../server/mail/outgoing/contract.ts'
import type { Ticket } from '../tickets/data.ts'
import { askToCompose } from './compose-requests.ts'
import type { Interaction } from './data.ts'
import { failuresOf, isPassedOn, saidByMailServer } from './kinds.ts'
import classes from './mail-lines.module.css'
import { NamedLine } from './named-line.tsx'
import { nameShown } from './who.ts'

type Named = { name: string | null; address: string | null }

/** A name that is read from right to left must not turn the address around. */
export function Written({ name, address }: Named) {
  if (!name || !address) return <bdi>{address ?? name}</bdi>
  return (
    <>
      <bdi>{name}</bdi> {'<'}
      <bdi>{address}</bdi>
      {'>'}
    </>
  )
}

/** From whom, to whom, about what; and whether one may believe it. */
export function MailHead({ interaction, ticket }: { interaction: Interaction; ticket: Ticket }) {
  const { t } = useTranslation()
  const { from, to, cc, bcc, subject } = interaction
  const lack = lackOf(interaction)
  const line = (name: 'to' | 'cc' | 'bcc', list: Named[]) =>
    list.length > 0 && (
      <div>
        <dt>{t(`mail.${name}`)}</dt>
        <dd>
          <Recipients list={list} />
        </dd>
      </div>
    )
  return (
    <>
      <dl className={classes.head}>
        {from && interaction.direction === 'in' && (
          <div>
            <dt>{t('mail.sender')}</dt>
            <dd>
              <Written {...from} />
            </dd>
          </div>
        )}
        {line('to', to)}
        {line('cc', cc)}
        {line('bcc', bcc)}
        {subject && (
          <div>
            <dt>{t('mail.subject')}</dt>
            <dd className={classes.subject}>{subject}</dd>
          </div>
        )}
      </dl>
      {lack && (
        <p className={classes.warning}>
          <IconShieldQuestion size={15} aria-hidden />{' '}
          {t(`mail.${lack}`, { name: (from && nameShown(from)) ?? '', agent: interaction.author?.name ?? '' })}
        </p>
      )}
      <NamedLine interaction={interaction} ticket={ticket} />
      {failuresOf(interaction).map(([kind, addresses]) => (
        <p key={kind} className={classes.warning}>
          <IconAlertTriangle size={15} aria-hidden />
          {t(`mail.bounced.${kind}`, { addresses: addresses.join(', ') })}
        </p>
      ))}
    </>
  )
}

/** What nobody vouches for in a mail that came in, the weightiest first. */
function lackOf(interaction: Interaction) {
  const { direction, doubted, confirmsNothing, verified } = interaction
  if (direction !== 'in') return null
  if (isPassedOn(interaction)) return 'passedOn'
  if (doubted) return 'doubted'
  if (confirmsNothing) return 'confirmsNothing'
  return verified === false ? 'unverified' : null
}

const AT_FIRST = 5

function Recipients({ list }: { list: Named[] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const shown = all || list.length <= AT_FIRST + 1 ? list : list.slice(0, AT_FIRST)
  return (
    <>
      {shown.map((one, place) => (
        <Fragment key={place}>
          {place > 0 && ', '}
          <Written {...one} />
        </Fragment>
      ))}
      {shown.length < list.length && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAll(true)}>
          {t('mail.andMore', { count: list.length - shown.length })}
        </Button>
      )}
    </>
  )
}

const ANSWERS: [MailMode, typeof IconArrowBackUp][] = [
  ['reply', IconArrowBackUp],
  ['reply_all', IconArrowBackUpDouble],
  ['forward', IconArrowForwardUp],
]

/** What stays inside is neither answered nor passed on by mail; what a mail server says is only passed on. */
export function MailActions({ interaction, ticket }: { interaction: Interaction; ticket: Ticket }) {
  const { t } = useTranslation()
  if (ticket.can.answer !== true || interaction.internal) return null
  const answers = ANSWERS.filter(([mode]) => mode === 'forward' || !saidByMailServer(interaction))
  return (
    <div className={classes.actions}>
      {answers.map(([mode, Mark]) => (
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
    </div>
  )
}
