import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../platform/database.ts'
import { Refusal } from '../platform/errors.ts'

/**
 * A brake shared by every process: at most `limit` hits per key and window, then 429. Counted outside the caller's
 * transaction, because a refused attempt rolls back and must count all the same; so never while one is open, which would hold one
 * connection and wait for another.
 */
export async function brake(db: Database, key: string, limit: number, windowSeconds: number) {
  const { rows } = await sql<{ hits: number; wait: number }>`
    insert into throttles as t (key, hits, expires_at)
    values (${key}, 1, clock_timestamp() + make_interval(secs => ${windowSeconds}))
    on conflict (key) do update set
      hits = case when t.expires_at < clock_timestamp() then 1 else t.hits + 1 end,
      expires_at = case when t.expires_at < clock_timestamp() then excluded.expires_at else t.expires_at end
    returning hits, ceil(extract(epoch from expires_at - clock_timestamp()))::int as wait`.execute(db)
  const { hits, wait } = rows[0]!
  if (hits > limit) throw new Refusal(429, 'too_many', { params: { span: spanOf(wait) } })
}

/** As it is read in any language: nobody counts 873 seconds. */
const spanOf = (seconds: number) => (seconds > 90 ? `${Math.ceil(seconds / 60)} min` : `${seconds} s`)

/** A success clears what failed attempts had counted. */
export const releaseBrake = ({ db }: Pick<Context, 'db'>, key: string) =>
  db.deleteFrom('throttles').where('key', '=', key).execute()
