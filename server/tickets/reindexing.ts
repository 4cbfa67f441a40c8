import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { OWN_WORDS, OWNERS, SIGNS, wordsOf } from './search.ts'

/** Entries looked at in one go: some milliseconds, also where all of them change. */
const SOME = 1000

/**
 * What was made findable by an older way of parting words is made so by today's, newest first (0130_search_anew.sql); a second process
 * at it, or a second run, does no harm. The entries are locked before their texts are read, so that no newer words are lost.
 */
export async function reindexSome({ db }: Context) {
  const { rows } = await sql<{
    below: number
  }>`delete from search_rewrites where below = (select below from search_rewrites limit 1 for update skip locked) returning below`.execute(
    db,
  )
  const below = rows[0]?.below
  if (below === undefined) return
  const from = below - SOME
  await sql`select from search_entries where id >= ${from} and id < ${below} for no key update`.execute(db)
  const rewrite = (words: RawBuilder<unknown>, texts: RawBuilder<unknown>, whose: RawBuilder<unknown>) =>
    sql`update search_entries e set words = ${wordsOf(words)} from ${texts}
      where e.id >= ${from} and e.id < ${below} and ${whose} and ${words} ~ ${SIGNS}`.execute(db)
  await rewrite(OWN_WORDS, OWNERS, sql`e.source = 'ticket' and t.id = e.ticket_id`)
  await rewrite(sql`i.visible_text`, sql`interactions i`, sql`i.id = nullif(substr(e.source, 13), '')::bigint`)
  if (from > 0) await sql`insert into search_rewrites (below) values (${from})`.execute(db)
}
