import type { Kysely } from 'kysely'
import type { DB } from './db.types.ts'

/** Whether this desk is a demo: then the demo is what happened first on it, and nothing but the demo writes that into the record. */
export async function beganAsDemo({ db }: { db: Kysely<DB> }): Promise<boolean> {
  const first = await db.selectFrom('facts').select('source').orderBy('id').limit(1).executeTakeFirst()
  return first?.source === 'demo'
}
