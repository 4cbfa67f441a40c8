import type pg from 'pg'
import type { Findings, Progress } from './findings.ts'
import { LINE, macOf, NOTHING_BEFORE, type Place, SEALED, type Seal, type SealedTable, START } from './seal.rules.ts'

const BATCH = 200

/** Every seal against the rows it covers, its signature, and the seal before it. Answers how many there are. */
export async function verifySeals(client: pg.Client, secretKey: string, findings: Findings, progress: Progress) {
  const count = Number((await client.query('select count(*) from seals')).rows[0].count)
  const place = { facts: START, changes: START }
  let prev: Buffer = NOTHING_BEFORE
  let done = 0
  for (let last = 0; ; ) {
    progress('seals', done, count)
    const seals = await sealsAfter(client, last)
    if (!seals.length) return count
    for (const seal of seals) {
      if (!seal.prev.equals(prev)) findings.report('chain_broken', { seal: seal.id })
      if (!seal.mac.equals(macOf(seal, secretKey))) findings.report('seal_unsigned', { seal: seal.id })
      prev = seal.mac
    }
    for (const tbl of SEALED) place[tbl] = await verifyRanges(client, tbl, place[tbl], seals, findings)
    last = seals.at(-1)!.id
    done += seals.length
  }
}

async function verifyRanges(client: pg.Client, tbl: SealedTable, from: Place, all: Seal[], findings: Findings) {
  const seals = all.filter((seal) => seal.tbl === tbl)
  const bounds = [from, ...seals.map(({ last }) => last)]
  const { rows } = await client.query(
    `select n::int, range.count::int, range.hash
       from unnest($1::xid8[], $2::bigint[], $3::xid8[], $4::bigint[]) with ordinality as b(from_xid, from_id, to_xid, to_id, n),
       lateral (select count(*), sha256(convert_to(string_agg(${LINE[tbl]}, e'\\n' order by r.xid, r.id), 'UTF8')) as hash
                  from ${tbl} r where (r.xid, r.id) > (b.from_xid, b.from_id) and (r.xid, r.id) <= (b.to_xid, b.to_id)) range
      order by n`,
    [
      bounds.slice(0, -1).map(({ xid }) => xid),
      bounds.slice(0, -1).map(({ id }) => id),
      bounds.slice(1).map(({ xid }) => xid),
      bounds.slice(1).map(({ id }) => id),
    ],
  )
  for (const { n, count, hash } of rows) {
    const seal = seals[n - 1]!
    const what = { seal: seal.id, table: tbl, from: seal.first.id, to: seal.last.id }
    if (count !== seal.count) findings.report('sealed_count', { ...what, sealed: seal.count, found: count })
    else if (!hash?.equals(seal.hash)) findings.report('sealed_altered', what)
  }
  return bounds.at(-1)!
}

/** The seals in their order, a batch of them. */
export async function sealsAfter(client: pg.Client, after: number): Promise<Seal[]> {
  const { rows } = await client.query(
    `select id::float8, date_trunc('milliseconds', at) as at, tbl, count, hash, prev, mac,
            json_build_object('xid', first_xid::text, 'id', first_id) as first, json_build_object('xid', last_xid::text, 'id', last_id) as last
       from seals where id > $1 order by id limit ${BATCH}`,
    [after],
  )
  return rows
}
