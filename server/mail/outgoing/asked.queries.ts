import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { shownWith } from '../../tickets/merged.queries.ts'
import { putsQuestion } from './asked.rules.ts'

export type Asked = { askedAt: Map<number, Date>; heardAt: Date | null }

/** Further back nobody remembers a question as asked. */
const LAST = 100

/** E2: when the customer was last asked each of these questions, and whether they were heard since. */
export async function askedBefore(ctx: Context, ticketId: number, questionIds: number[]): Promise<Asked> {
  if (!questionIds.length) return { askedAt: new Map(), heardAt: null }
  const tickets = await shownWith(ctx, ticketId)
  const [questions, said] = [await textsOf(ctx, questionIds), await ourWords(ctx, tickets)]
  const asked = questions.flatMap(({ id, texts }) => {
    const found = said.find(({ text }) => putsQuestion(text, texts))
    return found ? [{ id, found }] : []
  })
  const last = Math.max(0, ...asked.map(({ found }) => found.id))
  return {
    askedAt: new Map(asked.map(({ id, found }) => [id, found.at])),
    heardAt: last ? await heardSince(ctx, tickets, last) : null,
  }
}

async function textsOf({ db }: Context, ids: number[]) {
  const { rows } = await sql<{ id: number; texts: string[] }>`
    select id, array(select value from jsonb_each_text(text)) as texts from questions where id = any(${ids}::bigint[])`.execute(
    db,
  )
  return rows
}

/** What we told the customer, newest first; a mail that was taken back or never left told nothing. */
async function ourWords({ db }: Context, tickets: number[]) {
  const { rows } = await sql<{ id: number; at: Date; text: string }>`
    select i.id, i.at, i.text from interactions i left join outgoing_mails o on o.interaction_id = i.id
    where i.ticket_id = any(${tickets}::bigint[]) and i.direction = 'out' and i.party = 'customer' and not i.internal and not i.automatic
      and (o.id is null or o.state not in ('failed', 'cancelled'))
    order by i.id desc limit ${LAST}`.execute(db)
  return rows
}

/** Written by them, or said on the telephone; not by a machine of theirs, nor by somebody nobody vouches for. */
async function heardSince({ db }: Context, tickets: number[], id: number): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(i.at) as at from interactions i left join mail_messages m on m.interaction_id = i.id left join calls k on k.id = i.call_id
    where i.ticket_id = any(${tickets}::bigint[]) and i.id > ${id} and i.party = 'customer' and not i.internal and not i.automatic
      and not i.auto_reply and m.doubted is not true
      and case when i.kind = 'call' then k.result = 'answered' else i.direction = 'in' end`.execute(db)
  return rows[0]!.at
}
