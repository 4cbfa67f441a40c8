import { Button } from '@mantine/core'
import {
  IconLock,
  IconMail,
  IconMessageCircle,
  IconPaperclip,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconWorld,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { duration } from '../../formats.ts'
import { Face } from '../../ui/face.tsx'
import { When } from '../../ui/when.tsx'
import type { Ticket } from '../tickets/data.ts'
import type { Interaction } from './data.ts'
import classes from './interaction-card.module.css'
import { DeliveryLine, LaidOut, MailActions, MailHead } from './mail-lines.tsx'

/** Who said what to whom, how and when. Notes look like notes: nobody outside reads them. */
export function InteractionCard({ interaction, ticket }: { interaction: Interaction; ticket: Ticket }) {
  const { t } = useTranslation()
  const who = useWho(interaction, ticket)
  const Mark = symbolOf(interaction)
  const tone = interaction.internal ? 'note' : interaction.direction === 'in' ? interaction.party : 'agent'
  return (
    <article className={classes.card} data-tone={tone}>
      <header className={classes.head}>
        <Face name={who.name} size={26} quiet />
        <strong>{who.name}</strong>
        <span className={classes.kind}>
          <Mark size={15} aria-hidden /> {t(`interaction.${kindKey(interaction)}`)}
        </span>
        {who.writtenBy && <span className={classes.by}>{t('interaction.writtenBy', { name: who.writtenBy })}</span>}
        <span className={classes.at}>
          <When at={interaction.at} />
        </span>
      </header>
      {interaction.kind === 'email' && <MailHead interaction={interaction} />}
      {interaction.call && <CallLine call={interaction.call} />}
      <Words interaction={interaction} />
      {interaction.attachments.length > 0 && (
        <ul className={classes.files}>
          {interaction.attachments.map((file) => (
            <li key={file.id}>
              <a href={file.url} download={file.filename}>
                <IconPaperclip size={14} aria-hidden /> {file.filename}
              </a>
            </li>
          ))}
        </ul>
      )}
      <DeliveryLine interaction={interaction} />
      {interaction.kind === 'email' && <MailActions interaction={interaction} ticket={ticket} />}
    </article>
  )
}

function Words({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const [laidOut, setLaidOut] = useState(false)
  const { text, visibleText, html } = interaction
  if (!text.trim() && !html) return null
  if (laidOut)
    return (
      <>
        <LaidOut interaction={interaction} />
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setLaidOut(false)}>
          {t('mail.asText')}
        </Button>
      </>
    )
  const folded = visibleText.trim() !== text.trim()
  return (
    <div className={classes.text}>
      {whole ? text : visibleText}
      {folded && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setWhole(!whole)}>
          {t(whole ? 'interaction.fold' : 'interaction.unfold')}
        </Button>
      )}
      {html && interaction.kind === 'email' && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setLaidOut(true)}>
          {t('mail.laidOut')}
        </Button>
      )}
    </div>
  )
}

function CallLine({ call }: { call: NonNullable<Interaction['call']> }) {
  const { t } = useTranslation()
  const objectives = call.objectives.map((objective) => t(`call.objective.${objective as 'solve_faster'}`))
  return (
    <p className={classes.call}>
      <span className={classes.result} data-reached={call.result === 'answered' || undefined}>
        {t(`call.result.${call.result}`)}
      </span>
      {call.outcome && <span>{t(`call.outcome.${call.outcome}`)}</span>}
      {call.seconds !== null && <span>{duration(call.seconds)}</span>}
      {objectives.length > 0 && <span>{objectives.join(', ')}</span>}
      {call.callbackAt && (
        <span>
          {t('call.callbackAt')} <When at={call.callbackAt} as="near" />
        </span>
      )}
    </p>
  )
}

/** Words of the customer written down by an agent are the customer's; who wrote them is said beside. */
function useWho(interaction: Interaction, ticket: Ticket) {
  const { t } = useTranslation()
  const author = interaction.author?.name ?? t('interaction.system')
  if (interaction.direction === 'out' || interaction.internal) return { name: author, writtenBy: undefined }
  const outside = interaction.from?.name ?? interaction.from?.address
  const name = outside ?? (interaction.party === 'customer' ? ticket.customer.name : t('side.thirdParty'))
  return { name, writtenBy: interaction.author?.kind === 'agent' ? author : undefined }
}

function kindKey({ kind, direction }: Interaction) {
  if (kind === 'call') return direction === 'in' ? 'callIn' : 'callOut'
  return kind
}

function symbolOf({ kind, direction }: Interaction) {
  if (kind === 'call') return direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing
  return { note: IconLock, email: IconMail, portal: IconWorld, chat: IconMessageCircle }[kind]
}
