import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { filesFolder } from '../../conversations/files.ts'
import { readFileStream } from '../../platform/files.ts'
import type { Desk } from '../../transaction.ts'
import { type ParsedMail, UnreadableMail } from '../parsing/parsed-mail.ts'
import { parseMail } from '../parsing/parsing.ts'

export type Head = { from?: string; subject?: string }

/** More than any server lets pass. */
const MOST = 256 * 1024

/** Who wrote a held mail and about what, for whoever has to decide about it. It is held all the same where that cannot be read, or kept. */
export async function noteHead(desk: Desk, mailId: number) {
  await readAndNote(desk, mailId).catch((err) =>
    desk.log.warn({ err, mailId }, 'the head of a held mail cannot be read'),
  )
}

async function readAndNote({ db, config }: Desk, mailId: number) {
  const { raw, storage, source } = await db
    .selectFrom('mails')
    .select(['raw', 'storage', 'source'])
    .where('id', '=', mailId)
    .executeTakeFirstOrThrow()
  const { from, subject } = await headOf(raw ?? readFileStream(filesFolder(config.dataDir), storage!), source)
  await sql`update mails set from_address = ${from ?? null}, subject = ${subject ?? null}
    where id = ${mailId} and outcome = 'held' and from_address is null`.execute(db)
}

/**
 * What a mail that cannot be read whole says of itself in its head, for whoever has to decide about it in the ledger: it proves nothing.
 * Says nothing where not even that can be read.
 */
export async function headOf(mail: Buffer | Readable, lane: string): Promise<Head> {
  try {
    const { from, subject } = await headRead(mail, lane)
    return { from: from?.address.toLowerCase(), subject }
  } catch (error) {
    if (error instanceof UnreadableMail) return {}
    throw error
  }
}

/** A mail's head alone, read as the head of any mail is. */
export async function headRead(mail: Buffer | Readable, lane: string): Promise<ParsedMail> {
  const start = Buffer.isBuffer(mail) ? mail.subarray(0, MOST) : await startOf(mail)
  return parseMail(Buffer.from(withoutBody(start)), { lane })
}

async function startOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MOST) break
  }
  return Buffer.concat(chunks).subarray(0, MOST)
}

function withoutBody(start: Buffer): Buffer {
  const ends = ['\r\n\r\n', '\n\n'].map((gap) => start.indexOf(gap)).filter((at) => at >= 0)
  return ends.length ? start.subarray(0, Math.min(...ends)) : start
}
