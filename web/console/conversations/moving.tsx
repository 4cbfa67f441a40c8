import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { part } from '../../parts.ts'
import { useCommands } from '../commands.ts'
import type { Ticket } from '../tickets/data.ts'
import { whyNot } from '../tickets/refusals.ts'
import { type MoveRequest, useMoveRequests } from './compose-requests.ts'
import type { Interaction } from './data.ts'
import { movedByKey } from './moved-by-key.ts'

const MoveInteractionDialog = part(() => import('./move-dialog.tsx'), 'MoveInteractionDialog')

/** The keys of the conversation: from one thing said to the next, and the one at hand to the ticket it belongs to. */
export function Moving({ ticket, said }: { ticket: Ticket; said: Interaction[] }) {
  const { t } = useTranslation()
  const [moving, setMoving] = useState<Omit<MoveRequest, 'ticketId'>>()
  useMoveRequests(ticket.id, setMoving)
  const section = 'ticket' as const
  useCommands([
    { id: 'said-next', section, label: t('interaction.next'), keys: '.', run: () => step(1) },
    { id: 'said-previous', section, label: t('interaction.previous'), keys: ',', run: () => step(-1) },
    {
      id: 'move-said',
      section,
      label: t('interaction.move'),
      keys: 'v',
      run: () => {
        const interaction = atHand(said)
        if (interaction) setMoving({ interaction })
      },
      refused: whyNot(ticket.can.split) ?? (atHand(said) ? undefined : t('feed.nothing')),
    },
  ])
  return (
    moving && (
      <Suspense>
        <MoveInteractionDialog ticket={ticket} {...moving} onClose={() => setMoving(undefined)} />
      </Suspense>
    )
  )
}

const cards = () => [...document.querySelectorAll<HTMLElement>('[data-said]')]
const here = () => document.activeElement?.closest<HTMLElement>('[data-said]') ?? undefined

/** From nowhere one begins at the end, where the newest stands. */
function step(by: 1 | -1) {
  const all = cards()
  const now = here()
  const next = now ? all[all.indexOf(now) + by] : all.at(-1)
  next?.focus()
}

const atHand = (said: Interaction[]) => movedByKey(said, Number(here()?.dataset.said))
