import { sql } from 'kysely'
import { system } from '../auth/actor.ts'
import { unattended } from '../tickets/clocks.queries.ts'
import { type Desk, transact } from '../transaction.ts'
import { bad, type Check, ok, warn } from './doctor-check.ts'

const DAY = 86_400
const PATIENCE_SECONDS = 60
const OLD_DAYS = 7

/** Whether the desk does by itself what it should: is running, sweeps in time, leaves nothing unattended; and has been backed up. */
export async function deskChecks(desk: Desk): Promise<Check[]> {
  const { rows } = await sql<{ processes: number; overdue: number; backup: number | null }>`
    select (select count(*) from pg_stat_activity where application_name = 'ventanilla-live' and datname = current_database()) as processes,
           (select coalesce(extract(epoch from desk_now() - min(sweep_at)), 0) from tickets where sweep_at is not null) as overdue,
           (select extract(epoch from desk_now() - at) from facts where type = 'backup.made' order by id desc limit 1) as backup`.execute(
    desk.db,
  )
  const { processes, overdue, backup } = rows[0]!
  const { count } = await transact(
    desk,
    { who: system(desk.config.companyZone), source: 'cli', readOnly: true },
    unattended,
  )
  return [
    processes ? ok('running', { count: processes }) : bad('running'),
    overdue > PATIENCE_SECONDS ? bad('sweep', { minutes: Math.ceil(overdue / 60) }) : ok('sweep'),
    count ? bad('unattended', { count }) : ok('unattended'),
    backupCheck(backup),
  ]
}

function backupCheck(seconds: number | null): Check {
  if (seconds === null) return warn('backup', {}, 'never')
  const days = Math.floor(seconds / DAY)
  return days > OLD_DAYS ? warn('backup', { days }, 'old') : ok('backup', { days })
}
