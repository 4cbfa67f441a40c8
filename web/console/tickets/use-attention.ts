import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attend } from '../../../server/tickets/following.contract.ts'
import { call } from '../../api.ts'
import { useCommands } from '../commands.ts'
import { sayDone, sayProblem } from '../notices.tsx'
import { refreshParts, show, type Ticket, ticketNow } from './data.ts'

/** S1: following a ticket, or hearing nothing more of it; one's own choice, that takes no right but seeing it. */
export function useAttention(ticket: Ticket) {
  const { t } = useTranslation()
  const { mutate } = useMutation({
    mutationFn: (wanted: { following?: boolean; muted?: boolean }) =>
      call(attend, { params: { id: ticket.id }, body: wanted }),
    onSuccess: (attention, { following }) => {
      const now = ticketNow(ticket.id)
      if (now) show({ ...now, ...attention })
      refreshParts(ticket.id)
      const said =
        following === undefined
          ? attention.muted
            ? 'muted'
            : 'unmuted'
          : attention.following
            ? 'followed'
            : 'unfollowed'
      sayDone(t(`attention.${said}`))
    },
    onError: sayProblem,
  })
  const follow = () => mutate({ following: !ticket.following })
  const mute = () => mutate({ muted: !ticket.muted })
  useCommands([
    {
      id: 'follow',
      section: 'ticket',
      label: t(ticket.following ? 'attention.unfollow' : 'attention.follow'),
      keys: 'w',
      run: follow,
    },
    { id: 'mute', section: 'ticket', label: t(ticket.muted ? 'attention.unmute' : 'attention.mute'), run: mute },
  ])
  return { follow, mute }
}
