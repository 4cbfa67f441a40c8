import { type RawBuilder, sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Actor } from '../auth/actor.ts'
import type { Context } from '../context.ts'

/** The tickets shown as one with this one: itself and all that was merged into it, also by way of another. */
export async function shownWith({ db }: Context, ticketId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive merged as (
      select ${ticketId}::bigint as id union select t.id from merged join tickets t on t.merged_into_id = merged.id)
    select id from merged`.execute(db)
  return rows.map((row) => row.id)
}

/** SQL condition, the same seen from below: what was said on this ticket is shown to whoever sees it, or one that it was merged into. */
export const shownTo = (actor: Actor, ticketColumn: string): RawBuilder<boolean> => sql<boolean>`exists (
  with recursive showing as (select s.id, s.group_id, s.merged_into_id from tickets s where s.id = ${sql.ref(ticketColumn)}
    union select t.id, t.group_id, t.merged_into_id from showing join tickets t on t.id = showing.merged_into_id)
  select from showing where ${seen(actor, 'showing.group_id')})`
