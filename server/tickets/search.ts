import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { unawaited } from '../platform/pipeline.ts'

/** Makes a text findable on its ticket. `source` says whose it is ("interaction:12"); writing again replaces it. */
export async function indexWords({ db }: Context, ticketId: number, source: string, words: string) {
  const entry = sql`insert into search_entries (ticket_id, source, words)
    values (${ticketId}, ${source}, search_vector(${words.slice(0, 100_000)}))
    on conflict (ticket_id, source) do update set words = excluded.words`
  unawaited(entry.execute(db))
}

/** E9: the ticket's own words: subject, problem, who has it, and what became of it. */
export async function indexTicket({ db }: Context, { ticketId }: { ticketId: number }) {
  const entry = sql`insert into search_entries (ticket_id, source, words)
    select t.id, 'ticket', search_vector(left(concat_ws(E'\n', t.subject, t.description, c.name, o.name, t.summary, t.cause, t.solution, array_to_string(t.tags, ' ')), 100000))
      from tickets t join customers c on c.id = t.customer_id left join organizations o on o.id = t.organization_id where t.id = ${ticketId}
    on conflict (ticket_id, source) do update set words = excluded.words`
  unawaited(entry.execute(db))
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
