import { segmentsOf } from '../../server/sla/clocks.rules.ts'
import { targetStates } from '../../server/sla/targets.rules.ts'
import type { Priority, Side, TicketStatus } from '../../server/tickets/contract.ts'
import { nextActionOf } from '../../server/tickets/settling.rules.ts'
import type { Chance } from './chance.ts'
import type { Scene } from './scene.ts'

type State = { status: TicketStatus; statusId: number; side: Side | null; from: number }
/** What happens to one ticket, and when (epoch seconds), before any of it is written. */
export type Life = {
  status: TicketStatus
  priority: Priority
  phone: boolean
  group: number
  agent: number
  states: State[]
  openedAt: number
  startedAt: number
  notedAt: number
  repliedAt: number
  resolvedAt: number | null
  closedAt: number | null
  chaseAt: number | null
  version: number
}

const HOUR = 3600
const DAY = 24 * HOUR
/** The history of every desk, large or small, is two years long. */
const SPAN = 730 * DAY
const OPEN_STATES = [
  'pending',
  'in_progress',
  'in_progress',
  'customer_action',
  'third_party_action',
  'completed',
] as const

/** One ticket of ten is not closed; most of these are among the newest. */
export function lifeOf(scene: Scene, chance: Chance, n: number): Life {
  const group = chance.one(scene.groups)
  const newest = n >= scene.tickets * 0.9
  const status = chance.often(newest ? 0.8 : 0.022) ? chance.one(OPEN_STATES) : 'closed'
  const openedAt = scene.now - 2 * HOUR - Math.floor(SPAN * (1 - n / scene.tickets))
  const before = (at: number) => Math.min(at, scene.now - 600)
  const startedAt = before(openedAt + chance.between(60, 4 * HOUR))
  const notedAt = before(startedAt + chance.between(60, 8 * HOUR))
  const fresh = status !== 'closed' && chance.often(0.5)
  const repliedAt = fresh
    ? Math.max(notedAt, scene.now - chance.between(HOUR, DAY))
    : before(notedAt + chance.between(60, DAY))
  const endedAt =
    status === 'completed' ? scene.now - chance.between(HOUR / 2, 6 * DAY) : repliedAt + chance.between(60, 2 * DAY)
  const resolvedAt = status === 'completed' || status === 'closed' ? Math.max(repliedAt, before(endedAt)) : null
  const closedAt = status === 'closed' ? before(resolvedAt! + scene.autoCloseDays * DAY) : null
  const waiting = status === 'customer_action' || status === 'third_party_action'
  const states: State[] = [{ status: 'pending', statusId: 1, side: 'agent', from: openedAt }]
  if (status !== 'pending') states.push({ status: 'in_progress', statusId: 2, side: 'agent', from: startedAt })
  if (status === 'customer_action') states.push({ status, statusId: 3, side: 'customer', from: repliedAt })
  if (status === 'third_party_action') states.push({ status, statusId: 4, side: 'third_party', from: repliedAt })
  if (resolvedAt) states.push({ status: 'completed', statusId: 5, side: null, from: resolvedAt })
  if (closedAt) states.push({ status: 'closed', statusId: 6, side: null, from: closedAt })
  return {
    ...{ status, group: group.id, agent: chance.one(group.agents), states },
    priority: chance.one(['immediate', 'high', 'normal', 'normal', 'normal', 'low'] as const),
    phone: chance.often(0.7),
    ...{ openedAt, startedAt, notedAt, repliedAt, resolvedAt, closedAt },
    chaseAt: status === 'third_party_action' ? repliedAt + 3 * DAY : null,
    version: status === 'pending' ? 1 : 3 + (waiting ? 1 : 0) + (resolvedAt ? 1 : 0) + (closedAt ? 1 : 0),
  }
}

/** Targets and next action by the desk's own rules. */
export function settledLife(scene: Scene, life: Life) {
  const spoken = life.status !== 'pending'
  const firstResponseAt = life.phone ? life.openedAt : spoken ? life.repliedAt : null
  const toldAt = spoken ? life.repliedAt : firstResponseAt
  const triedAt = spoken ? life.repliedAt : null
  const workedAt = life.resolvedAt ?? life.repliedAt
  const segments = segmentsOf(life.states.map((state) => ({ ...state, from: date(state.from)! })))
  const targets = targetStates({
    ...{ calendar: scene.calendar, specs: scene.specs[life.priority], createdAt: date(life.openedAt)!, segments },
    ...{
      firstResponseAt: date(firstResponseAt),
      lastUpdateToCustomerAt: date(toldAt),
      resolvedAt: date(life.resolvedAt),
    },
    ...{ pauseOnThirdParty: false, previous: {} },
  })
  const next = nextActionOf(
    scene.calendar,
    {
      ...{ status: life.status, statusSince: segments.at(-1)!.from, ownerId: spoken ? life.agent : null },
      ...{
        workedAt: date(workedAt)!,
        promisedAt: null,
        callbackAt: null,
        chaseAt: date(life.chaseAt),
        snoozedUntil: null,
      },
      ...{
        resolvedAt: date(life.resolvedAt),
        acceptedAt: null,
        customerToldAt: date(toldAt),
        contactTriedAt: date(triedAt),
      },
      ...{ reviewMinutes: scene.reviewMinutes, followUpDays: scene.followUpDays, autoCloseDays: scene.autoCloseDays },
    },
    targets,
  )
  const solution = targets.find((target) => target.kind === 'solution')
  const estimate = { estimatedAt: solution?.dueAt ?? null, onHold: solution?.onHold ?? false }
  return { targets, next, derived: { firstResponseAt, toldAt, triedAt, workedAt, ...estimate } }
}

const date = (at: number | null) => (at === null ? null : new Date(at * 1000))
