import { setTimeout as sleep } from 'node:timers/promises'
import { forgetOldAlerts } from './alerts/alerts.ts'
import { sealRecord } from './audit/sealing.ts'
import { system } from './auth/actor.ts'
import { forgetOldChallenges } from './auth/challenges.ts'
import { agentById } from './auth/identify.ts'
import type { AsDesk, Context } from './context.ts'
import { ringCallbacks } from './conversations/callbacks.ts'
import { forgetLooseBytes, forgetLooseFiles } from './conversations/files.ts'
import { compareSome } from './customers/duplicates.ts'
import { refuseNext, waitingImport, workOffSome } from './customers/import-rounds.ts'
import { startFetching } from './mail/fetching/watching.ts'
import { tellOfSenderless } from './mail/intake/senderless.ts'
import { takeInWaiting } from './mail/intake/taking-in.ts'
import { startListening } from './mail/listening/listening.ts'
import { writeNotices } from './mail/outgoing/notices.ts'
import { openSender } from './mail/outgoing/sender.ts'
import { restRestored } from './mail/resting.ts'
import { inWords, Refusal } from './platform/errors.ts'
import { forgetOldAnswers } from './platform/idempotency.ts'
import { forgetOldEvents } from './platform/live-feed.ts'
import { ringActivities } from './tickets/agenda.ts'
import { changeItem, finishRun, nextItem, type Run, refuseItem, takeRun } from './tickets/bulk.ts'
import { forgetAbsent } from './tickets/presence.ts'
import { reindexSome } from './tickets/reindexing.ts'
import { type Due, dueTickets, sweepTicket } from './tickets/sweeping.ts'
import { type Desk, deskAtWork, transact } from './transaction.ts'

const SECOND = 1000
/** Every schedule of the product: what runs by itself, and how often. Each may run in several processes at once. */
const SCHEDULES: { name: string; every: number; run: (desk: Desk) => Promise<void> }[] = [
  { name: 'sweep', every: 10 * SECOND, run: sweep },
  { name: 'rest', every: 10 * SECOND, run: (desk) => asSystem(desk, 'restore', restRestored) },
  { name: 'bulk', every: SECOND, run: bulk },
  {
    name: 'mail notices',
    every: 2 * SECOND,
    run: (desk) => writeNotices(desk, deskAtWork(desk, 'mail')),
  },
  { name: 'mail', every: 5 * SECOND, run: (desk) => takeInWaiting(desk, deskAtWork(desk, 'mail')) },
  { name: 'senderless', every: 60 * SECOND, run: (desk) => asSystem(desk, 'mail', tellOfSenderless) },
  { name: 'seal', every: 3 * SECOND, run: sealRecord },
  { name: 'activities', every: 20 * SECOND, run: (desk) => asSystem(desk, 'activities', ringActivities) },
  { name: 'callbacks', every: 30 * SECOND, run: (desk) => asSystem(desk, 'callbacks', ringCallbacks) },
  { name: 'import', every: 2 * SECOND, run: importCustomers },
  { name: 'compare', every: 5 * SECOND, run: compareCustomers },
  { name: 'reindex', every: 5 * SECOND, run: (desk) => asSystem(desk, 'reindex', reindexSome) },
  { name: 'forget', every: 600 * SECOND, run: (desk) => asSystem(desk, 'forget', forget) },
  { name: 'forget bytes', every: 600 * SECOND, run: (desk) => asSystem(desk, 'forget', forgetLooseBytes) },
]

/** Starts the desk's own work; answers how to stop it, which waits for the round in hand. */
export function startWorker(desk: Desk): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const asMail = deskAtWork(desk, 'mail')
  const sender = openSender(desk, asMail)
  const fetching = startFetching(desk, asMail)
  const listening = listen(desk, asMail)
  const schedules = [...SCHEDULES, { name: 'send', every: SECOND, run: () => sender.round() }]
  const rounds = schedules.map(async ({ name, every, run }) => {
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
      await Promise.all([...rounds, sender.close(), fetching.stop(), listening.then((listener) => listener?.stop())])
    },
  }
}

/** Where the site's own mail server hands mail over (MAIL_LISTEN); a port that is taken is said, and stops nothing else. */
const listen = async (desk: Desk, asMail: AsDesk) =>
  desk.config.mailListen &&
  startListening(desk, asMail, desk.config.mailListen).catch((err) => {
    desk.log.error({ err, listen: desk.config.mailListen }, 'MAIL_LISTEN: no mail can be handed over here')
    return null
  })

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

/** Changes on many tickets: one per transaction, as whoever asked for them. What a ticket refuses is noted with the reason, and holds up none of the others. */
export async function bulk(desk: Desk) {
  for (let run = await take(desk); run; run = await take(desk)) {
    while (await changeNext(desk, run));
    await asSystem(desk, 'bulk', (ctx) => finishRun(ctx, run!))
  }
}

const take = (desk: Desk): Promise<Run | null> => asSystem(desk, 'bulk', takeRun)

async function changeNext(desk: Desk, run: Run): Promise<boolean> {
  let place: number | undefined
  const who = (db: Context['db']) => agentById(db, run.agentId, desk.config.companyZone)
  try {
    return await transact(desk, { who, source: 'bulk' }, async (ctx) => {
      const item = await nextItem(ctx, run)
      place = item?.place
      if (item) await changeItem(ctx, run, item)
      return item !== null
    })
  } catch (error) {
    if (place === undefined) throw error
    if (!(error instanceof Refusal))
      desk.log.error({ err: error, run: run.id, place }, 'a ticket of many could not be changed')
    await transact(desk, { who, source: 'bulk' }, (ctx) => refuseItem(ctx, run, place!, whyOf(ctx, error)))
    return true
  }
}

function whyOf({ say }: Context, error: unknown): string {
  const { detail, fields = {} } = inWords(error instanceof Refusal ? error : new Refusal(500, 'unexpected'), say)
  return [detail, ...Object.values(fields)].join(' ')
}

/** Files of customers being brought in, some rows per transaction, as whoever started it. A row that fails for no known reason is refused alone. */
export async function importCustomers(desk: Desk) {
  for (let next = await waiting(desk); next; next = await waiting(desk)) {
    const { id, agentId } = next
    const who = (db: Context['db']) => agentById(db, agentId, desk.config.companyZone)
    const some = (rows?: number) => transact(desk, { who, source: 'import' }, (ctx) => workOffSome(ctx, id, rows))
    await some().catch(async (err) => {
      desk.log.error({ err, importId: id }, 'rows of an import could not be written; trying them one by one')
      await some(1).catch(() => transact(desk, { who, source: 'import' }, (ctx) => refuseNext(ctx, id)))
    })
  }
}

const waiting = (desk: Desk) => asSystem(desk, 'import', waitingImport)

/** Looks for doubles of whoever is new or changed, some per transaction. */
export async function compareCustomers(desk: Desk) {
  while (await asSystem(desk, 'compare', (ctx) => compareSome(ctx)));
}

async function forget(ctx: Context) {
  await forgetOldAnswers(ctx)
  await forgetOldChallenges(ctx)
  await forgetOldEvents(ctx.db)
  await forgetLooseFiles(ctx)
  await forgetOldAlerts(ctx)
  await forgetAbsent(ctx)
}

const asSystem = <T>(desk: Desk, source: string, work: (ctx: Context) => Promise<T>) =>
  transact(desk, { who: system(desk.config.companyZone), source }, work)
