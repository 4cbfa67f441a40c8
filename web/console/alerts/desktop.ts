import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { listAlerts } from '../../../server/alerts/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'
import { paths } from '../../paths.ts'
import { useSettings } from '../preferences.ts'

type Alert = ReplyOf<typeof listAlerts>['items'][number]

/** Shows what rings while nobody looks at the page as a notice of the system; several tabs show one, by its tag. */
export function useDesktopAlerts(items: Alert[] | undefined) {
  const navigate = useNavigate()
  const { desktopAlerts } = useSettings()
  const newest = useRef<number | undefined>(undefined)
  useEffect(() => {
    const known = newest.current
    newest.current = items ? (items[0]?.id ?? 0) : known
    const wanted = desktopAlerts && document.hidden && 'Notification' in window && Notification.permission === 'granted'
    if (!wanted || known === undefined) return
    for (const alert of (items ?? []).filter(({ id, readAt }) => id > known && !readAt)) show(alert)
    function show({ id, text, ticket }: Alert) {
      const body = ticket ? `#${ticket.number} ${ticket.subject}` : ''
      const notice = new Notification(text, { body, tag: `ventanilla-${id}`, icon: '/icon.svg' })
      notice.onclick = () => {
        window.focus()
        if (ticket) void navigate({ to: paths.ticket, params: { ticketId: ticket.id } })
      }
    }
  }, [items, desktopAlerts, navigate])
}
