import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Database } from '../../platform/database.ts'
import { AWAKE } from '../resting.ts'

/** Whoever sends renews it; whoever dies leaves it to the next. */
export const LEASE_SECONDS = 45
/**
 * `attempts` is the fence: who comes back after its lease ran out finds another number, and neither finishes the mail nor writes anything.
 * `lost`: whoever gave the server its last word was heard of no more. Perhaps it has left: it is not sent, and what came of it is in doubt.
 */
export type Claim = { id: number; attempts: number; age: number; lost: boolean }

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

const UNTIL = sql`desk_now() + ${LEASE_SECONDS} * interval '1 second'`

/** Takes the next mail of a mailbox that is due, marked as being sent before a word of it is on the wire. */
export async function claimNext(ctx: Context, mailboxId: number): Promise<Claim | null> {
  const { rows } = await sql<Claim>`
    update outgoing_mails o set state = 'sending', attempts = attempts + case when due.lost then 0 else 1 end, handed_over = due.lost, try_at = ${UNTIL}
    from (select id, state = 'sending' and handed_over as lost from outgoing_mails where mailbox_id = ${mailboxId} and try_at <= (select desk_now())
      order by try_at, id limit 1 for update skip locked) due
    where o.id = due.id
    returning o.id, attempts, extract(epoch from desk_now() - created_at)::float8 * 1000 as age, due.lost`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

export const renew = (db: Database, claim: Claim) =>
  sql`update outgoing_mails set try_at = ${UNTIL} where ${held(claim)}`.execute(db)

/** Before a server gets the last word of a mail: only whoever still has it may say that, and it is written down first. */
export async function giveLastWord(db: Database, claim: Claim): Promise<boolean> {
  const { rows } =
    await sql`update outgoing_mails set handed_over = true, try_at = ${UNTIL} where ${held(claim)} returning 1`.execute(
      db,
    )
  return rows.length > 0
}

const held = ({ id, attempts }: Claim) => sql`id = ${id} and state = 'sending' and attempts = ${attempts}`
