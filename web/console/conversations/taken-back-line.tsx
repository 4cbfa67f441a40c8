import { IconChevronDown, IconMailOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { When } from '../../ui/when.tsx'
import type { Ticket } from '../tickets/data.ts'
import type { Interaction } from './data.ts'
import classes from './interaction-card.module.css'
import { useWho } from './use-who.ts'

type Props = { interaction: Interaction; ticket: Ticket; onOpen: () => void }

/** A mail that never left, in one line: whose, to whom and when. One press shows what it said. */
export function TakenBackLine({ interaction, ticket, onOpen }: Props) {
  const { t } = useTranslation()
  const { name } = useWho(interaction, ticket)
  const { id, subject, to, at } = interaction
  const whom = to.map((one) => one.name ?? one.address).join(', ')
  return (
    <button type="button" className={classes.automatic} data-said={id} aria-expanded={false} onClick={onOpen}>
      <IconMailOff size={16} aria-hidden />
      <span className={classes.notice}>
        <strong>{t('mail.state.cancelled')}</strong> {name} {whom && t('interaction.automaticTo', { whom })}
        {subject && ` · ${subject}`}
      </span>
      <span className={classes.at}>
        <When at={at} />
      </span>
      <IconChevronDown size={16} aria-hidden />
    </button>
  )
}
