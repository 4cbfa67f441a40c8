import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Database } from './database.ts'

export type FeedEvent = {
  xid: string
  id: number
  topic: string
  ticketId: number | null
  groupIds: number[]
  agentId: number | null
}
export type Feed = {
  /** Hears every event committed from now on, in order; answers how to stop hearing. */
  subscribe(hear: (events: FeedEvent[]) => void): () => void
  stop(): Promise<void>
}

const BATCH = 500
/** Without a wake-up the feed looks by itself: a NOTIFY may be lost with its connection, and events wait for older transactions to end. */
const POLL_MS = 1000

/**
 * The committed events of all processes, in one order. Reads only below the snapshot horizon: a transaction that began earlier and
 * commits later would otherwise slip in behind what was already read.
 */
export async function startFeed(db: Database, directUrl: string, log: Logger): Promise<Feed> {
  const listeners = new Set<(events: FeedEvent[]) => void>()
  const stopping = new AbortController()
  let wake = () => {}
  let place = await lastPlace(db)
  const listening = listen(directUrl, () => wake(), log, stopping.signal)

  async function run() {
    while (!stopping.signal.aborted) {
      try {
        const events = await eventsAfter(db, place)
        if (events.length) {
          place = { xid: events.at(-1)!.xid, id: events.at(-1)!.id }
          for (const hear of listeners) hear(events)
        }
        if (events.length < BATCH)
          await woken(events.length === 0 ? POLL_MS : 20, stopping.signal, (now) => {
            wake = now
          })
      } catch (err) {
        if (!stopping.signal.aborted) log.warn({ err }, 'live events could not be read; trying again')
        await sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }
  const running = run()
  return {
    subscribe(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    async stop() {
      stopping.abort()
      wake()
      await Promise.all([running, listening])
    },
  }
}

/** Events after a place a browser remembers; null when that place is too old to be sure nothing is missing. */
export async function replay(db: Database, place: { xid: string; id: number }): Promise<FeedEvent[] | null> {
  const { rows } = await sql`select 1 from live_events where id = ${place.id} and xid = ${place.xid}::xid8`.execute(db)
  if (!rows.length) return null
  const events = await eventsAfter(db, place)
  return events.length < BATCH ? events : null
}

/** Events live an hour; a browser that was away longer fetches anew. */
export const forgetOldEvents = (db: Pick<Database, 'getExecutor'>) =>
  sql`delete from live_events where at < (select desk_now()) - interval '1 hour'`.execute(db)

async function eventsAfter(db: Database, { xid, id }: { xid: string; id: number }): Promise<FeedEvent[]> {
  const { rows } =
    await sql<FeedEvent>`select xid::text, id, topic, ticket_id as "ticketId", group_ids as "groupIds", agent_id as "agentId"
    from live_events where (xid, id) > (${xid}::xid8, ${id}) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit ${BATCH}`.execute(db)
  return rows
}

async function lastPlace(db: Database) {
  const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db)
  return { xid: rows[0]!.xid, id: 0 }
}

/** Keeps one LISTEN connection alive, outside any pooler. */
async function listen(url: string, heard: () => void, log: Logger, signal: AbortSignal) {
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: url, application_name: 'ventanilla-live' })
    // From the beginning: a connection that breaks before anybody listens for its "error" would end the process.
    const broken = new Promise<void>((resolve) => client.on('error', () => resolve()))
    try {
      await client.connect()
      await client.query('listen live')
      client.on('notification', heard)
      heard()
      const ended = new Promise<void>((resolve) => {
        client.on('end', () => resolve())
        signal.addEventListener('abort', () => resolve(), { once: true })
        // told to stop while it was still connecting
        if (signal.aborted) resolve()
      })
      await Promise.race([broken, ended])
    } catch (err) {
      if (!signal.aborted) log.warn({ err }, 'the live connection failed; trying again')
    }
    await client.end().catch(() => {})
    await sleep(POLL_MS, undefined, { signal }).catch(() => {})
  }
}

function woken(ms: number, signal: AbortSignal, offer: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    offer(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
