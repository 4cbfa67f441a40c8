import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { AsDesk } from '../../context.ts'
import type { Fact } from '../../facts.ts'
import type { Desk } from '../../transaction.ts'
import type { Incoming } from '../mailboxes.contract.ts'
import { incomingProof } from '../proofs.ts'
import { AWAKE } from '../resting.ts'
import { type Box, openFolder } from './connecting.ts'
import { detailOf, faultOf, pauseAfter, worthTelling } from './fetching.rules.ts'
import { giveBack, type Lease, noteFailure, noteWatching, renewLease, takeLease } from './leases.ts'
import { answered, awake } from './pacing.ts'
import { takeNew } from './taking.ts'

/** Milliseconds: between looks for mailboxes; between looks for mail, also where the server has no IDLE or forgets to tell; how long it may be silent. */
export type Patience = { boxes: number; mail: number; silence: number }
const PATIENCE: Patience = { boxes: 2000, mail: 20_000, silence: 25_000 }
const RENEW_MS = 10_000
const COMPARE_MS = 3_600_000

/**
 * Fetches from every mailbox that is fetched from, each in a loop of its own, so that one that hangs delays no other. Several
 * processes share the mailboxes by leases: each is watched by one, and taken over within half a minute when that one dies.
 */
export function startFetching(desk: Desk, asDesk: AsDesk, patience: Patience = PATIENCE): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const holder = randomUUID()
  const watched = new Map<number, Watching>()
  const begin = (box: Known) => {
    const outdated = new AbortController()
    const until = AbortSignal.any([stopping.signal, outdated.signal])
    const over = watch({ desk, asDesk, patience, until }, box, holder).finally(() => watched.delete(box.id))
    watched.set(box.id, { version: box.version, leave: () => outdated.abort(), over })
  }
  const rounds = (async () => {
    while (!stopping.signal.aborted) {
      await boxes(desk)
        .then((all) =>
          all.forEach((box) => {
            const watching = watched.get(box.id)
            if (!watching) begin(box)
            // Its settings are other ones: nobody waits for a server it no longer leads to.
            else if (watching.version !== box.version) watching.leave()
          }),
        )
        .catch((err) => desk.log.error({ err }, 'the mailboxes could not be read; the next look tries again'))
      await pause(patience.boxes, stopping.signal)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await rounds
      await Promise.all([...watched.values()].map(({ over }) => over))
    },
  }
}

type Known = Omit<Box, 'proof'>
type Watching = { version: number; leave: () => void; over: Promise<void> }
type Round = { desk: Desk; asDesk: AsDesk; patience: Patience; until: AbortSignal }

export async function boxes({ db }: Desk): Promise<Known[]> {
  const rows = await db
    .selectFrom('mailboxes')
    .select(['id', 'address', 'version', 'incoming'])
    .where('active', '=', true)
    .where('incoming', 'is not', null)
    .where(AWAKE)
    .execute()
  return rows.map((row) => ({ ...row, incoming: row.incoming as Incoming }))
}

/** One mailbox until it fails, changes, is taken over, or the desk stops. Never throws. */
async function watch(round: Round, box: Known, holder: string) {
  const { desk, asDesk } = round
  let lease: Lease | null = null
  try {
    lease = await takeLease(desk, box.id, holder)
    if (!lease) return
    await watchHeld(round, box, lease)
    await giveBack(desk, lease)
  } catch (error) {
    desk.log.warn({ err: error, mailbox: box.id }, 'a mailbox could not be watched; it is tried again by itself')
    if (lease)
      await fail(desk, asDesk, lease, error).catch((err) => desk.log.error({ err }, 'the failure could not be noted'))
  }
}

async function watchHeld(round: Round, box: Known, lease: Lease) {
  const { desk, asDesk, patience, until } = round
  const proof = await incomingProof(desk, asDesk, box)
  const client = await openFolder({ ...box, proof }, patience.silence, until).catch((error) => {
    if (!until.aborted) throw error
  })
  if (!client) return
  const ending = new AbortController()
  const signal = AbortSignal.any([until, ending.signal])
  // Whoever cannot renew has been succeeded, or must read the mailbox's settings anew.
  const renewing = setInterval(async () => {
    if (!(await renewLease(desk, lease, box.version).catch(() => true))) ending.abort()
  }, RENEW_MS)
  // A loop that waits for a server that died would not notice the end: the closed connection makes its call fail.
  const close = () => client.close()
  signal.addEventListener('abort', close)
  try {
    await watchOpen(round, client, { ...box, proof }, lease, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    clearInterval(renewing)
    signal.removeEventListener('abort', close)
    client.close()
  }
}

async function watchOpen(
  { desk, asDesk, patience }: Round,
  client: ImapFlow,
  box: Box,
  lease: Lease,
  signal: AbortSignal,
) {
  let due = 0
  // Heard from the beginning: what comes in while mails are being taken would otherwise wait for the next look.
  const bell = { rung: false, ring: () => {} }
  client.on('exists', () => {
    bell.rung = true
    bell.ring()
  })
  client.once('close', () => bell.ring())
  while (!signal.aborted) {
    const whole = Date.now() >= due
    bell.rung = false
    await awake(client, patience.silence, () => takeNew(desk, asDesk, client, box, lease, whole))
    if (whole) due = Date.now() + COMPARE_MS
    const told = await noteWatching(desk, lease)
    lease.failures = 0
    if (told) await tell(asDesk, { type: 'mailbox.reached', mailboxId: box.id })
    if (!bell.rung) await news(client, bell, patience, signal)
  }
}

/** Waits until the server tells of something new, but not for ever; then makes sure that it is still there. */
async function news(client: ImapFlow, bell: { ring: () => void }, { mail, silence }: Patience, signal: AbortSignal) {
  const told = new AbortController()
  bell.ring = () => told.abort()
  if (client.capabilities.has('IDLE')) client.idle().catch(bell.ring)
  await pause(mail, AbortSignal.any([signal, told.signal]))
  bell.ring = () => {}
  if (!signal.aborted) await answered(client, silence)
}

async function fail(desk: Desk, asDesk: AsDesk, lease: Lease, error: unknown) {
  const fault = faultOf(error)
  const failures = lease.failures + 1
  const detail = detailOf(error)
  const worth = worthTelling(failures, fault)
  const news = await noteFailure(desk, lease, {
    fault,
    detail,
    failures,
    pause: pauseAfter(failures, fault),
    tell: worth,
  })
  if (news) await tell(asDesk, { type: 'mailbox.unreachable', mailboxId: lease.mailboxId, fault })
}

const tell = (asDesk: AsDesk, fact: Fact) => asDesk((ctx) => ctx.record(fact, async () => {}))

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => {})
