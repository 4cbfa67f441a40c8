import { ImapFlow } from 'imapflow'
import type { Incoming } from '../mailboxes.contract.ts'
import type { Proof } from '../proofs.ts'
import { inTime } from './pacing.ts'

/** A mailbox as the one who fetches from it knows it. */
export type Box = { id: number; address: string; version: number; incoming: Incoming; proof: Proof | null }

/** Silence of the server for so long ends the connection: a hang costs less than a minute (issue: resumed by itself ≤ 60 s). */
const SILENCE_MS = 25_000
/** No mail is larger: what a server announces beyond is refused before it is read. */
const LARGEST = 200 * 1024 * 1024

/**
 * Connects, signs in and opens the folder; or throws what went wrong (faultOf names it), with nothing left open. TLS is verified, and
 * `starttls` means it: a server that does not offer it gets no password. All of it ends in time, also where the server is never silent,
 * and at once where nobody waits for it any more (`until`).
 */
export async function openFolder(
  { incoming, proof }: Box,
  silence = SILENCE_MS,
  until?: AbortSignal,
): Promise<ImapFlow> {
  const { host, port, security, folder } = incoming
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    ...(proof && { auth: proof }),
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    ...{ connectionTimeout: silence, greetingTimeout: silence, socketTimeout: silence },
    maxLiteralSize: LARGEST,
    maxResponseSize: 2 * LARGEST,
    clientInfo: { name: 'Ventanilla' },
  })
  // Told again by the call that fails; unheard it would end the process.
  client.on('error', () => {})
  const leave = () => client.close()
  until?.addEventListener('abort', leave)
  try {
    until?.throwIfAborted()
    await inTime(client, 2 * silence, async () => {
      await client.connect()
      await client.mailboxOpen(folder).catch((error) => {
        // Refused by a server that goes on talking: it is the folder.
        throw client.usable && error.responseStatus ? Object.assign(error, { mailboxMissing: true }) : error
      })
      if (client.mailbox) numbered(client.mailbox.uidValidity)
    })
    return client
  } catch (error) {
    client.close()
    throw error
  } finally {
    until?.removeEventListener('abort', leave)
  }
}

/** RFC 3501, 2.3.1.1: a 32-bit number; without it UIDs mean nothing the next time. */
function numbered(uidValidity: bigint | undefined) {
  if (typeof uidValidity === 'bigint' && uidValidity < 2n ** 32n) return
  throw Object.assign(new Error(`UIDVALIDITY: ${uidValidity ?? '-'}`), { unnumbered: true })
}
