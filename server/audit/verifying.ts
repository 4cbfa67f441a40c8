import { stat } from 'node:fs/promises'
import pg from 'pg'
import { type Finding, newFindings, type Progress } from './findings.ts'
import { SEALED } from './seal.rules.ts'
import { sealsFile } from './seals-file.ts'
import { verifyFile } from './verifying-file.ts'
import { verifyRows } from './verifying-rows.ts'
import { verifySeals } from './verifying-seals.ts'
import { verifyState } from './verifying-state.ts'
import { verifyTriggers } from './verifying-triggers.ts'

export type Verdict = {
  ok: boolean
  findings: Finding[]
  /** How many there are in all; of one kind only the first are listed. */
  total: number
  facts: number
  changes: number
  seals: number
  /** Rows younger than the newest seal: their turn comes within seconds. */
  unsealed: number
}

type What = { databaseUrl: string; secretKey: string; dataDir: string }

/**
 * Reads the whole record as of one moment and says what in it cannot be so: rows that do not fit their digest, seals that do not fit
 * their rows or each other, seals missing here or in the file outside, and rows that stand otherwise than the record tells.
 */
export async function verifyRecord(what: What, progress: Progress = () => {}): Promise<Verdict> {
  // What the file holds before the snapshot must be in the snapshot; what comes later may be.
  const written = await stat(sealsFile(what.dataDir)).then(
    ({ size }) => size,
    () => 0,
  )
  const client = new pg.Client({
    connectionString: what.databaseUrl,
    application_name: 'ventanilla-verify',
    options: '-c timezone=UTC -c work_mem=64MB',
  })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const findings = newFindings()
    await verifyTriggers(client, findings)
    const changes = await verifyRows(client, findings, progress)
    const seals = await verifySeals(client, what.secretKey, findings, progress)
    await verifyFile(client, { file: sealsFile(what.dataDir), written }, findings)
    await verifyState(client, findings, progress)
    return {
      ...{ ok: findings.total === 0, findings: findings.listed, total: findings.total },
      ...{ facts: await count(client, 'select count(*) from facts'), changes, seals },
      unsealed: await unsealed(client),
    }
  } finally {
    await client.end()
  }
}

async function unsealed(client: pg.Client): Promise<number> {
  const perTable = SEALED.map((tbl) => {
    const newest = `(select last_xid, last_id from seals where tbl = '${tbl}' order by id desc limit 1)`
    return `(select count(*) from ${tbl} left join lateral ${newest} s on true where s.last_id is null or (xid, id) > (s.last_xid, s.last_id))`
  })
  return count(client, `select ${perTable.join(' + ')} as count`)
}

async function count(client: pg.Client, query: string): Promise<number> {
  return Number((await client.query(query)).rows[0].count)
}
