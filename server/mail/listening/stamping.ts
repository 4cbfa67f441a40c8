import type { Readable } from 'node:stream'
import type { SMTPServerSession } from 'smtp-server'

/** A head is rarely a hundredth of this; what goes on longer is judged by so much of it. */
const HEAD = 64 * 1024
const HEAD_ENDS = /\r?\n\r?\n/
const NAMED = /^(?:date|message-id)[ \t]*:/im

/**
 * A mail as it comes; below `line` where it has neither date nor Message-ID: a device says the same words again, and nothing in them would
 * tell the second alarm from the first one, handed over twice. Never ends the stream it reads: who hands over waits for our answer.
 */
export async function* stamped(mail: Readable, line: string): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0)
  for await (const chunk of mail.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (!head) {
      yield chunk
      continue
    }
    head = Buffer.concat([head, chunk])
    const whole = head.toString('latin1')
    const end = whole.search(HEAD_ENDS)
    if (end < 0 && head.length < HEAD) continue
    yield* stampedHead(head, end < 0 ? whole : whole.slice(0, end), line)
    head = null
  }
  if (head?.length) yield* stampedHead(head, head.toString('latin1'), line)
}

function* stampedHead(start: Buffer, head: string, line: string): Generator<Buffer> {
  if (!NAMED.test(head)) yield Buffer.from(line)
  yield start
}

/**
 * RFC 5321, 4.4: who brought it, and when, as whoever takes a mail over writes it. Not as `from`, which would be one hop more to whoever
 * looks for what the site's own server found out (intake/authentication.rules.ts): that server has told whence it came.
 */
export function receivedLine({ id, transaction, remoteAddress }: Peer, by: string, protocol: string): string {
  const peer = remoteAddress.includes(':') ? `IPv6:${remoteAddress}` : remoteAddress
  const at = new Date().toUTCString().replace('GMT', '+0000')
  return `Received: by ${by} (from [${peer}]) with ${protocol.toUpperCase()} id ${id}.${transaction}; ${at}\r\n`
}

type Peer = Pick<SMTPServerSession, 'id' | 'transaction' | 'remoteAddress'>
