import { setTimeout as sleep } from 'node:timers/promises'
import type { AsDesk } from '../../context.ts'
import { failPoint } from '../../platform/fail-point.ts'
import type { Desk } from '../../transaction.ts'
import { outgoingProof } from '../proofs.ts'
import { type Claim, claimNext, dueMailboxes, giveLastWord, LEASE_SECONDS, renew } from './claiming.ts'
import { mimeOf } from './mime.ts'
import { type Attempt, LOST, readFailure, type SmtpError } from './outcome.rules.ts'
import { type Parcel, parcel } from './parcel.queries.ts'
import { settleMail } from './settling-mail.ts'
import { openWire, PATIENCE, type Patience, type Wire } from './smtp.ts'

export type Sender = {
  /** Starts sending what is due, and does not wait for it: a server that hangs holds up its own mailbox alone. */
  round(): Promise<void>
  /** Waits until nothing more is due. */
  idle(): Promise<void>
  /** Takes up nothing more, and waits for what is on the wire. */
  close(): Promise<void>
}

/** Conversations at once with one server; more would look like a flood to it. */
const LANES = 3

/** Issue 4.6: sends what is due, mailbox by mailbox. Any number of processes may do so at once: each mail is claimed by one. */
export function openSender(desk: Desk, asDesk: AsDesk, patience: Patience = PATIENCE): Sender {
  const lanes = new Map<number, Set<Promise<void>>>()
  const closing = new AbortController()

  function start(mailboxId: number) {
    const own = lanes.get(mailboxId) ?? new Set()
    lanes.set(mailboxId, own)
    const lane = sendAll({ desk, asDesk, patience, closing: closing.signal }, mailboxId)
      .catch((err) => desk.log.error({ err, mailboxId }, 'sending failed; the next round tries again'))
      .finally(() => own.delete(lane))
    own.add(lane)
  }
  const running = () => [...lanes.values()].flatMap((own) => [...own])
  return {
    async round() {
      // Those under way may be held up by their server for as long as it thinks one mail over: what is due does not wait for them.
      for (const { id, due } of await dueMailboxes(desk.db))
        for (let left = Math.min(LANES - (lanes.get(id)?.size ?? 0), due); left > 0; left--) start(id)
    },
    async idle() {
      while (running().length) await Promise.all(running())
    },
    async close() {
      closing.abort()
      await Promise.all(running())
    },
  }
}

type Round = { desk: Desk; asDesk: AsDesk; patience: Patience; closing: AbortSignal }

/** One conversation: mail after mail until nothing is due, or the mailbox is in trouble. */
async function sendAll(round: Round, mailboxId: number) {
  const { desk, asDesk, closing } = round
  let wire: Wire | null = null
  try {
    while (!closing.aborted) {
      const claim = await asDesk((ctx) => claimNext(ctx, mailboxId))
      if (!claim) return
      const mail = await parcel(desk.db, claim.id)
      if (!mail) throw new Error(`Outgoing mail ${claim.id} belongs to no e-mail that may be sent.`)
      if (claim.lost) {
        await keepOutcome(round, claim, mail, LOST)
        continue
      }
      const renewing = setInterval(() => void renew(desk.db, claim).catch(() => {}), (LEASE_SECONDS * 1000) / 3)
      try {
        if (wire?.broken) wire = null
        const opened: Wire | SmtpError = wire ?? (await open(round, mail))
        wire = 'send' in opened ? opened : null
        const attempt = 'send' in opened ? await sendOn(opened, claim, mail, desk) : readFailure(opened, 'opening')
        failPoint('after-data-before-noted')
        await keepOutcome(round, claim, mail, attempt)
        // After a refusal the server may still be in the middle of that mail: the next begins a conversation of its own.
        if (attempt.failure || !attempt.accepted.length) {
          wire?.close()
          wire = null
        }
        if (attempt.failure?.of === 'mailbox') return
      } finally {
        clearInterval(renewing)
      }
    }
  } finally {
    wire?.close()
  }
}

async function open({ desk, asDesk, patience }: Round, { mailbox }: Parcel): Promise<Wire | SmtpError> {
  if (!mailbox.active || !mailbox.outgoing) return { message: 'Nothing is sent by this mailbox any more.' }
  return outgoingProof(desk, asDesk, mailbox)
    .then((proof) => openWire(mailbox, proof, patience))
    .catch((error: SmtpError) => error)
}

/** A mail that cannot be put together (a file that is gone) waits and fails in its time like one that cannot be delivered. */
async function sendOn(wire: Wire, claim: Claim, mail: Parcel, desk: Desk): Promise<Attempt> {
  try {
    const { envelope, message } = await mimeOf(mail, desk.config.dataDir)
    failPoint('before-data')
    return await wire.send(envelope, message, () => sayLastWord(desk, claim))
  } catch (err) {
    desk.log.error({ err, outgoingId: mail.id }, 'a mail could not be put together')
    return {
      accepted: [],
      refused: [],
      failure: { of: 'mail', permanent: false, doubt: false, text: (err as Error).message },
    }
  }
}

/** Without the database's word that the mail is still ours no server gets it whole: another may be sending it, or will be. */
async function sayLastWord({ db }: Desk, claim: Claim) {
  if (!(await giveLastWord(db, claim))) throw new Error('Somebody else has taken up this mail.')
}

/**
 * The server has the mail: that must be written down however long the database is away. Nobody sends it meanwhile (claimNext), and
 * a desk that ends first leaves it in doubt.
 */
async function keepOutcome({ desk, asDesk, patience, closing }: Round, claim: Claim, mail: Parcel, attempt: Attempt) {
  for (let tries = 1; ; tries++) {
    try {
      return await asDesk((ctx) => settleMail(ctx, claim, mail, attempt))
    } catch (err) {
      if (closing.aborted) throw err
      if (tries % LOUD === 1)
        desk.log.error({ err, outgoingId: mail.id }, 'what came of a mail could not be written down; it is tried again')
      await sleep(Math.min(tries, 10) * patience.noting, undefined, { signal: closing }).catch(() => {})
    }
  }
}

/** One line for so many tries in vain. */
const LOUD = 10
