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
import { incomingProof, outgoingProof, type Proof } from './proofs.ts'

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

const incoming = (desk: Desk, asDesk: AsDesk, box: Mailbox) =>
  asFarAsItGets('incoming', incomingProof(desk, asDesk, { ...box, incoming: box.incoming! }), (proof) =>
    testIncoming({ ...folderOf(box), proof }),
  )

const outgoing = (desk: Desk, asDesk: AsDesk, box: Mailbox) =>
  asFarAsItGets('outgoing', outgoingProof(desk, asDesk, box), async (proof) =>
    (await openWire(box, proof, PATIENCE)).close(),
  )

/** Without its password, or a token, a mailbox is tried up to the login. */
async function asFarAsItGets(
  way: 'incoming' | 'outgoing',
  proving: Promise<Proof | null>,
  attempt: (proof: Proof | null) => Promise<void>,
): Promise<StepResult[]> {
  const [proof, unproven] = await proving.then(
    (found) => [found, null],
    (error) => [null, error],
  )
  return attempt(proof).then(
    () => steps(way, null, unproven),
    (error) => steps(way, plain(error), unproven),
  )
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
  const wire = await openWire(box, await outgoingProof(desk, asDesk, box), PATIENCE)
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
  const folder = folderOf(box)
  const client = await openFolder({ ...folder, proof: await incomingProof(desk, asDesk, folder) })
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

const folderOf = ({ id, address, version, incoming }: Mailbox) => ({ id, address, version, incoming: incoming! })
