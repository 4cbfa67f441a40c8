import { mailTexts } from '../texts.ts'
import type { ParsedMail } from './parsed-mail.ts'
import { readMail } from './reading.ts'
import { workInThread } from './threads.ts'

export type About = { own: string[] }

const replyMarks = Object.values(mailTexts).map(({ mail }) => mail.reply_above)

workInThread((raw, { own }: About) => readMail(raw, { own, replyMarks }), bigParts)

/** Big attachments that own their memory, and those that are a piece of the mail, with all of it. */
function bigParts({ parts }: ParsedMail, raw: Buffer): ArrayBuffer[] {
  const moved = parts
    .map(({ content }) => content)
    .filter(({ buffer, length }) => buffer === raw.buffer || (length >= 64 * 1024 && length > buffer.byteLength * 0.9))
  return [...new Set(moved.map(({ buffer }) => buffer as ArrayBuffer))]
}
