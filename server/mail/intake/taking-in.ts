import { sql } from 'kysely'
import type { AsDesk } from '../../context.ts'
import { failPoint } from '../../platform/fail-point.ts'
import type { Desk } from '../../transaction.ts'
import type { Fate } from '../contract.ts'
import { alertHeld, decideMail } from './deciding.ts'
import type { Kept, Received } from './entering.ts'
import { noteHead } from './heading.ts'
import { type Hand, takeInHand } from './in-hand.ts'
import { receiveMail } from './receiving.ts'

type Claimed = { id: number; attempts: number }

const BATCH = 16
const HANDS = 4
const MOST_ATTEMPTS = 5
/** Who took a mail up and died with it: another tries after this long (issue 4: goes on within a minute). Whoever lives renews it. */
const LEASE = '40 seconds'
const RENEW_MS = 10_000
/** After each failure, how long until the next attempt. */
const PAUSES = ['5 seconds', '1 minute', '5 minutes', '20 minutes', '1 hour']

/**
 * Takes in what was received and has no outcome yet: left over by a crash, or handed in by a source that does not wait. In the order
 * received, several at once, as many processes as like; what fails is tried again later, and after some attempts held for an admin: it
 * never stops the others.
 */
export async function takeInWaiting(desk: Desk, asDesk: AsDesk) {
  for (let claimed = await claim(desk); claimed.length; claimed = await claim(desk)) {
    const [waiting, open] = [[...claimed], new Set(claimed.map(({ id }) => id))]
    const renewing = setInterval(() => void renew(desk, [...open]).catch(() => {}), RENEW_MS)
    try {
      await Promise.all(Array.from({ length: HANDS }, () => work(desk, asDesk, waiting, open)))
    } finally {
      clearInterval(renewing)
    }
  }
}

async function work(desk: Desk, asDesk: AsDesk, waiting: Claimed[], open: Set<number>) {
  for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
    if (mail.attempts > MOST_ATTEMPTS)
      await noteFailure(desk, asDesk, mail.id, 'Whoever took it up did not live to tell.')
    else await takeIn(desk, asDesk, mail).catch(() => {})
    open.delete(mail.id)
  }
}

/** One mail; a failure is noted with the mail, for the next attempt, and thrown. */
export async function takeIn(desk: Desk, asDesk: AsDesk, mail: Received): Promise<Fate> {
  try {
    const fate = await decideMail(desk, asDesk, mail)
    failPoint('after-commit')
    return fate
  } catch (err) {
    desk.log.error({ err, mailId: mail.id }, 'a mail could not be taken in; it is tried again')
    await noteFailure(desk, asDesk, mail.id, err instanceof Error ? err.message : String(err))
    throw err
  }
}

/** For whoever hands one mail over and waits for what comes of it. In hand from when all of it has come: see in-hand.ts. */
export async function receiveAndTakeIn(
  desk: Desk,
  asDesk: AsDesk,
  mail: Parameters<typeof receiveMail>[2],
  admit: (came: Kept) => Promise<void>,
): Promise<Fate> {
  let hand: Hand | undefined
  try {
    const [received] = await receiveMail(desk, asDesk, mail, async (came) => {
      await admit(came)
      hand = takeInHand(asDesk)
    })
    return await takeInOrLeave(desk, asDesk, { ...received!, hand })
  } finally {
    hand?.letGo()
  }
}

/** Once it is stored the rest is ours to see to. */
const takeInOrLeave = (desk: Desk, asDesk: AsDesk, mail: Received): Promise<Fate> =>
  takeIn(desk, asDesk, mail).catch(() => ({
    ...{ mailId: mail.id, outcome: null, reason: null, ticketId: null, interactionId: null },
  }))

/** Counted when taken up, so that a mail that takes the whole process down with it is not tried for ever. */
async function claim({ db }: Desk): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    update mails set attempts = attempts + 1, try_at = desk_now() + ${LEASE}::interval where id in (
      select id from mails where outcome is null and try_at <= (select desk_now()) order by try_at, id limit ${BATCH} for no key update skip locked)
    returning id, attempts`.execute(db)
  return rows.toSorted((a, b) => a.id - b.id)
}

const renew = ({ db }: Desk, ids: number[]) =>
  sql`update mails set try_at = desk_now() + ${LEASE}::interval where id = any(${ids}::bigint[]) and outcome is null`.execute(
    db,
  )

/** Its head is read once it is held: should even that take the desk down, it does so once. */
async function noteFailure(desk: Desk, asDesk: AsDesk, mailId: number, error: string) {
  const held = await retryOrHold(asDesk, mailId, error)
  if (held) await noteHead(desk, mailId)
}

/** Whether it is held. */
async function retryOrHold(asDesk: AsDesk, mailId: number, error: string): Promise<boolean> {
  return asDesk(async (ctx) => {
    const { rows } = await sql<{ attempts: number; group_id: number }>`
      select m.attempts, b.group_id from mails m join mailboxes b on b.id = m.mailbox_id
       where m.id = ${mailId} and m.outcome is null for no key update of m`.execute(ctx.db)
    const [mail] = rows
    if (!mail) return false
    const detail = JSON.stringify({ error: error.slice(0, 1000).toWellFormed() })
    if (mail.attempts >= MOST_ATTEMPTS) {
      await alertHeld(ctx, mail.group_id)
      await sql`update mails set outcome = 'held', reason = 'failed', decided_at = ${ctx.now}, try_at = null, detail = detail || ${detail}::jsonb
        where id = ${mailId}`.execute(ctx.db)
      return true
    }
    await sql`update mails set try_at = desk_now() + ${PAUSES[mail.attempts]!}::interval, detail = detail || ${detail}::jsonb
      where id = ${mailId}`.execute(ctx.db)
    return false
  })
}
