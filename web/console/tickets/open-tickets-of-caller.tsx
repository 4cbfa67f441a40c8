import { useNavigate } from '@tanstack/react-router'
import { saveDraft } from '../../../server/conversations/contract.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import { OpenAndCompleted } from './open-and-completed.tsx'

type Props = { customerId: number; words: string; onLeave: () => Promise<void> | undefined }

/** L2: the caller may be adding to something already open; what was noted goes with it. */
export function OpenTicketsOfCaller({ customerId, words, onLeave }: Props) {
  const navigate = useNavigate()
  const addTo = async (ticketId: number) => {
    if (words.trim()) {
      const draft = { mode: 'call', direction: 'in', result: 'answered', text: words }
      await call(saveDraft, { params: { place: `ticket:${ticketId}` }, body: { draft } })
    }
    await onLeave()
    await navigate({ to: paths.ticket, params: { ticketId } })
  }
  return <OpenAndCompleted customerId={customerId} onAdd={(ticketId) => void addTo(ticketId)} />
}
