import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Desk } from '../../transaction.ts'
import type { Fault } from './fetching.rules.ts'

/** The right to fetch from a mailbox, for as long as it is renewed. Whoever comes later has a higher fence. */
export type Lease = { mailboxId: number; holder: string; fence: number; failures: number }
/** `numbering` is the UIDVALIDITY the UIDs stand for (numberingOf). */
export type Watch = { startedAt: Date; place: number; numbering: number | null; upTo: number; oldUpTo: number }

const LEASE = sql`interval '30 seconds'`
/** Leases are technical: they run by the true clock, also where the desk's clock is set. */
const NOW = sql`clock_timestamp()`

/**
 * Takes the mailbox if nobody holds it and it is time to try; null otherwise. Who asks does not watch it: a lease in its own name is
 * what it could not give back, because the database was away.
 */
export async function takeLease({ db }: Desk, mailboxId: number, holder: string): Promise<Lease | null> {
  await sql`insert into mailbox_watches (mailbox_id, since, started_at) values (${mailboxId}, ${NOW}, ${NOW}) on conflict do nothing`.execute(
    db,
  )
  const { rows } = await sql<{ fence: number; failures: number }>`
    update mailbox_watches set holder = ${holder}::uuid, fence = fence + 1, lease_until = ${NOW} + ${LEASE}, state = 'connecting', since = ${NOW}
    where mailbox_id = ${mailboxId} and (lease_until is null or lease_until < ${NOW} or holder = ${holder}::uuid)
      and (try_at is null or try_at <= ${NOW})
    returning fence, failures`.execute(db)
  return rows[0] ? { mailboxId, holder, ...rows[0] } : null
}

/** Still ours, and the mailbox still as we know it? */
export async function renewLease({ db }: Desk, lease: Lease, version: number): Promise<boolean> {
  const { rows } = await sql`update mailbox_watches w set lease_until = ${NOW} + ${LEASE} from mailboxes b
    where ${held(lease)} and b.id = w.mailbox_id and b.active and b.version = ${version} returning 1`.execute(db)
  return rows.length > 0
}

export async function readWatch({ db }: Desk, lease: Lease): Promise<Watch | null> {
  const { rows } =
    await sql<Watch>`select started_at as "startedAt", place, uid_validity as numbering, up_to as "upTo", old_up_to as "oldUpTo"
    from mailbox_watches w where ${held(lease)}`.execute(db)
  return rows[0] ?? null
}

/** All is well; failures in a row are over. Answers whether this ends a failure that admins were told of. */
export async function noteWatching({ db }: Desk, lease: Lease): Promise<boolean> {
  const { rows } = await sql<{ told: boolean }>`
    with before as (select w.mailbox_id, w.told from mailbox_watches w where ${held(lease)} for update)
    update mailbox_watches w set state = 'watching', since = case when w.state = 'watching' then w.since else ${NOW} end, told = false,
      contact_at = ${NOW}, failures = 0, fault = null, detail = null, try_at = null
    from before where before.mailbox_id = w.mailbox_id returning before.told`.execute(db)
  return rows[0]?.told ?? false
}

/** How far the folder has been taken in, and what of it was there before we came. */
export async function noteProgress(
  { db }: Desk,
  lease: Lease,
  { numbering, upTo, oldUpTo }: { numbering: number; upTo: number; oldUpTo: number },
) {
  await sql`update mailbox_watches w set uid_validity = ${numbering}, up_to = ${upTo}, old_up_to = ${oldUpTo}, contact_at = ${NOW}
    where ${held(lease)}`.execute(db)
}

/** The folder held side by side with the ledger: how many were looked at, and how many had been missing. */
export async function noteComparison({ db }: Desk, lease: Lease, compared: number, missing: number) {
  await sql`update mailbox_watches w set compared_at = ${NOW}, compared = ${compared}, missing = ${missing} where ${held(lease)}`.execute(
    db,
  )
}

/**
 * It failed: the lease is given back at once, and somebody tries again after the pause. Answers whether admins are to hear of it: it was
 * ours to say, and they have heard of none since it last went well.
 */
export async function noteFailure(
  { db }: Desk,
  lease: Lease,
  {
    fault,
    detail,
    failures,
    pause,
    tell,
  }: { fault: Fault; detail: string; failures: number; pause: number; tell: boolean },
) {
  const { rows } = await sql<{ news: boolean }>`
    with before as (select w.mailbox_id, w.told from mailbox_watches w where ${held(lease)} for update)
    update mailbox_watches w set state = 'failing', since = case when w.state = 'failing' then w.since else ${NOW} end, fault = ${fault},
      detail = ${detail}, failures = ${failures}, told = w.told or ${tell}, try_at = ${NOW} + make_interval(secs => ${pause}), lease_until = null, holder = null
    from before where before.mailbox_id = w.mailbox_id returning ${tell} and not before.told as news`.execute(db)
  return rows[0]?.news ?? false
}

export async function giveBack({ db }: Desk, lease: Lease) {
  await sql`update mailbox_watches w set state = 'waiting', since = ${NOW}, lease_until = null, holder = null where ${held(lease)}`.execute(
    db,
  )
}

/**
 * Its settings are other ones, or its owner let us in: what was wrong was wrong with what stood there before, and may be right now. Whoever
 * still tries that may write nothing more.
 */
export const tryNow = ({ db }: Pick<Context, 'db'>, mailboxId: number) =>
  sql`update mailbox_watches set state = 'waiting', since = ${NOW}, fault = null, detail = null, failures = 0, fence = fence + 1,
    holder = null, lease_until = null, try_at = null where mailbox_id = ${mailboxId}`.execute(db)

/**
 * The mailbox leads to another server, user or folder. In the new one it goes on from when the old one was last compared whole, so that
 * nothing is lost on a move; `anew` begins now, where mail was not fetched before.
 */
export async function watchElsewhere({ db }: Pick<Context, 'db'>, mailboxId: number, anew: boolean) {
  await sql`update mailbox_watches set place = place + 1, up_to = 0, started_at = case when ${anew} then ${NOW} else coalesce(compared_at, started_at) end where mailbox_id = ${mailboxId}`.execute(
    db,
  )
}

const held = ({ mailboxId, holder, fence }: Lease) =>
  sql`w.mailbox_id = ${mailboxId} and w.holder = ${holder}::uuid and w.fence = ${fence}`
