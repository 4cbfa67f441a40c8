import type { listAlerts } from '../../../server/alerts/contract.ts'
import type { ReplyOf } from '../../../server/platform/contract.ts'

export type Alert = ReplyOf<typeof listAlerts>['items'][number]
/** The newest of several that say the same, with the ids of those not read yet. */
export type Folded = Alert & { times: number; unread: number[] }

/** Z11: what rings again about the same ticket is one line with a count; the newest of each comes first, as they come. */
export function folded(items: Alert[]): Folded[] {
  const lines = new Map<string, Folded>()
  for (const alert of items) {
    const key = alert.ticket ? `${alert.ticket.id} ${alert.kind}` : String(alert.id)
    const line = lines.get(key) ?? { ...alert, times: 0, unread: [] }
    line.times += 1
    if (!alert.readAt) line.unread.push(alert.id)
    lines.set(key, line)
  }
  return [...lines.values()]
}

/** As many as the list will show: what rang again is one line there too. What lies beyond the list is counted as it is. */
export function unreadLines({ items, unread }: { items: Alert[]; unread: number }): number {
  const listed = folded(items).filter((line) => line.unread.length > 0)
  const repeats = listed.reduce((sum, line) => sum + line.unread.length - 1, 0)
  return unread - repeats
}
