import { IconChevronDown, IconRobot } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { When } from '../../ui/when.tsx'
import type { Interaction } from './data.ts'
import { useDelivered } from './delivery-line.tsx'
import classes from './interaction-card.module.css'

/** What the desk mails by itself, in one line: what, to whom, what became of it and when. One press shows all of it. */
export function AutomaticLine({ interaction, onOpen }: { interaction: Interaction; onOpen: () => void }) {
  const { t } = useTranslation()
  const delivered = useDelivered()
  const { id, subject, to, delivery, at } = interaction
  const whom = to.map(({ name, address }) => name ?? address).join(', ')
  return (
    <button
      type="button"
      className={classes.automatic}
      data-said={id}
      data-state={delivery?.state}
      aria-expanded={false}
      onClick={onOpen}
    >
      <IconRobot size={16} aria-hidden />
      <span className={classes.notice}>
        <strong>{t('interaction.automatic')}</strong> {whom && t('interaction.automaticTo', { whom })}
        {subject && ` · ${subject}`}
      </span>
      {delivery && <span className={classes.became}>{delivered(delivery)}</span>}
      <span className={classes.at}>
        <When at={at} />
      </span>
      <IconChevronDown size={16} aria-hidden />
    </button>
  )
}
