/* Pasts of tickets at Raíz's desk, to ask the target rules about. */
import { segmentsOf } from '../../server/sla/clocks.rules.ts'
import {
  type TargetHistory,
  type TargetKind,
  type TargetSpec,
  type TargetState,
  targetStates,
} from '../../server/sla/targets.rules.ts'
import type { Calendar } from '../../server/sla/working-time.rules.ts'
import type { Side, TicketStatus } from '../../server/tickets/contract.ts'

export const HOUR = 3600

const SIDES: Record<TicketStatus, Side | null> = {
  pending: 'agent',
  in_progress: 'agent',
  customer_action: 'customer',
  third_party_action: 'third_party',
  completed: null,
  closed: null,
}
export const sideOf = (status: TicketStatus) => SIDES[status]

export const raiz: Calendar = {
  zone: 'America/Santiago',
  hours: [1, 2, 3, 4, 5].map((day) => ({ day: day as 1, from: '09:00', to: '18:00' })),
  holidays: [{ date: '2026-06-29', name: 'San Pedro y San Pablo' }],
  exceptions: [],
}
export const PROMISED: TargetSpec[] = [
  { kind: 'first_response', amount: 1, unit: 'hour' },
  { kind: 'next_update', amount: 4, unit: 'hour' },
  { kind: 'solution', amount: 8, unit: 'hour' },
]

/** A moment of June 2026 in Santiago: '01T09:00' is a Monday morning, the 29th a holiday. */
export const at = (text: string) => new Date(`2026-06-${text}-04:00`)

export type Move = [TicketStatus, string]

export const history = (moves: Move[], more: Partial<TargetHistory> = {}): TargetHistory => ({
  calendar: raiz,
  specs: PROMISED,
  createdAt: at(moves[0]![1]),
  segments: segmentsOf(moves.map(([status, from]) => ({ status, side: sideOf(status), from: at(from) }))),
  firstResponseAt: null,
  lastUpdateToCustomerAt: null,
  resolvedAt: null,
  pauseOnThirdParty: false,
  previous: {},
  ...more,
})

export const target = (kind: TargetKind, past: TargetHistory): TargetState =>
  targetStates({ ...past, specs: past.specs.filter((spec) => spec.kind === kind) })[0]!
