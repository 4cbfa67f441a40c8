import { sql } from 'kysely'
import type { Context } from '../context.ts'

/** Makes words findable. `source` says whose they are ("ticket", "interaction:12"); writing again replaces them. */
export async function indexWords({ db }: Context, ticketId: number, source: string, words: string) {
  await sql`insert into search_entries (ticket_id, source, words)
    values (${ticketId}, ${source}, search_vector(${words.slice(0, 100_000)}))
    on conflict (ticket_id, source) do update set words = excluded.words`.execute(db)
}

/** Words that moved to another ticket are found there. */
export async function moveWords({ db }: Context, from: number, to: number, sources: string[]) {
  await db
    .updateTable('search_entries')
    .set({ ticket_id: to })
    .where('ticket_id', '=', from)
    .where('source', 'in', sources)
    .execute()
}
