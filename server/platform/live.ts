import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from './database.ts'
import { unawaited } from './pipeline.ts'

export type LiveEvent = { topic: string; ticketId?: number; groupIds?: number[]; agentId?: number }

/** Stores the announced events, in the transaction that brought them about: each by itself, so that the statement is always the same. */
export function writeLiveEvents({ db, now, announced }: Context) {
  for (const { topic, ticketId = null, groupIds = [], agentId = null } of announced) {
    const row = { topic, ticket_id: ticketId, group_ids: groupIds, agent_id: agentId, at: now }
    unawaited(db.insertInto('live_events').values(row).execute())
  }
}

type Bell = { ringing: boolean; again: boolean }
const bells = new WeakMap<Database, Bell>()

/**
 * Wakes the listening processes, once for all that was committed meanwhile: one small NOTIFY, without content. By itself, for transactions
 * that notify commit one after the other, each with its own wait for the disk: there would be no more of them a second than the disk has
 * syncs. Should it be lost, the feed looks by itself within a second (live-feed.ts).
 */
export async function wakeFeeds(db: Database) {
  const bell = bells.get(db) ?? { ringing: false, again: false }
  bells.set(db, bell)
  bell.again = true
  if (bell.ringing) return
  bell.ringing = true
  while (bell.again) {
    bell.again = false
    await sql`select set_config('synchronous_commit', 'off', true), pg_notify('live', '')`.execute(db).catch(() => {})
  }
  bell.ringing = false
}
