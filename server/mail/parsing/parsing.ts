import type { About } from './parse-worker.ts'
import { type ParsedMail, type ParseOptions, UnreadableMail } from './parsed-mail.ts'
import { threads } from './threads.ts'

/** What is larger is kept, and read by nobody: whoever holds the bytes elsewhere need not fetch them. */
export const MAX_BYTES = 50 * 1024 * 1024
const TIMEOUT_MS = 20_000

const read = threads<About, ParsedMail>(new URL('./parse-worker.ts', import.meta.url), 2)

/** What the desk understands of a raw mail (issue 4.3), read in a thread of its own. */
export async function parseMail(raw: Buffer, options: ParseOptions = {}): Promise<ParsedMail> {
  const { own = [], lane = '', maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS } = options
  if (raw.length > maxBytes) throw new UnreadableMail('too_large', `${raw.length} > ${maxBytes} bytes`)
  return received(await read(raw, { own }, { lane, timeoutMs }))
}

/** Between threads a Buffer travels as bare bytes. */
const received = (mail: ParsedMail): ParsedMail => ({
  ...mail,
  parts: mail.parts.map((part) => ({
    ...part,
    content: Buffer.from(part.content.buffer, part.content.byteOffset, part.content.byteLength),
  })),
})
