import { sql } from 'kysely'
import { type Actor, type Right, type Role, system } from '../../server/auth/actor.ts'
import type { Context } from '../../server/context.ts'
import { setClock } from '../../server/platform/clock.ts'
import { openingsAround } from '../../server/sla/opening-hours.rules.ts'
import type { Calendar } from '../../server/sla/working-time.rules.ts'
import { type Desk, transact } from '../../server/transaction.ts'
import { sweep } from '../../server/worker.ts'
import type { Chance } from '../big/chance.ts'
import type { Post } from './mail/post.ts'

/** Where the play takes place: the desk, its people, and a clock that only goes forward. */
export type Stage = {
  desk: Desk
  chance: Chance
  post: Post
  /** The moment the play ends: now. */
  end: Date
  raiz: Actor
  /** The moment the play has reached. */
  now(): Date
  /** The moment so many working hours before the end (negative) or after it. */
  at(hours: number): Date
  /** So many working hours from the moment the play has reached. */
  soon(hours: number): Date
  as<T>(who: Actor, work: (ctx: Context) => Promise<T>): Promise<T>
  /** Time passes until then; what falls due on the way rings, closes and leaves by mail as on any desk. */
  passUntil(moment: Date): Promise<void>
}

/** How long before its end the play begins. */
export const PAST = 125 * 86_400_000
const AHEAD = 60 * 86_400_000

export function buildStage(desk: Desk, post: Post, chance: Chance, calendar: Calendar, end: Date): Stage {
  const openings = openingsAround(calendar, +end - PAST - AHEAD, +end + AHEAD)
  const worked = openings.workedUntil(+end)
  let clock = new Date(+end - PAST)
  const tick = async (to: Date) => {
    if (to > clock) clock = to
    await setClock(desk.db, clock)
  }
  return {
    ...{ desk, post, chance, end, raiz: system(calendar.zone) },
    now: () => clock,
    at: (hours) => new Date(openings.momentWorked(worked + hours * 3_600_000)!),
    soon: (hours) => new Date(openings.momentWorked(openings.workedUntil(+clock) + hours * 3_600_000)!),
    as: (who, work) => transact(desk, { who, source: 'demo' }, work),
    async passUntil(moment) {
      for (let due = await nextDue(desk); due.at && due.at <= moment; due = await nextDue(desk)) {
        // The rounds of a desk come by every few seconds, not on the dot.
        await tick(new Date(Math.min(+due.at + 1000 + chance.below(8000), Math.max(+due.at, +moment))))
        if (due.ticket) await sweep(desk)
        if (due.notice) await post.write()
        if (due.notice || due.mail) await post.send()
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

/** When the next round has something to do, and which: what is due within the seconds a round may take comes along. */
async function nextDue({ db }: Desk) {
  const { rows } = await sql<{ at: Date | null; ticket: boolean; notice: boolean; mail: boolean }>`
    with due as (
      select ticket, notice, mail, least(ticket, notice, mail) as at from (select min(sweep_at) from tickets) t(ticket),
        (select min(due_at) from mail_notices where outcome is null) n(notice),
        (select min(try_at) from outgoing_mails where try_at is not null) m(mail))
    select at, ticket <= at + interval '9 seconds' as ticket, notice <= at + interval '9 seconds' as notice,
      mail <= at + interval '9 seconds' as mail from due`.execute(db)
  return rows[0]!
}
