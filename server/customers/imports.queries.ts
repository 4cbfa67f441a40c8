import { stringify } from 'csv-stringify/sync'
import { type RawBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { idCursor } from '../platform/cursor.ts'
import { notFound } from '../platform/errors.ts'
import { CSV } from './csv.rules.ts'
import type { Import, ImportRow } from './imports.contract.ts'

export async function importById(ctx: Context, id: number): Promise<Import> {
  const [found] = await select(ctx, sql`m.id = ${id}`, 1)
  if (!found) throw notFound()
  return found
}

export async function imports(ctx: Context, limit: number, before: number | null) {
  const rows = await select(ctx, before === null ? sql`true` : sql`m.id < ${before}`, limit + 1)
  const page = rows.slice(0, limit)
  return { items: page, nextCursor: rows.length > limit ? String(page.at(-1)!.id) : null }
}

export async function importRows(
  ctx: Context,
  id: number,
  { verdict, cursor, limit = 50 }: { verdict?: string; cursor?: string; limit?: number },
) {
  await importById(ctx, id)
  const { rows } = await sql<Static<typeof ImportRow>>`
    select r.number, r.cells, r.verdict, r.reason, r.warnings, r.done,
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as customer
    from import_rows r left join customers c on c.id = r.customer_id
    where r.import_id = ${id} and r.number > ${idCursor(cursor) ?? 0} ${verdict ? sql`and r.verdict = ${verdict}` : sql``}
    order by r.number limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  return { items: page, nextCursor: rows.length > limit ? String(page.at(-1)!.number) : null }
}

/** The refused rows as they came, with why; to be corrected and imported again. */
export async function refusedAsCsv(ctx: Context, id: number): Promise<string> {
  const { headers } = await importById(ctx, id)
  const { rows } = await sql<{
    number: number
    cells: string[]
    reason: string
  }>`select number, cells, reason from import_rows
    where import_id = ${id} and verdict = 'refused' order by number`.execute(ctx.db)
  const head = [...headers, ctx.say('import.row'), ctx.say('import.reason')]
  const lines = rows.map(({ number, cells, reason }) => [...headers.map((_, i) => cells[i] ?? ''), number, reason])
  return stringify([head, ...lines], CSV)
}

async function select(ctx: Context, condition: RawBuilder<unknown>, limit: number): Promise<Import[]> {
  const { rows } = await sql<Import>`
    select m.id, m.file_name as "fileName", m.format, m.state, m.headers, m.mapping, m.country, m.total, m.created_at as "createdAt",
      m.finished_at as "finishedAt", json_build_object('id', a.id, 'name', a.name) as by,
      (select json_build_object('new', count(*) filter (where verdict = 'new'), 'update', count(*) filter (where verdict = 'update'),
        'refused', count(*) filter (where verdict = 'refused'), 'waiting', count(*) filter (where verdict is null),
        'done', count(*) filter (where done)) from import_rows where import_id = m.id) as counts,
      coalesce((select json_agg(cells) from (select cells from import_rows where import_id = m.id order by number limit 4) s), '[]') as samples
    from imports m join agents a on a.id = m.agent_id where ${condition} order by m.id desc limit ${limit}`.execute(
    ctx.db,
  )
  return rows
}
