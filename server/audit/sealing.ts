import { sql, type Transaction } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { DB } from '../platform/db.types.ts'
import { LINE, macOf, NOTHING_BEFORE, type Place, SEALED, type SealedTable, START } from './seal.rules.ts'
import { appendSeals } from './seals-file.ts'

const LOCK = 727_002
const BATCH = 5000
/** A desk that is far behind catches up over several rounds, so that a stop never waits for it. */
const ROUND_MS = 2000

type Sealer = { db: Database; config: { secretKey: string; dataDir: string } }

/**
 * Seals what was committed since the last round: rows below the snapshot horizon, where none can appear any more, hashed in order and
 * signed, each seal over the one before it. One process at a time; then the newest seals go to the file outside the database.
 */
export async function sealRecord({ db, config }: Sealer) {
  const until = Date.now() + ROUND_MS
  while ((await alone(db, (trx) => sealBatches(trx, config.secretKey))) && Date.now() < until);
  await alone(db, (trx) => appendSeals(trx, config.dataDir))
}

async function alone<T>(db: Database, work: (trx: Transaction<DB>) => Promise<T>): Promise<T | undefined> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as locked`.execute(trx)
    return rows[0]!.locked ? work(trx) : undefined
  })
}

/** Answers whether there may be more. */
async function sealBatches(db: Transaction<DB>, secretKey: string): Promise<boolean> {
  let more = false
  for (const tbl of SEALED) {
    const batch = await nextBatch(db, tbl, await sealedUpTo(db, tbl))
    if (!batch) continue
    await writeSeal(db, tbl, batch, secretKey)
    more ||= batch.count === BATCH
  }
  return more
}

type Batch = { count: number; hash: Buffer; first: Place; last: Place }

async function nextBatch(db: Transaction<DB>, tbl: SealedTable, after: Place): Promise<Batch | undefined> {
  const { rows } = await sql<{ count: number; hash: Buffer | null; ends: Place[] }>`
    with batch as materialized (
      select r.xid, r.id, ${sql.raw(LINE[tbl])} as line from ${sql.table(tbl)} r
       where (r.xid, r.id) > (${after.xid}::xid8, ${after.id}) and r.xid < (select record_horizon())
       order by r.xid, r.id limit ${BATCH}),
    ends as ((select xid, id from batch order by xid, id limit 1) union all (select xid, id from batch order by xid desc, id desc limit 1))
    select (select count(*) from batch) as count,
           (select sha256(convert_to(string_agg(line, e'\\n' order by xid, id), 'UTF8')) from batch) as hash,
           (select json_agg(json_build_object('xid', xid::text, 'id', id) order by xid, id) from ends) as ends`.execute(
    db,
  )
  const { count, hash, ends } = rows[0]!
  return hash ? { count, hash, first: ends[0]!, last: ends[1]! } : undefined
}

async function sealedUpTo(db: Transaction<DB>, tbl: SealedTable): Promise<Place> {
  const last = await db
    .selectFrom('seals')
    .select(['last_xid', 'last_id'])
    .where('tbl', '=', tbl)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? { xid: last.last_xid, id: last.last_id } : START
}

async function writeSeal(db: Transaction<DB>, tbl: SealedTable, batch: Batch, secretKey: string) {
  const { rows } = await sql<{ id: number; at: Date; prev: Buffer | null }>`
    select nextval(pg_get_serial_sequence('seals', 'id')) as id, desk_now() as at,
           (select mac from seals order by id desc limit 1) as prev`.execute(db)
  const seal = { ...rows[0]!, tbl, ...batch, prev: rows[0]!.prev ?? NOTHING_BEFORE }
  await db
    .insertInto('seals')
    .values({
      ...{ id: seal.id, at: seal.at, tbl, count: seal.count, hash: seal.hash, prev: seal.prev },
      ...{ first_xid: seal.first.xid, first_id: seal.first.id, last_xid: seal.last.xid, last_id: seal.last.id },
      mac: macOf(seal, secretKey),
    })
    .execute()
}
