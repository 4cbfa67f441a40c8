import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AsDesk } from '../context.ts'
import type { Desk } from '../transaction.ts'
import { openFolder } from './fetching/connecting.ts'
import { detailOf, faultOf } from './fetching/fetching.rules.ts'
import { type Step, type StepResult, steps, testIncoming } from './fetching/testing.ts'
import type { Mailbox } from './mailboxes.contract.ts'
import { openWire, PATIENCE } from './outgoing/smtp.ts'
import { incomingProof, outgoingProof } from './proofs.ts'

export type Tried = Omit<StepResult, 'step'> & {
  way: 'incoming' | 'outgoing' | 'round_trip'
  step: Step | 'return'
}
const ROUND_TRIP_MS = 30_000
const LOOK_AGAIN_MS = 1500

/** Tries both ways of a mailbox as it is saved, and whether a mail to itself comes back; waits outside for up to a minute. */
export async function tryMailbox(desk: Desk, asDesk: AsDesk, box: Mailbox): Promise<Tried[]> {
  const ways: Tried[] = []
  // What is not secured is not said to be.
  const add = (way: 'incoming' | 'outgoing', results: StepResult[]) =>
    ways.push(
      ...results
        .filter(({ step, ok }) => step !== 'tls' || ok === false || box[way]?.security !== 'none')
        .map((result) => ({ ...result, way })),
    )
  if (box.incoming) add('incoming', await incoming(desk, asDesk, box))
  if (box.outgoing) add('outgoing', await outgoing(desk, asDesk, box))
  if (box.incoming && box.outgoing && ways.every(({ ok }) => ok))
    ways.push(await roundTrip(desk, asDesk, box).catch((error) => notReturned(detailOf(error), faultOf(plain(error)))))
  return ways
}

async function incoming(desk: Desk, asDesk: AsDesk, box: Mailbox): Promise<StepResult[]> {
  try {
    return await testIncoming(await folderOf(desk, asDesk, box))
  } catch (error) {
    return steps('incoming', error)
  }
}

async function outgoing(desk: Desk, asDesk: AsDesk, box: Mailbox): Promise<StepResult[]> {
  try {
    const wire = await wireOf(desk, asDesk, box)
    wire.close()
    return steps('outgoing', null)
  } catch (error) {
    return steps('outgoing', plain(error))
  }
}

/** The way out calls everything the network does ESOCKET: what it was stands in its words. */
function plain(error: unknown): unknown {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (code !== 'ESOCKET') return error
  const named = /\bE(?:CONN[A-Z]+|HOSTUNREACH|NETUNREACH|TIMEDOUT|PIPE)\b/.exec(message)?.[0]
  return { message, code: named ?? (/certificate|SSL routines/i.test(message) ? 'ETLS' : code) }
}

/** The mail bears our mark, so that the intake lets it pass as one of our own (intake/placing.ts). */
async function roundTrip(desk: Desk, asDesk: AsDesk, box: Mailbox): Promise<Tried> {
  const token = randomBytes(16).toString('hex')
  const messageId = `<${token}@${box.address.split('@')[1]}>`
  const lines = [
    ...[
      `From: <${box.address}>`,
      `To: <${box.address}>`,
      `Message-ID: ${messageId}`,
      `Date: ${new Date().toUTCString()}`,
    ],
    ...[
      'Subject: Ventanilla',
      'Auto-Submitted: auto-generated',
      `X-Loop: ${box.address}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      token,
      '',
    ],
  ]
  const wire = await wireOf(desk, asDesk, box)
  try {
    const raw = lines.join('\r\n')
    const { accepted, refused, failure } = await wire.send(
      { from: box.address, to: [box.address], size: raw.length },
      Readable.from([raw]),
      async () => {},
    )
    if (!accepted.length) return notReturned(failure?.text ?? refused[0]?.text ?? null, null)
  } finally {
    wire.close()
  }
  const client = await openFolder(await folderOf(desk, asDesk, box))
  try {
    for (const until = Date.now() + ROUND_TRIP_MS; Date.now() < until; await sleep(LOOK_AGAIN_MS)) {
      await client.noop()
      const found = await client.search({ header: { 'message-id': messageId } }, { uid: true })
      if (found && found.length > 0) return { way: 'round_trip', step: 'return', ok: true, detail: null, fault: null }
    }
  } finally {
    client.close()
  }
  return notReturned(null, 'not_returned')
}

const notReturned = (detail: string | null, fault: Tried['fault']): Tried => ({
  ...{ way: 'round_trip', step: 'return', ok: false, detail, fault },
})

async function folderOf(desk: Desk, asDesk: AsDesk, box: Mailbox) {
  const own = { id: box.id, address: box.address, version: box.version, incoming: box.incoming! }
  return { ...own, proof: await incomingProof(desk, asDesk, own) }
}

const wireOf = async (desk: Desk, asDesk: AsDesk, box: Mailbox) =>
  openWire(box, await outgoingProof(desk, asDesk, box), PATIENCE)
