import { sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { numbersIn, type Quoted, quotedIn } from '../tickets/subject.rules.ts'

type Opening = { id: number; ticketId: number; subject: string }

/**
 * E1: which other tickets the mails that opened theirs name in the subject. Whoever has a part there would have been heard there: whose mail
 * opened one has none. Which of them lead to a ticket is decided for the reader, here as everywhere.
 */
export async function quotedBy({ db, actor }: Context, mails: Opening[]): Promise<Map<number, Quoted[]>> {
  const numbers = mails.flatMap(({ subject }) => numbersIn(subject))
  if (!numbers.length) return new Map()
  const ids = numbers.filter((number) => /^\d{1,15}$/.test(number)).map(Number)
  const { rows } = await sql<{ id: number; externalNumber: string | null }>`
    select t.id, t.external_number as "externalNumber" from tickets t
    where (t.id = any(${ids}::bigint[]) or t.external_number = any(${numbers})) and ${seen(actor, 't.group_id')}
    order by t.id limit 100`.execute(db)
  return new Map(mails.map(({ id, ticketId, subject }) => [id, quotedIn(subject, ticketId, rows)]))
}
