import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { textOf } from '../../conversations/previews.rules.ts'
import { called } from '../../platform/addresses.ts'
import { Refusal } from '../../platform/errors.ts'
import { readFileStream } from '../../platform/files.ts'
import { headRead } from '../intake/heading.ts'
import type { Original } from '../intake/ledger.queries.ts'
import { type ParsedMail, UnreadableMail } from '../parsing/parsed-mail.ts'
import { parseMail } from '../parsing/parsing.ts'
import { storableText } from '../parsing/storable.rules.ts'
import type { Head } from './contract.ts'
import { invitationIn } from './invitations.rules.ts'

/** Of its own, so that no backlog of mails is waited for. */
const LANE = 'console'
/** What is read of a mail that came as a file: its words stand before what it encloses. */
const MOST = 10 * 1024 * 1024
const MOST_TEXT = 200_000
const MOST_CALENDAR = 256 * 1024

/** E1: a mail's own account of itself, decoded for people and as it stands. */
export const headIn = (folder: string, { raw, storage }: Original): Promise<Head> =>
  readable(async () => headOf(await headRead(raw ?? readFileStream(folder, storage!), LANE)))

/** S11: a mail that came along as a file, as one reads a mail. */
export async function enclosedIn(folder: string, storage: string) {
  const { bytes, whole } = await beginningOf(join(folder, storage))
  const mail = await readable(() => parseMail(bytes, { lane: LANE }))
  return {
    ...headOf(mail),
    text: mail.text.slice(0, MOST_TEXT).toWellFormed(),
    files: mail.parts.map(({ filename }) => filename),
    whole: whole && mail.text.length <= MOST_TEXT,
  }
}

const headOf = ({ from, replyTo, to, cc, date, subject, messageId, headers }: ParsedMail): Head => ({
  ...{ date, subject, messageId, headers },
  from: from && called(from),
  ...{ replyTo: replyTo.map(called), to: to.map(called), cc: cc.map(called) },
})

/** S10: an invitation that came along. */
export async function invitationAt(folder: string, storage: string) {
  const { bytes } = await beginningOf(join(folder, storage), MOST_CALENDAR)
  return { invitation: invitationIn(storableText(textOf(bytes), MOST_CALENDAR)) }
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof UnreadableMail) throw new Refusal(422, 'unreadable_mail')
    throw error
  }
}

async function beginningOf(path: string, most = MOST): Promise<{ bytes: Buffer; whole: boolean }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, most)), 0, Math.min(size, most), 0)
    return { bytes: buffer.subarray(0, bytesRead), whole: size <= most }
  } finally {
    await file.close()
  }
}
