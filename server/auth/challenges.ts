import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../platform/database.ts'
import { hashOf } from './secrets.ts'

export type Challenge = {
  agent_id: number | null
  session_id: number | null
  detail: Record<string, unknown>
}
const MINUTES = 10

/** Keeps what a browser was asked, under the hash of what it will bring back. */
export const keepChallenge = (ctx: Context, kind: string, secret: string, detail: object = {}) =>
  ctx.db
    .insertInto('challenges')
    .values({
      token_hash: hashOf(secret),
      kind,
      agent_id: ctx.actor.id,
      session_id: ctx.actor.sessionId,
      detail: JSON.stringify(detail),
      expires_at: new Date(ctx.now.getTime() + MINUTES * 60_000),
    })
    .execute()

/** Takes it, once: outside the caller's transaction, so that an answer that is refused cannot be tried again. */
export async function takeChallenge(db: Database, kind: string, secret: string): Promise<Challenge | null> {
  const { rows } = await sql<Challenge & { alive: boolean }>`
    delete from challenges where token_hash = ${hashOf(secret)} and kind = ${kind}
    returning agent_id, session_id, detail, expires_at > (select desk_now()) as alive`.execute(db)
  return rows[0]?.alive ? rows[0] : null
}

export const forgetOldChallenges = ({ db }: Pick<Context, 'db'>) =>
  sql`delete from challenges where expires_at < (select desk_now())`.execute(db)
