import type { Event } from '../schedule.ts'
import type { Stage } from '../stage.ts'
import { NEWSLETTERS, newsletter, senderless } from './machines.ts'

/** How many working hours ago. */
const ISSUES = [-690, -610, -520, -430, -350, -260, -170, -90, -16, -3]
const SCANS = [-130, -7]

/** Issue 4.5: what no mailbox is spared. Newsletters end in the ledger; a scan that names no sender waits for an admin. */
export function unasked({ at, now, post, raiz: { zone }, chance }: Stage): Event[] {
  const news = ISSUES.map((hours, i) => ({
    at: at(hours),
    act: async () => post.bring(await newsletter(NEWSLETTERS[i % NEWSLETTERS.length]!, now(), zone, chance)),
  }))
  const scans = SCANS.map((hours) => ({
    at: at(hours),
    act: async () => post.bring(await senderless(now(), zone, chance)),
  }))
  return [...news, ...scans]
}
