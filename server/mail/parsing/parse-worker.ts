import { mailTexts } from '../texts.ts'
import type { ParsedMail } from './parsed-mail.ts'
import { readMail } from './reading.ts'
import { workInThread } from './threads.ts'

export type About = { own: string[] }

const replyMarks = Object.values(mailTexts).map(({ mail }) => mail.reply_above)

workInThread((raw, { own }: About) => readMail(raw, { own, replyMarks }), bigParts)

/** Big attachments: those that own their memory. */
function bigParts({ parts }: ParsedMail): ArrayBuffer[] {
  const owned = parts
    .filter(({ content }) => content.length >= 64 * 1024 && content.length === content.buffer.byteLength)
    .map(({ content }) => content.buffer as ArrayBuffer)
  return [...new Set(owned)]
}
