import { suggestedPriority } from '../../server/tickets/priority.rules.ts'
import type { Ticket } from './beats.ts'
import { casesOf } from './cases/all.ts'
import type { Case } from './cases/case.ts'
import type { Categories } from './categories.ts'
import { unasked } from './mail/unasked.ts'
import { CURRENT, ENDED, type Pace, type Step } from './paths.ts'
import type { Customer } from './people.ts'
import { STRAY, type Stray } from './phrases.ts'
import { arriveByMistake, discard } from './replies.ts'
import type { Staff } from './staff.ts'
import type { Stage } from './stage.ts'
import { filled, hourIn } from './words.ts'

export type Company = {
  staff: Staff
  categories: Categories
  customers: Customer[]
  /** How often each problem has come up, so that they take turns. */
  told: Map<Case | Stray, number>
}
export type Event = { at: Date; act: () => Promise<unknown> }

/** Of a hundred tickets that ended, how each of them went. Those that make two tickets count twice. */
const ENDINGS: Record<keyof typeof ENDED | 'discarded', number> = {
  ...{ onTheCall: 20, direct: 14, quiet: 10, asking: 14, expiring: 7, byHand: 6, silent: 5, third: 7, visited: 5 },
  ...{ reopened: 4, comingBack: 2, merged: 2, split: 1, mailedBack: 2, discarded: 3 },
}
/** What lies on the desk today, of sixty-eight: and how many hours ago the latest thing happened, at least and at most. */
const TODAY: Record<keyof typeof CURRENT, { count: number; ago: [number, number] | 'share' }> = {
  arrived: { count: 13, ago: 'share' },
  taken: { count: 5, ago: 'share' },
  examined: { count: 6, ago: 'share' },
  answered: { count: 5, ago: 'share' },
  told: { count: 4, ago: 'share' },
  planned: { count: 3, ago: [0.3, 2.5] },
  promised: { count: 3, ago: [0.2, 2.2] },
  calledBack: { count: 2, ago: [0.2, 1.5] },
  snoozed: { count: 2, ago: [0.2, 1.2] },
  complained: { count: 2, ago: 'share' },
  asking: { count: 8, ago: [1, 22] },
  unreached: { count: 4, ago: [0.5, 9] },
  third: { count: 8, ago: [0.5, 9.5] },
  completed: { count: 11, ago: [1, 20] },
  confirmed: { count: 4, ago: [0.3, 5] },
}
/** How long a priority gives for a solution, a first answer, news: in working hours of the default policy. */
const SPAN = { immediate: 4, high: 8, normal: 27, low: 63 }
const FIRST = { immediate: 0.5, high: 1, normal: 4, low: 8 }
const UPDATE = { immediate: 2, high: 4, normal: 18, low: 45 }
const OVERDUE = 0.1
const SLOW = 0.08

/** Every ticket's life, laid out in time; in the order in which it all happened. */
export function schedule(stage: Stage, company: Company, tickets: number): Event[] {
  const share = tickets / 300
  const today = Object.entries(TODAY).flatMap(([name, { count }]) =>
    Array<keyof typeof CURRENT>(Math.max(1, Math.round(count * share))).fill(name as keyof typeof CURRENT),
  )
  const ended = endings(stage, tickets - today.length)
  return [
    ...ended.flatMap((ending) => past(stage, company, ending)),
    ...today.flatMap((name) => present(stage, company, name)),
    ...unasked(stage),
  ].sort((a, b) => +a.at - +b.at)
}

function endings({ chance }: Stage, tickets: number): (keyof typeof ENDINGS)[] {
  const pot = Object.entries(ENDINGS).flatMap(([name, count]) => Array<keyof typeof ENDINGS>(count).fill(name as never))
  // Each way at least once, however small the desk; the rest by their share.
  const names = Object.keys(ENDINGS) as (keyof typeof ENDINGS)[]
  const made = (list: string[]) =>
    list.length + list.filter((name) => name === 'comingBack' || name === 'merged' || name === 'split').length
  while (made(names) < tickets) names.push(chance.one(pot))
  return names
}

function past(stage: Stage, company: Company, ending: keyof typeof ENDINGS): Event[] {
  const { chance } = stage
  const ended = -between(stage, 70, 700)
  if (ending === 'discarded') return discarded(stage, company, ended)
  const byPhone = ending === 'onTheCall' || ending === 'merged' || ending === 'mailedBack'
  const byMail = ending === 'silent' || ending === 'split'
  const one = cast(stage, company, byPhone ? 'phone' : byMail ? 'email' : undefined, {
    third: ending === 'third',
    visit: ending === 'visited',
    plain: byPhone || ending === 'split',
    mails: ending === 'mailedBack' || undefined,
  })
  const pace = paceOf(stage, one, chance.often(SLOW) ? 3 : 1)
  const steps = ENDED[ending](pace)
  return laidOut(stage, one, steps, Math.max(ended - lasting(steps), -780))
}

function present(stage: Stage, company: Company, name: keyof typeof CURRENT): Event[] {
  const { chance } = stage
  const calm = ['third', 'promised', 'planned', 'snoozed'].includes(name)
  const channel =
    name === 'arrived' && chance.often(0.8) ? chance.one(['email', 'email', 'portal'] as const) : undefined
  const one = cast(stage, company, channel, { third: name === 'third', calm })
  const steps = CURRENT[name](paceOf(stage, one, 1))
  const { ago } = TODAY[name]
  const span = SPAN[pressing(one, name)]
  const late = ago === 'share' && chance.often(OVERDUE)
  const waited =
    ago !== 'share' ? between(stage, ...ago) : late ? tooLong(stage, one, name) : span * patience(stage, one, name)
  return laidOut(stage, one, steps, -waited - lasting(steps))
}

/** How long ago, in shares of what the priority allows: what nobody has answered yet is fresher than what is in hand. */
const patience = (stage: Stage, { channel }: Ticket, name: string) =>
  name === 'arrived' && channel !== 'phone' ? between(stage, 0.01, 0.1) : between(stage, 0.03, 0.4)

/** A mail says nothing of how it presses: until somebody has read it, it is like any other. */
const pressing = ({ channel, words }: Ticket, name: string) =>
  name === 'arrived' && channel === 'email' ? 'normal' : priorityOf(words)

/** Some hours beyond what was due next: the first answer, or news for the customer. */
const tooLong = (stage: Stage, one: Ticket, name: string) =>
  (name === 'arrived' && one.channel !== 'phone' ? FIRST : UPDATE)[pressing(one, name)] + between(stage, 0.5, 5)

/** How people come who have the choice. */
const MAILING: Ticket['channel'][] = [...Array<'email'>(9).fill('email'), 'phone', 'portal']
const CALLING: Ticket['channel'][] = [...Array<'phone'>(5).fill('phone'), 'chat']

type Wanted = { third?: boolean; visit?: boolean; plain?: boolean; calm?: boolean; mails?: boolean }

/** Somebody with a problem of their trade, and who will see to it. */
function cast(stage: Stage, company: Company, channel: Ticket['channel'] | undefined, wanted: Wanted): Ticket {
  const { chance } = stage
  const mails = wanted.mails ?? (channel && channel !== 'phone')
  const customer = chance.one(company.customers.filter((one) => mails === undefined || one.mails === mails))
  const fitting = casesOf(customer.trade).filter(
    (one) =>
      (!wanted.third || one.third) &&
      (!wanted.visit || one.visit) &&
      (!wanted.plain || !one.solvedBy) &&
      (!wanted.calm || SPAN[priorityOf(one)] > 8),
  )
  const words = leastTold(company.told, fitting)
  const by = channel ?? chance.one(customer.mails ? MAILING : CALLING)
  const { staff, categories } = company
  const group = by === 'portal' && chance.often(0.5) ? 'bandeja' : 'soporte'
  const worker = chance.one(staff.workers.soporte)
  return { stage, staff, categories, words, customer, channel: by, group, worker, id: 0 }
}

function leastTold<T extends Case | Stray>(told: Map<Case | Stray, number>, fitting: T[]): T {
  const often = (one: T) => told.get(one) ?? 0
  const words = fitting.reduce((least, one) => (often(one) < often(least) ? one : least))
  told.set(words, often(words) + 1)
  return words
}

function paceOf(stage: Stage, { words, group, channel }: Ticket, slowness: number): Pace {
  const span = SPAN[priorityOf(words)] * slowness
  return {
    own: (from, to) => span * between(stage, from, to),
    wait: (from, to) => between(stage, from, to),
    solvedBy: words.solvedBy,
    fromTray: group === 'bandeja',
    byMail: channel === 'email',
  }
}

const priorityOf = ({ severity, reach }: Case) => suggestedPriority(severity, reach)
const between = ({ chance }: Stage, from: number, to: number) => from + (to - from) * (chance.below(10_000) / 10_000)
const lasting = (steps: Step[]) => steps.reduce((sum, [after]) => sum + after, 0)

function discarded(stage: Stage, company: Company, when: number): Event[] {
  const stray = leastTold(company.told, STRAY)
  const steps: Step[] = [
    [0, arriveByMistake(stray)],
    [between(stage, 0.2, 2), discard(stray)],
  ]
  return laidOut(stage, cast(stage, company, 'phone', { mails: true }), steps, when)
}

function laidOut(stage: Stage, one: Ticket, steps: Step[], start: number): Event[] {
  const { chance, raiz } = stage
  one.words = filled(one.words, one.customer.country, stage.at(start), raiz.zone, chance)
  let hours = start
  return steps.map(([after, beat], i) => {
    hours += after
    const at = stage.at(Math.min(hours, -0.01))
    return {
      at: i === 0 && (one.channel === 'portal' || one.channel === 'email') ? atHome(stage, at) : at,
      act: () => beat(one),
    }
  })
}

/** The portal never closes, nor does the mailbox: some write in the evening or on a Sunday, and it waits for the morning. */
function atHome({ chance, raiz }: Stage, at: Date): Date {
  const earlier = new Date(+at - chance.between(2, 16) * 3_600_000)
  const hour = hourIn(raiz.zone, earlier)
  return chance.often(0.4) && hour >= 7 ? earlier : at
}
