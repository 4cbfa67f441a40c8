import { sql, type Updateable } from 'kysely'
import type { Context } from '../context.ts'
import type { Tickets } from '../platform/db.types.ts'
import { unawaited } from '../platform/pipeline.ts'
import type { TicketStatus } from './contract.ts'
import { SIDE_OF } from './moves.rules.ts'

/** Writes fields a person edits: the version grows, so that a stale form is noticed. */
export async function writeTicket({ db, now }: Context, id: number, fields: Updateable<Tickets>) {
  const next = db
    .updateTable('tickets')
    .set((eb) => ({ ...fields, version: eb('version', '+', 1), updated_at: now }))
    .where('id', '=', id)
  unawaited(next.execute())
}

/** Writes what the desk derives: no version, no record. */
export async function writeDerived({ db }: Context, id: number, fields: Updateable<Tickets>) {
  unawaited(db.updateTable('tickets').set(fields).where('id', '=', id).execute())
}

/** The six basic statuses have the ids 1 to 6, in the order of the life cycle (migration 0005). */
const BASIC_ID: Record<TicketStatus, number> = {
  pending: 1,
  in_progress: 2,
  customer_action: 3,
  third_party_action: 4,
  completed: 5,
  closed: 6,
}
export const basicStatusId = (status: TicketStatus) => BASIC_ID[status]

/** Every move appends one row; its `from` is never before the previous one's, whatever the clocks of the processes say. */
export async function appendStatusRow({ db, now }: Context, ticketId: number, status: TicketStatus, statusId: number) {
  const before = (column: 'seq' | 'from') =>
    db
      .selectFrom('status_rows')
      .where('ticket_id', '=', ticketId)
      .select(({ fn }) => fn.max(column).as('last'))
  const row = db.insertInto('status_rows').values({
    ...{ ticket_id: ticketId, status, status_id: statusId, side: SIDE_OF[status] },
    seq: sql`coalesce(${before('seq')}, 0) + 1`,
    from: sql`greatest(${before('from')}, ${now}::timestamptz)`,
  })
  unawaited(row.execute())
}
