import { IconMessages } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/empty.tsx'
import { When } from '../../ui/when.tsx'
import { type Interaction, interactionsQuery } from '../conversations/data.ts'
import { DeliveryLine } from '../conversations/delivery-line.tsx'
import { kindKey, symbolOf } from '../conversations/kinds.ts'
import { nameShown } from '../conversations/who.ts'
import type { Ticket } from './data.ts'
import classes from './part-rows.module.css'

/** S1: Interacciones: what was said to and by others, the newest first, with what became of it. */
export function InteractionsSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(interactionsQuery(ticket.id))
  const said = data.filter((one) => one.kind !== 'note').toReversed()
  if (said.length === 0) {
    return (
      <Empty icon={<IconMessages size={22} />} title={t('interactions.none')}>
        {t('interactions.teach')}
      </Empty>
    )
  }
  return (
    <ol className={classes.list} aria-label={t('section.interactions')}>
      {said.map((one) => (
        <Row key={one.id} said={one} ticket={ticket} />
      ))}
    </ol>
  )
}

function Row({ said, ticket }: { said: Interaction; ticket: Ticket }) {
  const { t } = useTranslation()
  const Mark = symbolOf(said)
  return (
    <li className={classes.row}>
      <Mark size={18} aria-hidden />
      <div className={classes.main}>
        <p className={classes.who}>
          <strong>{whoOf(said, ticket)}</strong>
          <span className={classes.soft}>{t(`interaction.${kindKey(said)}`)}</span>
        </p>
        <p className={classes.words}>{excerpt(said)}</p>
        <DeliveryLine interaction={said} />
      </div>
      <span className={classes.at}>
        <When at={said.at} as="short" />
      </span>
    </li>
  )
}

const LONGEST = 140

function excerpt({ subject, visibleText, text }: Interaction) {
  const words = [subject, visibleText || text].filter(Boolean).join(' · ')
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
}

const whoOf = (one: Interaction, ticket: Ticket) =>
  (one.from && nameShown(one.from)) ?? (one.direction === 'in' ? ticket.customer.name : (one.author?.name ?? ''))
