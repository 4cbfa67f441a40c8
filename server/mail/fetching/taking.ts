import type { Readable } from 'node:stream'
import type { ImapFlow, SearchObject } from 'imapflow'
import { sql } from 'kysely'
import type { Desk } from '../../transaction.ts'
import { type Arriving, MAIL_LIMIT, receiveTogether } from '../intake/receiving.ts'
import { takeIn } from '../intake/taking-in.ts'
import type { AsDesk } from '../outgoing/sender.ts'
import type { Box } from './connecting.ts'
import { runs } from './fetching.rules.ts'
import { type Lease, noteComparison, noteProgress, readWatch } from './leases.ts'

/** Mails up to this size are fetched several at a time; larger ones stream, one by one. */
const SMALL = 1024 * 1024
const RUN = { count: 50, bytes: 4 * SMALL }
/** Mails decided at a time. */
const HANDS = 4
/** UIDs asked about at a time. */
const STRETCH = 500

/**
 * E1: takes in what is in the folder and not in the ledger. Each mail is stored durably first; only then is it marked as read on the
 * server; only then is its fate decided. `whole` holds the folder side by side with the ledger, which also finds what was missed: after
 * a change of UIDVALIDITY, after a crash, or because somebody moved it in. Answers how many were taken.
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
  const uidValidity = Number(folder.uidValidity)
  const renumbered = watch.uidValidity !== uidValidity
  const upTo = renumbered ? 0 : watch.upTo
  // What is in the folder now and not wanted (old, and read by somebody) is passed over for good.
  const last = Number(folder.uidNext) - 1
  const wanted = whole || renumbered ? await allWanted(client, watch.startedAt) : await newer(client, upTo)
  let taken = 0
  for (let i = 0; i < wanted.length; i += STRETCH) {
    const stretch = wanted.slice(i, i + STRETCH)
    const missing = await unsighted(desk, box.id, uidValidity, stretch)
    for (const run of runs(await sizes(client, missing, seconds(watch.startedAt)), RUN)) {
      await takeRun(desk, asDesk, client, box, uidValidity, run)
      taken += run.length
    }
    await noteProgress(desk, lease, uidValidity, Math.max(upTo, stretch.at(-1)!))
  }
  if (whole || renumbered) await noteProgress(desk, lease, uidValidity, Math.max(upTo, last, wanted.at(-1) ?? 0))
  if (whole) await noteComparison(desk, lease, wanted.length, upTo === 0 ? 0 : taken)
  return taken
}

/** What nobody has read yet, and all that came since we watch: a colleague who reads along in another program hides nothing from us. */
async function allWanted(client: ImapFlow, since: Date): Promise<number[]> {
  const unread = await found(client, { seen: false })
  // SINCE knows days of an unknown zone only: one day more is looked at, and the ledger knows what it has.
  const recent = await found(client, { since: new Date(since.getTime() - 86_400_000) })
  return [...new Set([...unread, ...recent])].sort((a, b) => a - b)
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

/** Mail servers tell time in whole seconds. */
const seconds = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000)

async function unsighted({ db }: Desk, mailboxId: number, uidValidity: number, uids: number[]): Promise<number[]> {
  if (!uids.length) return []
  const { rows } = await sql<{ uid: number }>`select uid from mail_sightings
    where mailbox_id = ${mailboxId} and uid_validity = ${uidValidity} and uid = any(${uids}::bigint[])`.execute(db)
  const known = new Set(rows.map(({ uid }) => uid))
  return uids.filter((uid) => !known.has(uid))
}

/**
 * Their sizes. SINCE knows whole days only: what arrived earlier that day, before we watched, and has been read by somebody is not ours.
 */
async function sizes(client: ImapFlow, uids: number[], since: Date): Promise<{ uid: number; size: number }[]> {
  if (!uids.length) return []
  const query = { uid: true, size: true, flags: true, internalDate: true } as const
  const found = await client.fetchAll(uids.join(','), query, { uid: true })
  return found
    .filter(({ flags, internalDate }) => !flags?.has('\\Seen') || new Date(internalDate ?? since) >= since)
    .map(({ uid, size }) => ({ uid, size: size ?? SMALL }))
    .sort((a, b) => a.uid - b.uid)
}

/** Stored, then marked as read, then decided; dying in between leaves it to the round (intake/taking-in.ts), with nothing doubled. */
async function takeRun(
  desk: Desk,
  asDesk: AsDesk,
  client: ImapFlow,
  box: Box,
  uidValidity: number,
  run: { uid: number; size: number }[],
) {
  const came = await fetched(client, run)
  const arriving = came.map(({ uid, raw }): Arriving => {
    return { mailboxId: box.id, source: 'imap', raw, sighting: { uidValidity, uid } }
  })
  const mailIds = await receiveTogether(desk, arriving)
  // What a server announced and did not hand over stays unread, and is looked for again by the next comparison.
  const uids = came.map(({ uid }) => uid).join(',')
  if (uids) await client.messageFlagsAdd(uids, ['\\Seen'], { uid: true })
  await Promise.all(Array.from({ length: HANDS }, () => decide(desk, asDesk, mailIds)))
}

async function fetched(
  client: ImapFlow,
  run: { uid: number; size: number }[],
): Promise<{ uid: number; raw: Buffer | Readable }[]> {
  const [{ uid, size }] = run as [(typeof run)[0]]
  if (size > SMALL) {
    // What is beyond the limit is kept as far as it goes, and held: it never stops the mailbox.
    const download = await client.download(String(uid), undefined, { uid: true, maxBytes: MAIL_LIMIT })
    return 'content' in download && download.content ? [{ uid, raw: download.content as Readable }] : []
  }
  const uids = run.map((each) => each.uid).join(',')
  const found = await client.fetchAll(uids, { uid: true, source: true }, { uid: true })
  return found.flatMap(({ uid, source }) => (source ? [{ uid, raw: source }] : []))
}

/** A mail that fails is noted, and tried again by the round; the others go on. */
async function decide(desk: Desk, asDesk: AsDesk, waiting: number[]) {
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await takeIn(desk, asDesk, id).catch(() => {})
}
