import type pg from 'pg'
import type { Findings, Progress } from './findings.ts'

const BATCH = 20_000

/**
 * Every change against its digest, and the fact it names must be there. Values may be missing for one reason only: a fact
 * `changes.erased` that names the change in `changeIds` (erasure of personal data). Answers how many changes there are.
 */
export async function verifyRows(client: pg.Client, findings: Findings, progress: Progress): Promise<number> {
  const { rows } = await client.query(
    `select count(*)::float8 as count, coalesce(max(id), 0)::float8 as last from changes`,
  )
  const { count, last } = rows[0]
  for (let after = 0, done = 0; after < last; done += BATCH) {
    progress('rows', Math.min(done, count), count)
    after = await verifyBatch(client, after, findings)
  }
  progress('rows', count, count)
  return count
}

async function verifyBatch(client: pg.Client, after: number, findings: Findings): Promise<number> {
  const { rows } = await client.query(
    `with batch as materialized (
       select c.id, c.tbl, c.row_id, c.fact_id, f.id is null as factless, c.diff is null and c.salt is null as erased,
              c.digest = change_digest(c.salt, c.at, c.fact_id, c.actor_kind, c.actor_id, c.source, c.tbl, c.row_id, c.op, c.diff) as fits
         from (select * from changes where id > $1 order by id limit ${BATCH}) c left join facts f on f.id = c.fact_id)
     select id::float8, tbl, row_id, fact_id, false as last,
            case when erased and not exists (select from facts where type = 'changes.erased' and detail -> 'changeIds' @> to_jsonb(batch.id)) then 'erased_unlawfully'
                 when not erased and fits is not true then 'change_altered'
                 else 'fact_missing' end as kind
       from batch where (not erased and fits is not true) or (fact_id is not null and factless)
          or (erased and not exists (select from facts where type = 'changes.erased' and detail -> 'changeIds' @> to_jsonb(batch.id)))
     union all select max(id)::float8, null, null, null, true, null from batch order by last, id`,
    [after],
  )
  const end = rows.pop()
  for (const { id, tbl, row_id, fact_id, kind } of rows)
    findings.report(kind, { change: id, table: tbl, row: row_id, ...(fact_id && { fact: fact_id }) })
  return end.id
}
