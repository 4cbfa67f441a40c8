import { parentPort } from 'node:worker_threads'
import { mailTexts } from '../texts.ts'
import { type ParsedMail, type Unreadable, UnreadableMail } from './parsed-mail.ts'
import { readMail } from './reading.ts'

/** One mail at a time, in a thread that can be killed with whatever a mail has done to it. */
export type Task = { id: number; raw: Uint8Array; own: string[] }
export type Outcome = { id: number } & ({ mail: ParsedMail } | { reason: Unreadable; detail: string })

const replyMarks = Object.values(mailTexts).map(({ mail }) => mail.reply_above)

parentPort?.on('message', ({ id, raw, own }: Task) => {
  const outcome = outcomeOf(id, Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), own)
  parentPort?.postMessage(outcome, handedOver(outcome, raw))
})

/** Big attachments change hands instead of being copied: those that own their memory. */
function handedOver(outcome: Outcome, raw: Uint8Array): ArrayBuffer[] {
  if (!('mail' in outcome)) return []
  const owned = outcome.mail.parts
    .filter(({ content }) => content.length >= 64 * 1024 && content.length === content.buffer.byteLength)
    .map(({ content }) => content.buffer as ArrayBuffer)
  return [...new Set(owned)].filter((buffer) => buffer !== raw.buffer)
}

function outcomeOf(id: number, raw: Buffer, own: string[]): Outcome {
  try {
    return { id, mail: readMail(raw, { own, replyMarks }) }
  } catch (error) {
    if (error instanceof UnreadableMail) return { id, reason: error.reason, detail: error.detail }
    return { id, reason: 'unreadable', detail: error instanceof Error ? error.message.slice(0, 500) : 'unknown' }
  }
}
