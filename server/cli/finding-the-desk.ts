import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { openDesk } from '../desk.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { runningEmbedded, startEmbedded } from '../platform/embedded.ts'
import { migrated } from '../platform/migrate.ts'
import type { Desk } from '../transaction.ts'
import { Complaint } from './complaint.ts'
import { tellOfDatabase } from './speaking.ts'

/** The database a command works on, whether it was up before, and whether the key comes from the environment. */
export type Found = { config: Config; databaseUrl: string; dataDir: string; secretKey: string; ownKey: boolean }

/**
 * Commands talk to the running desk's database of DATA_DIR or to DATABASE_URL; where no desk runs its database is started for the
 * command, and stopped after it. `fresh` allows a folder in which there is no desk yet.
 */
export async function withDatabase<T>(work: (found: Found) => Promise<T>, { fresh = false } = {}): Promise<T> {
  const folder = resolve(process.env.DATA_DIR || './data')
  if (!process.env.DATABASE_URL && !fresh && !existsSync(join(folder, 'pg'))) throw new Complaint('no_desk', { folder })
  const config = readConfig({ ...process.env, LOG_LEVEL: 'silent' })
  const { dataDir, secretKey } = config
  const ownKey = Boolean(process.env.SECRET_KEY)
  const up = config.databaseDirectUrl ?? runningEmbedded(dataDir)
  if (up) return work({ config, databaseUrl: up, dataDir, secretKey, ownKey })
  const embedded = await startEmbedded({ dataDir, log: tellOfDatabase(console.error) })
  try {
    return await work({ config, databaseUrl: embedded.url, dataDir, secretKey, ownKey })
  } finally {
    await embedded.stop()
  }
}

/** The same with the desk's handles, on a database that belongs to this version. */
export function withDesk<T>(work: (desk: Desk, found: Found) => Promise<T>): Promise<T> {
  return withDatabase(async (found) => {
    const desk = openDesk(found.config, found.databaseUrl)
    try {
      if (!(await upToDate(desk))) throw new Complaint('not_migrated')
      return await work(desk, found)
    } finally {
      await desk.db.destroy()
    }
  })
}

/** Also false where there are no migrations at all. */
export async function upToDate({ db }: Desk): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('migrations') is not null as there`.execute(db)
  return rows[0]!.there && migrated((query) => sql.raw<{ name: string }>(query).execute(db))
}
