import type { ImapFlow, SearchObject } from 'imapflow'
import { sql } from 'kysely'
import type { AsDesk } from '../../context.ts'
import { failPoint } from '../../platform/fail-point.ts'
import type { Desk } from '../../transaction.ts'
import type { Arriving } from '../intake/receiving.ts'
import { receiveTogether, tellUnkept } from '../intake/receiving-together.ts'
import { takeIn } from '../intake/taking-in.ts'
import type { Box } from './connecting.ts'
import { type Beginning, isWary, numberingOf, oneByOne, runs } from './fetching.rules.ts'
import { type Announced, fetched, SMALL, sizes } from './fetching.ts'
import { type Lease, noteComparison, noteProgress, readWatch } from './leases.ts'

const RUN = { count: 50, bytes: 4 * SMALL }
/** Mails decided at a time. */
const HANDS = 4
/** UIDs asked about at a time. */
const STRETCH = 500

/**
 * E1: takes in what is in the folder and not in the ledger. Each mail is stored durably first; only then is it marked as read on the
 * server; only then is its fate decided. `whole` holds the folder side by side with the ledger, which also finds what was missed: after
 * a change of UIDVALIDITY, after a crash, or because somebody moved it in; and marks again what is kept and still unread. Answers how many were taken.
 */
export async function takeNew(
  desk: Desk,
  asDesk: AsDesk,
  client: ImapFlow,
  box: Box,
  lease: Lease,
  whole: boolean,
): Promise<number> {
  const folder = client.mailbox
  const watch = await readWatch(desk, lease)
  if (!folder || !watch) return 0
  const numbering = numberingOf(watch.place, folder.uidValidity)
  const renumbered = watch.numbering !== numbering
  const upTo = renumbered ? 0 : watch.upTo
  // What is in the folder now and not wanted is passed over for good.
  const last = Number(folder.uidNext) - 1
  const beginning = { ...watch, unreadSince: unreadSinceOf(box), oldUpTo: renumbered ? last : watch.oldUpTo }
  const { oldUpTo } = beginning
  const all = whole || renumbered ? await candidates(client, beginning) : null
  const wanted = all?.uids ?? (await newer(client, upTo))
  const wary = isWary(lease.failures)
  let taken = 0
  for (let i = 0; i < wanted.length; i += STRETCH) {
    const stretch = wanted.slice(i, i + STRETCH)
    const known = await sighted(desk, box.id, numbering, stretch)
    await markRead(
      client,
      stretch.filter((uid) => known.has(uid) && all?.unread.has(uid)),
    )
    const missing = stretch.filter((uid) => !known.has(uid))
    const announced = await sizes(client, missing, beginning, wary)
    for (const run of wary ? oneByOne(announced.given, lease.failures) : runs(announced.given, RUN)) {
      await takeRun(desk, asDesk, client, box, numbering, run, wary)
      taken += run.length
    }
    if (announced.refused) await tellUnkept(asDesk, box.id)
    await noteProgress(desk, lease, { numbering, upTo: Math.max(upTo, stretch.at(-1)!), oldUpTo })
  }
  if (all) await noteProgress(desk, lease, { numbering, upTo: Math.max(upTo, last, wanted.at(-1) ?? 0), oldUpTo })
  if (whole) await noteComparison(desk, lease, wanted.length, upTo === 0 ? 0 : taken)
  return taken
}

const unreadSinceOf = ({ incoming: { unreadSince } }: Box) => (unreadSince ? new Date(unreadSince) : null)

/** All that may be ours (isOurs), and which of it nobody has read. SINCE knows days of an unknown zone only: one day more is looked at. */
async function candidates(client: ImapFlow, { startedAt, unreadSince, oldUpTo }: Beginning) {
  const dayBefore = (at: Date) => new Date(at.getTime() - 86_400_000)
  const recent = await found(client, { since: dayBefore(startedAt) })
  const waiting = await found(client, { seen: false, since: dayBefore(unreadSince ?? startedAt) })
  const movedIn = (await found(client, { seen: false, uid: `${oldUpTo + 1}:*` })).filter((uid) => uid > oldUpTo)
  const unread = new Set([...waiting, ...movedIn])
  return { uids: [...new Set([...recent, ...unread])].sort((a, b) => a - b), unread }
}

/** `n:*` always names the last mail, also an old one. */
const newer = async (client: ImapFlow, upTo: number) =>
  (await found(client, { uid: `${upTo + 1}:*` })).filter((uid) => uid > upTo).sort((a, b) => a - b)

/** A search that the server refuses, or that the line did not live to ask, has not found nothing: it has failed. */
async function found(client: ImapFlow, question: SearchObject): Promise<number[]> {
  const uids = await client.search(question, { uid: true })
  if (!uids) throw new Error('The server does not search the folder.')
  return uids
}

/** Which of them the ledger has. */
async function sighted({ db }: Desk, mailboxId: number, numbering: number, uids: number[]): Promise<Set<number>> {
  const { rows } = await sql<{ uid: number }>`select uid from mail_sightings
    where mailbox_id = ${mailboxId} and uid_validity = ${numbering} and uid = any(${uids}::bigint[])`.execute(db)
  return new Set(rows.map(({ uid }) => uid))
}

/** A server that refuses leaves them unread: they are known all the same, and the next comparison marks them again. */
async function markRead(client: ImapFlow, uids: number[]) {
  if (uids.length) await client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true })
}

/** Stored, then marked as read, then decided; dying in between leaves it to the round (intake/taking-in.ts), with nothing doubled. */
async function takeRun(
  desk: Desk,
  asDesk: AsDesk,
  client: ImapFlow,
  box: Box,
  numbering: number,
  run: Announced[],
  wary: boolean,
) {
  const { given: came, refused } = await fetched(client, run, wary)
  if (refused) await tellUnkept(asDesk, box.id)
  const arriving = came.map(({ uid, raw }): Arriving => {
    return { mailboxId: box.id, source: 'imap', raw, sighting: { uidValidity: numbering, uid } }
  })
  const mailIds = await receiveTogether(desk, asDesk, arriving)
  failPoint('after-store-before-seen')
  // What a server announced and did not hand over, or we could not keep, stays unread, and is looked for again by the next comparison.
  await markRead(
    client,
    came.filter((_, n) => mailIds[n] !== null).map(({ uid }) => uid),
  )
  failPoint('after-seen-before-decide')
  const waiting = mailIds.filter((id) => id !== null)
  await Promise.all(Array.from({ length: HANDS }, () => decide(desk, asDesk, waiting)))
}

/** A mail that fails is noted, and tried again by the round; the others go on. */
async function decide(desk: Desk, asDesk: AsDesk, waiting: number[]) {
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await takeIn(desk, asDesk, id).catch(() => {})
}
