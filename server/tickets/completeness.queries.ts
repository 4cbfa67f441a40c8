import { sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import type { Language } from '../platform/i18n.ts'
import type { Question } from './catalogue.contract.ts'

export type Completeness = { answered: number; missing: Omit<Static<typeof Question>, 'texts'>[] }

/** E2: which of the category's questions are still without an answer; an answer of spaces is none. In the language asked for. */
export async function completenessOf(ctx: Context, ticketId: number, language: Language): Promise<Completeness> {
  const { rows } = await sql<Completeness>`
    with asked as (
      select q.id, q.position, coalesce(q.text->>${language}, q.text->>'es', '') as text, q.kind, q.choices, q.needed_for,
        exists (select 1 from answers a where a.ticket_id = t.id and a.question_id = q.id and a.value ~ '\\S') as answered
      from tickets t join questions q on q.category_id = t.category_id and q.active
      where t.id = ${ticketId} and ${seen(ctx.actor, 't.group_id')})
    select (select count(*)::int from asked where answered) as answered,
      coalesce((select json_agg(json_build_object('id', id, 'text', text, 'kind', kind, 'choices', choices, 'neededFor', needed_for)
        order by position, id) from asked where not answered), '[]') as missing
    from tickets t where t.id = ${ticketId} and ${seen(ctx.actor, 't.group_id')}`.execute(ctx.db)
  if (!rows[0]) throw notFound()
  return rows[0]
}
