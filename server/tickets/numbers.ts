import { sql } from 'kysely'
import type { Context } from '../context.ts'

/** More than any desk opens between two backups. */
const LEFT_OUT = 1000

/**
 * The numbers that the other desk gave after the backup have been told to people: here they are nobody's, lest one who names theirs be
 * asked about another's ticket.
 */
export async function leaveNumbersOut({ db }: Context) {
  await sql`select setval('tickets_id_seq', nextval('tickets_id_seq') + ${LEFT_OUT})`.execute(db)
}
