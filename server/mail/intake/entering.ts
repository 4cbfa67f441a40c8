import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Kysely, sql } from 'kysely'
import { filesFolder } from '../../conversations/files.ts'
import type { DB } from '../../platform/db.types.ts'
import { storeFile } from '../../platform/files.ts'
import type { Desk } from '../../transaction.ts'
import type { MailSource } from '../contract.ts'
import { addressOf } from '../parsing/addresses.rules.ts'
import type { Hand } from './in-hand.ts'

/** Where in a mailbox a mail was seen (IMAP): the same bytes may be seen again under another number. */
export type Sighting = { uidValidity: number; uid: number; described: string }
export type Entry = {
  mailboxId: number
  source: MailSource
  sighting?: Sighting
  /** Those of the envelope's recipients that are this mailbox's, or an answer's; where it was handed over with one. */
  envelope?: string[]
}
export type Arriving = Entry & { raw: Buffer | Readable }
/** In the ledger; with its bytes, and in hand already, where whoever received it goes on with it. */
export type Received = { id: number; raw?: Buffer | null; hand?: Hand }

/** Larger mails lie in the file store, so that the database stays light. */
const IN_DATABASE = 1024 * 1024
/** Beyond this a mail is refused at the door, with nothing of it stored. */
export const MAIL_LIMIT = 100 * 1024 * 1024
/** Whoever hands a mail in takes it in at once; if they die, the round does after this long (taking-in.ts). */
const GRACE = '20 seconds'

/** Its row in the ledger, committed when this answers unless `db` is a transaction. The same bytes in the same mailbox are the same row. */
export async function enter(db: Kysely<DB>, mail: Entry, kept: Kept): Promise<number> {
  // Somebody else may have written the same row a moment ago: the next look sees it.
  let row = await enterNew(db, mail, kept)
  while (!row) row = (await entered(db, mail, kept)) ?? (await enterNew(db, mail, kept))
  if (mail.sighting) await noteSighting(db, mail, row.id)
  return row.id
}

function enterNew(db: Kysely<DB>, { mailboxId, source, envelope = [] }: Entry, { raw, storage, sha256, size }: Kept) {
  const recipients = fitToKeep(envelope)
  return db
    .insertInto('mails')
    .values({
      ...{ mailbox_id: mailboxId, source, sha256, size, raw, storage },
      received_at: sql<Date>`desk_now()`,
      try_at: sql<Date>`desk_now() + ${GRACE}::interval`,
      detail: JSON.stringify(recipients.length ? { envelope: recipients } : {}),
    })
    .onConflict((same) => same.columns(['mailbox_id', 'sha256']).doNothing())
    .returning('id')
    .executeTakeFirst()
}

const entered = (db: Kysely<DB>, { mailboxId }: Entry, { sha256 }: Kept) =>
  db
    .selectFrom('mails')
    .select('id')
    .where('mailbox_id', '=', mailboxId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()

/** After the mail it belongs to: whoever dies in between finds the same row again, and notes it then. */
const noteSighting = (db: Kysely<DB>, { mailboxId, sighting }: Entry, mailId: number) => {
  const { uidValidity, uid, described } = sighting!
  return db
    .insertInto('mail_sightings')
    .values({ mailbox_id: mailboxId, uid_validity: uidValidity, uid, mail_id: mailId, described })
    .onConflict((same) =>
      same.columns(['mailbox_id', 'uid_validity', 'uid']).doUpdateSet({ mail_id: mailId, described }),
    )
    .execute()
}

/** RFC 5321, 4.5.3.1: what is longer is no address. */
const fitToKeep = (envelope: string[]) =>
  [...new Set(envelope)].flatMap((address) => (address.length < 255 ? (addressOf(address) ?? []) : [])).slice(0, 100)

export type Kept = { raw: Buffer | null; storage: string | null; sha256: Buffer; size: number }

/** Takes the bytes whole: into the file store what is large, the rest into the hand, for the database. */
export async function keep(desk: Desk, raw: Buffer | Readable): Promise<Kept> {
  const { start, rest } = Buffer.isBuffer(raw) ? { start: raw, rest: null } : await startOf(raw)
  if (start.length <= IN_DATABASE && !rest)
    return { raw: start, storage: null, sha256: createHash('sha256').update(start).digest(), size: start.length }
  const whole = rest ? Readable.from(joined(start, rest)) : Readable.from([start])
  const stored = await storeFile(filesFolder(desk.config.dataDir), whole, MAIL_LIMIT)
  return { raw: null, storage: stored.storage, sha256: Buffer.from(stored.sha256, 'hex'), size: stored.size }
}

/** As much of a stream as the database would take; the rest, if there is more. */
async function startOf(stream: Readable): Promise<{ start: Buffer; rest: AsyncIterator<Buffer> | null }> {
  const chunks: Buffer[] = []
  const iterator: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
  for (let size = 0; size <= IN_DATABASE; ) {
    const { value, done } = await iterator.next()
    if (done) return { start: Buffer.concat(chunks), rest: null }
    chunks.push(value)
    size += value.length
  }
  return { start: Buffer.concat(chunks), rest: iterator }
}

async function* joined(start: Buffer, rest: AsyncIterator<Buffer>) {
  yield start
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
