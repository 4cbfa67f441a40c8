import { ActionIcon, Button } from '@mantine/core'
import { IconChevronUp, IconServer } from '@tabler/icons-react'
import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { duration } from '../../formats.ts'
import { part } from '../../parts.ts'
import { Face } from '../../ui/face.tsx'
import { When } from '../../ui/when.tsx'
import { resultKey } from '../call-result.ts'
import type { Ticket } from '../tickets/data.ts'
import { AutomaticLine } from './automatic-line.tsx'
import type { Interaction } from './data.ts'
import { DeliveryLine } from './delivery-line.tsx'
import { isCalendar } from './file-kinds.ts'
import { FileList, useViewer } from './file-list.tsx'
import classes from './interaction-card.module.css'
import { InteractionMenu } from './interaction-menu.tsx'
import { claimsToBeUs, isTakenBack, kindKey, saidByMailServer, silenceOf, symbolOf } from './kinds.ts'
import { LaidOut } from './laid-out.tsx'
import { MailActions, MailHead } from './mail-lines.tsx'
import { withPicturesPlaced } from './picture-places.ts'
import { SaidHtml } from './said-html.tsx'
import { beginningOf, eachOnce, listedBelow } from './said-parts.ts'
import { SaidText } from './said-text.tsx'
import { TakenBackLine } from './taken-back-line.tsx'
import { useWho } from './use-who.ts'

const InvitationCard = part(() => import('./invitation-card.tsx'), 'InvitationCard')

type Props = { interaction: Interaction; ticket: Ticket }

/** What somebody said is read at once; what the desk mails by itself, or never left, is one line until one asks for it. */
export function InteractionCard({ interaction, ticket }: Props) {
  const [open, setOpen] = useState(false)
  const takenBack = isTakenBack(interaction)
  if (!interaction.automatic && !takenBack) return <Card interaction={interaction} ticket={ticket} />
  const line = { interaction, ticket, onOpen: () => setOpen(true) }
  if (!open) return takenBack ? <TakenBackLine {...line} /> : <AutomaticLine {...line} />
  return <Card interaction={interaction} ticket={ticket} onFold={() => setOpen(false)} />
}

/** Who said what to whom, how and when. Notes look like notes: nobody outside reads them. */
function Card({ interaction: said, ticket, onFold }: Props & { onFold?: () => void }) {
  const { t } = useTranslation()
  const interaction = useMemo(() => (isFormatted(said) ? said : withPicturesPlaced(said)), [said])
  const card = useRef<HTMLElement>(null)
  // It was unfolded just now: the keys go on from it.
  useEffect(() => {
    if (onFold) card.current?.focus()
  }, [])
  const below = useMemo(() => {
    const placed = isFormatted(interaction) ? interaction.html : null
    const files = listedBelow(interaction)
    return eachOnce(files.filter(({ contentId }) => !(contentId && placed?.includes(`cid:${contentId}`))))
  }, [interaction])
  const who = useWho(interaction, ticket)
  const Mark = symbolOf(interaction)
  return (
    <article
      ref={card}
      className={classes.card}
      data-tone={toneOf(interaction)}
      data-said={interaction.id}
      tabIndex={-1}
      aria-label={who.name}
    >
      <header className={classes.head}>
        {saidByMailServer(interaction) ? (
          <span className={classes.server}>
            <IconServer size={16} aria-hidden />
          </span>
        ) : (
          <Face name={who.name} size={26} quiet />
        )}
        <span className={classes.who}>
          <strong>{who.name}</strong>
          <span className={classes.kind}>
            <Mark size={15} aria-hidden /> {t(`interaction.${kindKey(interaction)}`)}
          </span>
          {who.unproven && <span className={classes.unproven}>{t('interaction.unproven')}</span>}
          {who.writtenBy && <span className={classes.by}>{t('interaction.writtenBy', { name: who.writtenBy })}</span>}
        </span>
        <span className={classes.at}>
          <When at={interaction.at} />
        </span>
        {onFold && (
          <ActionIcon size="sm" aria-label={t('interaction.fold')} onClick={onFold}>
            <IconChevronUp size={17} />
          </ActionIcon>
        )}
        <InteractionMenu interaction={interaction} ticket={ticket} />
      </header>
      {interaction.movedFromId && (
        <p className={classes.by}>{t('interaction.movedFrom', { number: interaction.movedFromId })}</p>
      )}
      {interaction.kind === 'email' && <MailHead interaction={interaction} ticket={ticket} />}
      {interaction.call && <CallLine call={interaction.call} direction={interaction.direction} />}
      <Invited interaction={interaction} />
      <Words interaction={interaction} />
      {interaction.added && <p className={classes.by}>{t('interaction.added', { words: interaction.added })}</p>}
      {below.length > 0 && <FileList files={below} />}
      <DeliveryLine interaction={interaction} />
      {interaction.kind === 'email' && !isTakenBack(interaction) && (
        <MailActions interaction={interaction} ticket={ticket} />
      )}
    </article>
  )
}

/** The same invitation often comes along twice, within the mail and as its file. */
function Invited({ interaction: { attachments } }: { interaction: Interaction }) {
  const calendar = attachments.find(isCalendar)
  return (
    calendar && (
      <Suspense>
        <InvitationCard file={calendar} />
      </Suspense>
    )
  )
}

function Words({ interaction }: { interaction: Interaction }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const [laidOut, setLaidOut] = useState(false)
  const { text, visibleText, html, attachments } = interaction
  const beginning = useMemo(() => beginningOf(visibleText), [visibleText])
  const viewer = useViewer(attachments)
  if (!text.trim() && !html) return null
  const formatted = isFormatted(interaction) && (whole || beginning === null)
  const folded = beginning !== null || bare(visibleText) !== bare(text)
  return (
    <>
      {laidOut ? (
        <LaidOut interaction={interaction} />
      ) : (
        <div className={`${classes.said} ${formatted ? '' : classes.text}`}>
          {formatted ? (
            <SaidHtml html={html!} attachments={attachments} onLook={viewer.open} />
          ) : (
            <SaidText text={whole ? text : (beginning ?? visibleText)} attachments={attachments} onLook={viewer.open} />
          )}
        </div>
      )}
      {viewer.shown}
      <div className={classes.ways}>
        {folded && !laidOut && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setWhole(!whole)}>
            {t(whole ? 'interaction.fold' : 'interaction.unfold')}
          </Button>
        )}
        {html && !isFormatted(interaction) && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setLaidOut(!laidOut)}>
            {t(laidOut ? 'mail.asText' : 'mail.laidOut')}
          </Button>
        )}
      </div>
    </>
  )
}

/** Nothing is folded where only lines are set otherwise. */
const bare = (text: string) => text.replace(/\s+/g, '')

/** Our own words are shown as they were formatted; what others formatted is shown apart, in a frame (S10). */
const isFormatted = ({ html, internal, direction }: Interaction) => html !== null && (internal || direction === 'out')

type Line = { call: NonNullable<Interaction['call']>; direction: Interaction['direction'] }

function CallLine({ call, direction }: Line) {
  const { t } = useTranslation()
  const objectives = call.objectives.map((objective) => t(`call.objective.${objective as 'solve_faster'}`))
  return (
    <p className={classes.call}>
      <span className={classes.result} data-reached={call.result === 'answered' || undefined}>
        {t(resultKey(direction, call.result))}
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

function toneOf(interaction: Interaction) {
  if (interaction.internal) return 'note'
  if (saidByMailServer(interaction) || silenceOf(interaction)) return 'server'
  if (claimsToBeUs(interaction)) return 'unproven'
  return interaction.direction === 'in' ? interaction.party : 'agent'
}
