import { sql } from 'kysely'
import { type Actor, type Right, type Role, system } from '../../server/auth/actor.ts'
import type { Context } from '../../server/context.ts'
import { setClock } from '../../server/platform/clock.ts'
import { openingsAround } from '../../server/sla/opening-hours.rules.ts'
import type { Calendar } from '../../server/sla/working-time.rules.ts'
import { type Desk, transact } from '../../server/transaction.ts'
import { sweep } from '../../server/worker.ts'
import type { Chance } from '../big/chance.ts'

/** Where the play takes place: the desk, its people, and a clock that only goes forward. */
export type Stage = {
  desk: Desk
  chance: Chance
  /** The moment the play ends: now. */
  end: Date
  raiz: Actor
  /** The moment so many working hours before the end (negative) or after it. */
  at(hours: number): Date
  /** So many working hours from the moment the play has reached. */
  soon(hours: number): Date
  as<T>(who: Actor, work: (ctx: Context) => Promise<T>): Promise<T>
  /** Time passes until then; what falls due on the way rings and closes as on any desk. */
  passUntil(moment: Date): Promise<void>
}

/** How long before its end the play begins. */
export const PAST = 125 * 86_400_000
const AHEAD = 60 * 86_400_000

export function buildStage(desk: Desk, chance: Chance, calendar: Calendar, end: Date): Stage {
  const openings = openingsAround(calendar, +end - PAST - AHEAD, +end + AHEAD)
  const worked = openings.workedUntil(+end)
  let clock = new Date(+end - PAST)
  const tick = async (to: Date) => {
    if (to > clock) clock = to
    await setClock(desk.db, clock)
  }
  return {
    ...{ desk, chance, end, raiz: system(calendar.zone) },
    at: (hours) => new Date(openings.momentWorked(worked + hours * 3_600_000)!),
    soon: (hours) => new Date(openings.momentWorked(openings.workedUntil(+clock) + hours * 3_600_000)!),
    as: (who, work) => transact(desk, { who, source: 'demo' }, work),
    async passUntil(moment) {
      for (let due = await nextDue(desk); due && due <= moment; due = await nextDue(desk)) {
        // The sweep of a desk comes by every few seconds, not on the dot.
        await tick(new Date(Math.min(+due + 1000 + chance.below(8000), Math.max(+due, +moment))))
        await sweep(desk)
      }
      await tick(moment)
    },
  }
}

/** An agent as the desk sees them when they are signed in. */
export const actorOf = (agent: {
  id: number
  name: string
  role: Role
  zone: string
  rights: ReadonlyMap<number, Right>
}): Actor => ({
  ...agent,
  kind: 'agent',
  scopes: agent.role === 'admin' ? ['read', 'write', 'admin'] : ['read', 'write'],
  language: 'es',
  sessionId: null,
})

async function nextDue({ db }: Desk): Promise<Date | null> {
  const { rows } = await sql<{ due: Date | null }>`select min(sweep_at) as due from tickets`.execute(db)
  return rows[0]!.due
}
