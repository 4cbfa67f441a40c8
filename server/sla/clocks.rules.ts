import type { Side, TicketStatus } from '../tickets/contract.ts'
import type { Segment } from './targets.rules.ts'
import { type Calendar, workingSeconds } from './working-time.rules.ts'

export type Clock = { wallSeconds: number; workingSeconds: number }
export type Clocks = { agent: Clock; customer: Clock; thirdParty: Clock }

/** domain.md §1: every move appends one row; a segment ends where the next one begins. */
export function segmentsOf(rows: { status: TicketStatus; side: Side | null; from: Date }[]): Segment[] {
  return rows.map(({ status, side, from }, i) => ({ status, side, from, to: rows[i + 1]?.from ?? null }))
}

/**
 * S3, S4, S5: three clocks, for the agent's, the customer's and the third party's side, as folds over the recorded segments.
 * Completed and closed time is on nobody's side. Whole seconds, rounded down once at the end.
 */
export function clocks(calendar: Calendar, segments: Segment[], now: Date): Clocks {
  return {
    agent: clockOf('agent', calendar, segments, now),
    customer: clockOf('customer', calendar, segments, now),
    thirdParty: clockOf('third_party', calendar, segments, now),
  }
}

function clockOf(side: Side, calendar: Calendar, segments: Segment[], now: Date): Clock {
  let wall = 0
  let working = 0
  for (const { from, to } of segments.filter((segment) => segment.side === side)) {
    const end = to ?? now
    wall += Math.max(0, +end - +from) / 1000
    working += workingSeconds(calendar, from, end)
  }
  return { wallSeconds: Math.floor(wall), workingSeconds: Math.floor(working) }
}
