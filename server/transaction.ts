import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import { recorder } from './audit/record.ts'
import { type Actor, system } from './auth/actor.ts'
import { nameActor, nameOf } from './auth/as-desk.ts'
import type { AsDesk, Context } from './context.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/database.ts'
import type { DB } from './platform/db.types.ts'
import type { Language, Say } from './platform/i18n.ts'
import { wakeFeeds, writeLiveEvents } from './platform/live.ts'
import type { Resolver } from './platform/names.ts'
import { inTransaction } from './platform/pipeline.ts'
import { inTransactionTogether } from './platform/together.ts'
import { reactions } from './reactions.ts'
import { settleTouched } from './settling.ts'

/** What the running program shares: handles, no state. */
export type Desk = {
  db: Database
  config: Config
  voice: (language: Language) => Say
  log: Logger
  resolver: Resolver
}

export type Occasion = {
  who: Actor | ((db: Transaction<DB>) => Promise<Actor>)
  source: string
  request?: string
  language?: Language
  readOnly?: boolean
}

// Also a unique key taken in the meantime: the second look finds what the other one wrote, and decides by it.
const RETRIED = new Set(['40001', '40P01', '23505'])

/**
 * The one transaction: identify, set what the record's triggers need, work, settle every touched ticket once, announce.
 * A deadlock, a serialisation failure or a lost race for a unique key is undone whole by the database and tried again, at most three times.
 */
export async function transact<T>(desk: Desk, occasion: Occasion, work: (ctx: Context) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(desk, occasion, work)
    } catch (error) {
      if (attempt === 3 || !RETRIED.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

async function attemptOnce<T>(desk: Desk, occasion: Occasion, work: (ctx: Context) => Promise<T>): Promise<T> {
  let announced = false
  const result = await inTransaction(desk.db, occasion.readOnly ? 'read only' : 'read write', async (db) => {
    const ctx = await contextFor(desk, occasion, db)
    const result = await work(ctx)
    if (!occasion.readOnly) announced = await finish(ctx)
    return result
  })
  if (announced) void wakeFeeds(desk.db)
  return result
}

/** The desk itself at work, by one of its doors. */
export function deskAtWork(desk: Desk, source: string): AsDesk {
  const who = system(desk.config.companyZone)
  return Object.assign(<T>(work: (ctx: Context) => Promise<T>) => transact(desk, { who, source }, work), {
    together: <T>(works: ((ctx: Context) => Promise<T>)[]) => transactTogether(desk, who, source, works),
  })
}

/** Whoever goes with others waits for no lock longer than this: alone it would hold up nobody. */
const TOGETHER = { lock_timeout: '2s' }

/**
 * Several works of the desk's own in one transaction; each has a request of its own, and its changes are told by the facts of its own
 * ticket or customer (0133). Locks do not part them from each other: they may have no row in common. What breaks one undoes all.
 */
async function transactTogether<T>(
  desk: Desk,
  actor: Actor,
  source: string,
  works: ((ctx: Context) => Promise<T>)[],
): Promise<T[]> {
  const told = { 'app.source': source, 'app.actor': nameOf(actor), 'app.together': 'on' }
  const results = await inTransactionTogether(
    desk.db,
    (db) => setTheScene(db, { ...told, ...TOGETHER }),
    works.map((work) => async (db, now: Date) => {
      const { language } = actor
      const ctx = contextOf(desk, { db, actor, source, request: randomUUID(), now, language, together: true })
      const result = await work(ctx)
      await finish(ctx)
      return result
    }),
  )
  void wakeFeeds(desk.db)
  return results
}

/** Settled and written down for whoever listens; whether there is anything to wake them for. */
async function finish(ctx: Context): Promise<boolean> {
  await ctx.settle()
  writeLiveEvents(ctx)
  return ctx.announced.length > 0
}

async function contextFor(desk: Desk, occasion: Occasion, db: Transaction<DB>): Promise<Context> {
  const { who, source, request = randomUUID(), readOnly } = occasion
  const known = typeof who === 'function' ? null : who
  const told = { 'app.source': source, 'app.request': request, ...(known && { 'app.actor': nameOf(known) }) }
  const [now, actor] = await Promise.all([
    setTheScene(db, readOnly ? {} : told),
    typeof who === 'function' ? who(db) : who,
  ])
  if (!readOnly && !known) nameActor(db, actor)
  const language = occasion.language ?? actor.language
  return contextOf(desk, { db, actor, source, request, now, language, together: false })
}

type Scene = Pick<Context, 'db' | 'actor' | 'source' | 'request' | 'now' | 'language' | 'together'>

function contextOf(desk: Desk, scene: Scene): Context {
  const ctx: Context = {
    ...scene,
    say: desk.voice(scene.language),
    voice: desk.voice,
    config: desk.config,
    touched: new Set(),
    settle: () => settleTouched(ctx),
    record: recorder(() => ctx, reactions),
    announced: [],
  }
  return ctx
}

async function setTheScene(db: Transaction<DB>, told: Record<string, string>): Promise<Date> {
  const settings = Object.entries(told).map(([name, value]) => sql`, set_config(${name}, ${value}, true)`)
  const { rows } = await sql<{ now: Date }>`select desk_now() as now${sql.join(settings, sql``)}`.execute(db)
  return rows[0]!.now
}
