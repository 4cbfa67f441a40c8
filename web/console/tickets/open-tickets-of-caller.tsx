import { useNavigate } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { draftFrom } from '../conversations/composer-draft.ts'
import { putInDraft } from '../conversations/giving-back.ts'
import { sayProblem } from '../notices.tsx'
import { OpenAndCompleted } from './open-and-completed.tsx'

type Props = { customerId: number; words: string; onLeave: () => Promise<void> | undefined }

/** L2: the caller may be adding to something already open; what was noted goes with it. */
export function OpenTicketsOfCaller({ customerId, words, onLeave }: Props) {
  const navigate = useNavigate()
  const addTo = async (ticketId: number) => {
    const noted = draftFrom({ mode: 'call', direction: 'in', result: 'answered', text: words })
    if (words.trim()) await putInDraft(ticketId, noted)
    await onLeave()
    await navigate({ to: paths.ticket, params: { ticketId } })
  }
  return <OpenAndCompleted customerId={customerId} onAdd={(ticketId) => void addTo(ticketId).catch(sayProblem)} />
}
