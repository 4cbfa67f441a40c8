import type { TargetSpec } from '../../server/sla/targets.rules.ts'
import type { Calendar } from '../../server/sla/working-time.rules.ts'
import type { Priority } from '../../server/tickets/contract.ts'
import type { Ids } from './rows.ts'
import type { Vocabulary } from './words.ts'

/** All that the writer of a big desk must know; it crosses into a thread of its own, so it holds data alone. */
export type Scene = {
  seed: number
  tickets: number
  customers: number
  /** Epoch seconds of the desk's present; the history lies before it. */
  now: number
  groups: { id: number; agents: number[] }[]
  calendar: Calendar
  specs: Record<Priority, TargetSpec[]>
  reviewMinutes: number
  followUpDays: number
  autoCloseDays: number
  vocabulary: Vocabulary
  ids: Ids
}
