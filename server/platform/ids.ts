import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { DB } from './db.types.ts'

/** The id a new row will have, so that the fact can name it before the row is written. Gaps are allowed. */
export async function nextId(ctx: Context, table: keyof DB): Promise<number> {
  const { rows } = await sql<{ id: number }>`select nextval(${`${table}_id_seq`}::regclass) as id`.execute(ctx.db)
  return rows[0]!.id
}
