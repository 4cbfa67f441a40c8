import { sql } from 'kysely'
import pg from 'pg'
import { openDesk } from '../desk.ts'
import type { Desk } from '../transaction.ts'
import { bad, type Check, ok } from './doctor-check.ts'
import { keyFileCheck, storageCheck } from './doctor-files.ts'
import { recordChecks } from './doctor-record.ts'
import { deskChecks } from './doctor-work.ts'
import { type Found, upToDate } from './finding-the-desk.ts'

/** Everything that can silently be wrong with a desk. What depends on a broken thing is not asked. */
export async function examine(found: Found): Promise<Check[]> {
  const checks = [await databaseCheck(found.databaseUrl), await storageCheck(found.dataDir), ...keyFileCheck(found)]
  if (checks[0]!.state === 'bad') return checks
  const desk = openDesk(found.config, found.databaseUrl)
  try {
    checks.push(await clockCheck(desk))
    if (!(await upToDate(desk))) return [...checks, bad('migrations')]
    return [...checks, ok('migrations'), ...(await deskChecks(desk)), ...(await recordChecks(desk, found.databaseUrl))]
  } finally {
    await desk.db.destroy()
  }
}

async function databaseCheck(url: string): Promise<Check> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    const { rows } = await client.query('show server_version')
    const version: string = rows[0].server_version
    return Number.parseInt(version, 10) < 15 ? bad('database', { version }) : ok('database', { version })
  } catch (error) {
    return bad(
      'database',
      { reason: (error as Error).message || (error as { code?: string }).code || '?' },
      'unreachable',
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/** The way there and back is taken off by asking in the middle. A clock that can be set is for tests alone. */
async function clockCheck({ db }: Desk): Promise<Check> {
  const asked = Date.now()
  const { rows } = await sql<{ now: Date; settable: boolean }>`
    select clock_timestamp() as now, to_regclass('set_clock') is not null as settable`.execute(db)
  const seconds = Math.round(Math.abs(rows[0]!.now.getTime() - (asked + Date.now()) / 2) / 1000)
  if (rows[0]!.settable) return bad('clock', {}, 'settable')
  return seconds > 2 ? bad('clock', { seconds }, 'skew') : ok('clock')
}
