import { IconNote } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/empty.tsx'
import { interactionsQuery } from '../conversations/data.ts'
import { InteractionCard } from '../conversations/interaction-card.tsx'
import { Moving } from '../conversations/moving.tsx'
import type { Ticket } from './data.ts'
import classes from './notes-section.module.css'

/** S1: Notas: what colleagues wrote for each other, newest first; nobody outside reads it. */
export function NotesSection({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(interactionsQuery(ticket.id))
  const notes = data.filter((one) => one.kind === 'note').toReversed()
  if (notes.length === 0) {
    return (
      <Empty icon={<IconNote size={22} />} title={t('notes.none')}>
        {t('notes.teach')}
      </Empty>
    )
  }
  return (
    <>
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note.id}>
            <InteractionCard interaction={note} ticket={ticket} />
          </li>
        ))}
      </ul>
      <Moving ticket={ticket} said={notes} />
    </>
  )
}
