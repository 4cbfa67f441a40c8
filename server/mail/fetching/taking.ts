import type { ImapFlow, MailboxObject, SearchObject } from 'imapflow'
import { sql } from 'kysely'
import type { AsDesk } from '../../context.ts'
import { failPoint } from '../../platform/fail-point.ts'
import type { Desk } from '../../transaction.ts'
import { type Kept, keep, type Received } from '../intake/entering.ts'
import { receiveTogether } from '../intake/receiving.ts'
import { takeIn } from '../intake/taking-in.ts'
import type { Box } from './connecting.ts'
import { type Beginning, isWary, numberingOf, runs } from './fetching.rules.ts'
import { type Announced, fetched, SMALL, sizes } from './fetching.ts'
import { type Lease, noteComparison, noteProgress, readWatch } from './leases.ts'
import { forgetUnkept, noteUnkept, type Place, unkeptMails } from './unkept.ts'

const RUN = { count: 50, bytes: 4 * SMALL, together: SMALL }
/** Mails decided at a time: enough of them for two transactions that several share (intake/deciding.ts). */
const HANDS = 16
/** UIDs asked about at a time. */
const STRETCH = 500
const NOT_GIVEN = 'The server does not hand it over.'
const NOT_KEPT = 'The database refuses it.'

/** A folder whose mails are being taken. `suspect`: something broke at this mail, or may have: it goes alone. */
type Folder = {
  desk: Desk
  asDesk: AsDesk
  client: ImapFlow
  place: Place
  suspect(uid: number): boolean
  unkept(uids: number[], error: unknown): Promise<void>
}

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
  const opened = client.mailbox
  const watch = await readWatch(desk, lease)
  if (!opened || !watch) return 0
  const numbering = numberingOf(watch.place, opened.uidValidity)
  const renumbered = watch.numbering !== numbering
  const upTo = renumbered ? 0 : watch.upTo
  // What is in the folder now and not wanted is passed over for good.
  const last = whole || renumbered ? await lastOf(client, opened) : 0
  const beginning = { ...watch, unreadSince: unreadSinceOf(box), oldUpTo: renumbered ? last : watch.oldUpTo }
  const { oldUpTo } = beginning
  const place = { mailboxId: box.id, numbering }
  const all = whole || renumbered ? await candidates(client, beginning) : null
  const failed = await unkeptMails(desk, place)
  const wanted = inTheirTime(all?.uids ?? (await newer(client, upTo)), failed)
  const broke: number[] = []
  const folder: Folder = {
    ...{ desk, asDesk, client, place },
    suspect: (uid) => isWary(lease.failures) || failed.has(uid),
    unkept: (uids, error) => {
      broke.push(...uids)
      return noteUnkept(asDesk, place, uids, error)
    },
  }
  let taken = 0
  let seenUpTo = all ? last : upTo
  for (let i = 0; i < wanted.length; i += STRETCH) {
    const stretch = await takeStretch(folder, wanted.slice(i, i + STRETCH), beginning, all?.unread)
    taken += stretch.taken
    seenUpTo = Math.max(seenUpTo, stretch.upTo)
    await noteProgress(desk, lease, { numbering, upTo: seenUpTo, oldUpTo })
  }
  const over = wanted.filter((uid) => failed.has(uid) && !broke.includes(uid))
  if (over.length || renumbered) await forgetUnkept(desk, place, over)
  if (all) await noteProgress(desk, lease, { numbering, upTo: seenUpTo, oldUpTo })
  if (whole) await noteComparison(desk, lease, wanted.length, upTo === 0 ? 0 : taken)
  return taken
}

/**
 * The highest UID in the folder. Servers are believed no further than both of their words for it reach, the announced one, where they give
 * it, and what they find: whatever came under a number that has been passed over would wait for the next comparison.
 */
async function lastOf(client: ImapFlow, { exists, uidNext }: MailboxObject): Promise<number> {
  if (!exists) return 0
  const highest = Math.max(0, ...(await found(client, { uid: '*' })))
  return uidNext ? Math.min(highest, uidNext - 1) : highest
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

/** What failed before waits for its time, wherever it stands; then it is asked for again. */
function inTheirTime(uids: number[], failed: Map<number, boolean>): number[] {
  const due = [...failed].filter(([, now]) => now).map(([uid]) => uid)
  return [...new Set([...uids.filter((uid) => !failed.has(uid)), ...due])].sort((a, b) => a - b)
}

/**
 * What is suspect comes last, and alone: whatever breaks at it, the others are kept by then. `upTo`: how far the server has described what
 * it found; a number it only names is passed over by nobody.
 */
async function takeStretch(folder: Folder, stretch: number[], beginning: Beginning, unread?: Set<number>) {
  const { desk, client, place, suspect } = folder
  const known = await sighted(desk, place, stretch)
  const { anew, unsaid } = await numberedAnew(folder, known, beginning, unread)
  const unmarked = stretch.filter((uid) => known.has(uid) && unread?.has(uid) && !anew.has(uid) && !unsaid.has(uid))
  await markRead(client, unmarked)
  const missing = stretch.filter((uid) => !known.has(uid) || anew.has(uid))
  const { given, refused, upTo } = await sizes(client, missing, beginning, suspect)
  await folder.unkept(refused, NOT_GIVEN)
  const [alone, together] = [given.filter(({ uid }) => suspect(uid)), given.filter(({ uid }) => !suspect(uid))]
  for (const run of runs(together, RUN)) await takeRun(folder, run)
  for (const one of alone) await takeAlone(folder, one)
  return { taken: given.length, upTo: Math.max(upTo, ...refused, ...known.keys()) }
}

/**
 * A mailbox restored from a copy gives its numbers anew, under the same UIDVALIDITY: other mails stand where the ledger has known ones. Such
 * a one is new, and unread, or beyond how far we had come: nothing is marked as read there that the server describes otherwise than before, or
 * not at all (`unsaid`). What was never described is fetched once more: the same bytes are the same row.
 */
async function numberedAnew(
  { client }: Folder,
  known: Map<number, string | null>,
  beginning: Beginning,
  unread?: Set<number>,
) {
  const doubtful = [...known.keys()].filter((uid) => !unread || unread.has(uid))
  const { given, refused } = await sizes(client, doubtful, beginning, () => true)
  const anew = given.filter(({ uid, described }) => described !== known.get(uid)).map(({ uid }) => uid)
  return { anew: new Set(anew), unsaid: new Set(refused) }
}

/** Which of them the ledger has, and how they were described when it took them; null of those that came before this was noted. */
async function sighted({ db }: Desk, { mailboxId, numbering }: Place, uids: number[]) {
  const { rows } = await sql<{ uid: number; described: string | null }>`select uid, described from mail_sightings
    where mailbox_id = ${mailboxId} and uid_validity = ${numbering} and uid = any(${uids}::bigint[])`.execute(db)
  return new Map(rows.map(({ uid, described }) => [uid, described]))
}

/** A server that refuses leaves them unread: they are known all the same, and the next comparison marks them again. */
async function markRead(client: ImapFlow, uids: number[]) {
  if (uids.length) await client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true })
}

async function takeRun(folder: Folder, run: Announced[]) {
  await take(folder, await handedOver(folder, run))
}

/** E1: what breaks at a mail that goes alone is that mail's: it is noted for later, and the others pass. */
async function takeAlone(folder: Folder, one: Announced) {
  let came: HandedOver[]
  try {
    came = await handedOver(folder, [one])
  } catch (error) {
    await folder.unkept([one.uid], error)
    if (folder.client.usable) return
    throw error
  }
  await take(folder, came)
}

type HandedOver = { uid: number; described: string; kept: Kept }

/** Their bytes, whole. */
async function handedOver({ desk, client, unkept }: Folder, run: Announced[]): Promise<HandedOver[]> {
  const { given, refused } = await fetched(client, run)
  await unkept(refused, NOT_GIVEN)
  const described = new Map(run.map((each) => [each.uid, each.described]))
  return Promise.all(
    given.map(async ({ uid, raw }) => ({ uid, described: described.get(uid)!, kept: await keep(desk, raw) })),
  )
}

/** Stored, then marked as read, then decided; dying in between leaves it to the round (intake/taking-in.ts), with nothing doubled. */
async function take({ desk, asDesk, client, place, unkept }: Folder, came: HandedOver[]) {
  const { mailboxId, numbering } = place
  const arriving = came.map(({ uid, described, kept }) => {
    return { mailboxId, source: 'imap' as const, sighting: { uidValidity: numbering, uid, described }, kept }
  })
  const mailIds = await receiveTogether(desk, asDesk, arriving)
  failPoint('after-store-before-seen')
  // What a server announced and did not hand over stays unread, and is looked for again by the next comparison.
  const [stored, refused] = [came.filter((_, n) => mailIds[n] !== null), came.filter((_, n) => mailIds[n] === null)]
  await unkept(
    refused.map(({ uid }) => uid),
    NOT_KEPT,
  )
  await markRead(
    client,
    stored.map(({ uid }) => uid),
  )
  failPoint('after-seen-before-decide')
  const waiting = came.flatMap(({ kept: { raw } }, n) => (mailIds[n] === null ? [] : [{ id: mailIds[n]!, raw }]))
  await Promise.all(Array.from({ length: HANDS }, () => decide(desk, asDesk, waiting)))
}

/** A mail that fails is noted, and tried again by the round; the others go on. */
async function decide(desk: Desk, asDesk: AsDesk, waiting: Received[]) {
  for (let mail = waiting.shift(); mail; mail = waiting.shift()) await takeIn(desk, asDesk, mail).catch(() => {})
}
