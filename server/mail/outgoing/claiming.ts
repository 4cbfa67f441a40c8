import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Database } from '../../platform/database.ts'
import { AWAKE } from '../resting.ts'

/** Whoever sends renews it; whoever dies leaves it to the next. */
export const LEASE_SECONDS = 45
/** `attempts` is the fence: who comes back after its lease ran out finds another number, and writes nothing. */
export type Claim = { id: number; attempts: number; age: number }

/** The mailboxes with something due, and how much of it, as far as that matters. */
export async function dueMailboxes(db: Database): Promise<{ id: number; due: number }[]> {
  const { rows } = await sql<{ id: number; due: number }>`
    select b.id, (select count(*)::int from (select 1 from outgoing_mails o where o.mailbox_id = b.id and o.try_at <= (select desk_now()) limit 10) due) as due
    from mailboxes b
    where exists (select 1 from outgoing_mails o where o.mailbox_id = b.id and o.try_at <= (select desk_now())) and ${AWAKE}`.execute(
    db,
  )
  return rows
}

/** Takes the next mail of a mailbox that is due, marked as being sent before a word of it is on the wire. */
export async function claimNext(ctx: Context, mailboxId: number): Promise<Claim | null> {
  const { rows } = await sql<Claim>`
    update outgoing_mails set state = 'sending', attempts = attempts + 1, try_at = desk_now() + ${LEASE_SECONDS} * interval '1 second'
    where id = (select id from outgoing_mails where mailbox_id = ${mailboxId} and try_at <= (select desk_now())
      order by try_at, id limit 1 for update skip locked)
    returning id, attempts, extract(epoch from desk_now() - created_at)::float8 * 1000 as age`.execute(ctx.db)
  return rows[0] ?? null
}

export const renew = (db: Database, { id, attempts }: Claim) =>
  sql`update outgoing_mails set try_at = desk_now() + ${LEASE_SECONDS} * interval '1 second'
    where id = ${id} and state = 'sending' and attempts = ${attempts}`.execute(db)
