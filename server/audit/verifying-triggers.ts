import type pg from 'pg'
import type { Findings } from './findings.ts'
import { recorded } from './tables.ts'

/** Whether the triggers that write and guard the record stand, switched on. */
export async function verifyTriggers(client: pg.Client, findings: Findings) {
  const { rows } = await client.query<{ tbl: string; name: string }>(
    `select c.relname as tbl, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled in ('O', 'A')`,
  )
  const standing = new Set(rows.map(({ tbl, name }) => `${tbl} ${name}`))
  const due = [
    ...recorded.map((tbl) => [tbl, 'record_change']),
    ...['facts', 'changes', 'seals'].flatMap((tbl) => [
      [tbl, 'refuse_rewriting'],
      [tbl, 'refuse_truncate'],
    ]),
  ]
  for (const [table, trigger] of due)
    if (!standing.has(`${table} ${trigger}`)) findings.report('trigger_off', { table: table!, trigger: trigger! })
}
