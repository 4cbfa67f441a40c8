import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { notFound } from '../../platform/errors.ts'

export type Authentication = { verified: boolean | null; by: 'server' | 'desk' | null; said: Record<string, string> }

/** Of a mail that became nobody's words nothing was found out. */
export async function authenticationOf({ db }: Context, mailId: number): Promise<Authentication> {
  const { rows } = await sql<{ verified: boolean | null; found: { by?: 'server' | 'desk' } & Record<string, string> }>`
    select verified, authentication as found from mail_messages where mail_id = ${mailId} order by interaction_id limit 1`.execute(
    db,
  )
  const { verified = null, found = {} } = rows[0] ?? {}
  const { by = null, ...said } = found
  return { verified, by, said }
}

/** By its secret name, where it is of that kind. */
export async function fileNamed(
  { db }: Context,
  token: string,
  { types, ending }: { types: string[]; ending: string },
) {
  const { rows } = await sql<{ storage: string }>`select storage from files
    where token = ${token} and (type = any(${types}) or lower(right(name, 4)) = ${ending})`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0].storage
}
