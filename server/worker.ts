import { setTimeout as sleep } from 'node:timers/promises'
import { forgetOldAlerts } from './alerts/alerts.ts'
import { sealRecord } from './audit/sealing.ts'
import { system } from './auth/actor.ts'
import type { Context } from './context.ts'
import { forgetLooseFiles } from './conversations/files.ts'
import { forgetOldAnswers } from './platform/idempotency.ts'
import { forgetOldEvents } from './platform/live-feed.ts'
import { type Due, dueTickets, sweepTicket } from './tickets/sweeping.ts'
import { type Desk, transact } from './transaction.ts'

const SECOND = 1000
/** Every schedule of the product: what runs by itself, and how often. Each may run in several processes at once. */
const SCHEDULES: { name: string; every: number; run: (desk: Desk) => Promise<void> }[] = [
  { name: 'sweep', every: 10 * SECOND, run: sweep },
  { name: 'seal', every: 3 * SECOND, run: sealRecord },
  { name: 'forget', every: 600 * SECOND, run: (desk) => asSystem(desk, 'forget', forget) },
]

/** Starts the desk's own work; answers how to stop it, which waits for the round in hand. */
export function startWorker(desk: Desk): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const rounds = SCHEDULES.map(async ({ name, every, run }) => {
    while (!stopping.signal.aborted) {
      await run(desk).catch((err) =>
        desk.log.error({ err, schedule: name }, 'a scheduled round failed; the next one tries again'),
      )
      await sleep(every, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all(rounds)
    },
  }
}

/** Everything due, one ticket per transaction: one that fails is logged, holds up none of the others, and is tried in the next round. */
export async function sweep(desk: Desk) {
  let last: Due | null = null
  while (true) {
    const due: Due[] = await asSystem(desk, 'sweep', (ctx) => dueTickets(ctx, last))
    if (!due.length) return
    for (const { id } of due)
      await asSystem(desk, 'sweep', (ctx) => sweepTicket(ctx, id)).catch((err) =>
        desk.log.error({ err, ticketId: id }, 'a due ticket could not be attended to; the next round tries again'),
      )
    last = due.at(-1)!
  }
}

async function forget(ctx: Context) {
  await forgetOldAnswers(ctx)
  await forgetOldEvents(ctx.db)
  await forgetLooseFiles(ctx)
  await forgetOldAlerts(ctx)
}

const asSystem = <T>(desk: Desk, source: string, work: (ctx: Context) => Promise<T>) =>
  transact(desk, { who: system(desk.config.companyZone), source }, work)
