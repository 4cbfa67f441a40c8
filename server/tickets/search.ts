import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { unawaited } from '../platform/pipeline.ts'

/** Makes a text findable on its ticket. `source` says whose it is ("interaction:12"); writing again replaces it. */
export async function indexWords({ db }: Context, ticketId: number, source: string, words: string) {
  writeEntry(db, ticketId, source, wordsOf(sql`${words}::text`))
}

/** E9: a ticket's own words: subject, problem, who has it, and what became of it. */
export const OWN_WORDS = sql`concat_ws(E'\n', t.subject, t.description, c.name, o.name, t.summary, t.cause, t.solution, array_to_string(t.tags, ' '))`
export const OWNERS = sql`tickets t join customers c on c.id = t.customer_id left join organizations o on o.id = t.organization_id`

export async function indexTicket({ db }: Context, { ticketId }: { ticketId: number }) {
  writeEntry(db, ticketId, 'ticket', wordsOf(sql`(select ${OWN_WORDS} from ${OWNERS} where t.id = ${ticketId})`))
}

function writeEntry(db: Context['db'], ticketId: number, source: string, words: RawBuilder<string>) {
  const entry = db
    .insertInto('search_entries')
    .values({ ticket_id: ticketId, source, words })
    .onConflict((same) =>
      same.columns(['ticket_id', 'source']).doUpdateSet(({ ref }) => ({ words: ref('excluded.words') })),
    )
  unawaited(entry.execute())
}

/** Signs beyond ASCII that part words: ¿ ¡ « » “ ” … – and their like, spaces, arrows, emojis. */
export const SIGNS = String.raw`[\u0080-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF\u00D7\u00F7\u2000-\u2BFF\u3000-\u303F\U0001F000-\U0001FAFF]+`

/** The database takes any sign beyond ASCII for a letter, where its language is C, as here: «cola» and ¿cómo would be words nobody asks for. */
export const wordsOf = (text: RawBuilder<unknown>) =>
  sql<string>`search_vector(regexp_replace(left(${text}, 100000), ${SIGNS}, ' ', 'g'))`

/** Words that moved to another ticket are found there. */
export async function moveWords({ db }: Context, from: number, to: number, sources: string[]) {
  await db
    .updateTable('search_entries')
    .set({ ticket_id: to })
    .where('ticket_id', '=', from)
    .where('source', 'in', sources)
    .execute()
}
