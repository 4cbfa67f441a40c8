import { sql } from 'kysely'
import pg from 'pg'
import { newFindings } from '../audit/findings.ts'
import { macOf, SEALED } from '../audit/seal.rules.ts'
import { sealsAfter } from '../audit/verifying-seals.ts'
import { verifyTriggers } from '../audit/verifying-triggers.ts'
import type { Desk } from '../transaction.ts'
import { bad, type Check, ok } from './doctor-check.ts'

const PATIENCE_SECONDS = 60

/** What can be seen of the record at a glance; verify-log reads it all. */
export async function recordChecks(desk: Desk, databaseUrl: string): Promise<Check[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return [await triggerCheck(client), await sealsCheck(desk), await keyCheck(client, desk.config.secretKey)]
  } finally {
    await client.end()
  }
}

async function triggerCheck(client: pg.Client): Promise<Check> {
  const findings = newFindings()
  await verifyTriggers(client, findings)
  const list = findings.listed.map(({ params }) => `${params.table}.${params.trigger}`).join(', ')
  return findings.total ? bad('triggers', { list }) : ok('triggers')
}

async function sealsCheck({ db }: Desk): Promise<Check> {
  let oldest = 0
  for (const tbl of SEALED) {
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from desk_now() - at) as seconds from ${sql.table(tbl)}
       where (xid, id) > (coalesce((select last_xid from seals where tbl = ${tbl} order by id desc limit 1), '0'::xid8),
                          coalesce((select last_id from seals where tbl = ${tbl} order by id desc limit 1), 0))
       order by xid, id limit 1`.execute(db)
    oldest = Math.max(oldest, rows[0]?.seconds ?? 0)
  }
  return oldest > PATIENCE_SECONDS ? bad('seals', { minutes: Math.ceil(oldest / 60) }) : ok('seals')
}

async function keyCheck(client: pg.Client, secretKey: string): Promise<Check> {
  const { rows } = await client.query('select coalesce(max(id), 0)::float8 as id from seals')
  const [seal] = await sealsAfter(client, rows[0].id - 1)
  return !seal || seal.mac.equals(macOf(seal, secretKey)) ? ok('key') : bad('key')
}
