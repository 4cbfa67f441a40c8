import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Say } from '../../platform/i18n.ts'
import type { Fate, Outcome } from '../contract.ts'
import type { Silence } from '../parsing/parsed-mail.ts'
import { takeBounce } from './bouncing.ts'
import { alertBrake, isBraked } from './braking.ts'
import { keepOnTicket, openFromMail, sayOnTicket } from './speaking.ts'
import { type Traces, tracesOf } from './threading.rules.ts'
import { numbered, roleOn, type Tied, tiedByThread } from './tying.queries.ts'
import type { Sender, Understood } from './understanding.ts'
import { silentFate, type Weight, weigh } from './weighing.rules.ts'

export type Mailbox = { id: number; groupId: number; groupActive: boolean; ownAddresses: string[] }
/** A mail in hand: its row in the ledger is locked. */
export type Held = { id: number; mailbox: Mailbox; forced: boolean; say: Say; understood: Understood }
export type Placed = Omit<Fate, 'mailId'>

const nowhere = (outcome: Outcome, reason: string | null): Placed => ({
  outcome,
  reason,
  ticketId: null,
  interactionId: null,
})

/**
 * Exactly one outcome for a mail, in the order of the questions: seen before? a bounce? a machine? whose words, on which ticket, and
 * what do they weigh there? What an admin takes in after all (`forced`) is somebody's words, past silence and brakes.
 */
export async function placeMail(ctx: Context, held: Held): Promise<Placed> {
  const { mail, sender, silence } = held.understood
  const twin = held.forced ? null : await deliveredBefore(ctx, held)
  if (twin) return { outcome: 'ignored', reason: 'duplicate', ...twin }
  if (!held.forced && (await isOurs(ctx, held))) return nowhere('ignored', 'own')
  if (mail.bounce && !held.forced) return takeBounce(ctx, held, mail.bounce)
  const traces = tracesOf(mail, held.mailbox.ownAddresses)
  const tied = await tiedByThread(ctx, traces)
  if (silence && !held.forced) {
    const silent = await placeSilent(ctx, held, silence, tied)
    if (silent) return silent
  }
  if (!sender && !held.forced) return nowhere('held', 'no_sender')
  return placeWords(ctx, held, tied, traces)
}

/**
 * The same mail delivered to a second mailbox of ours, or twice to one: the same Message-ID *and* the same content, for neither alone
 * says so. Twins that arrive at the same moment wait here for each other.
 */
async function deliveredBefore({ db }: Context, { id, understood: { mail, content } }: Held) {
  if (!mail.messageId) return null
  await sql`select pg_advisory_xact_lock(hashtextextended(${mail.messageId}, 4))`.execute(db)
  const { rows } = await sql<{ ticketId: number | null; interactionId: number | null }>`
    select ticket_id as "ticketId", interaction_id as "interactionId" from mails
     where message_id = ${mail.messageId} and content_sha256 = ${content} and id <> ${id}
       and outcome in ('ticket_created', 'follow_up', 'bounce', 'auto_reply') order by id limit 1`.execute(db)
  return rows[0] ?? null
}

/** Our own mail coming back: by its Message-ID, by the mark we put on all of them, or because nobody but us is named as its writer. */
async function isOurs({ db }: Context, { mailbox, understood: { mail, silence } }: Held): Promise<boolean> {
  const marked = mail.headers.some(
    ({ name, value }) =>
      name.toLowerCase() === 'x-loop' && mailbox.ownAddresses.some((own) => value.toLowerCase().includes(own)),
  )
  if (marked || silence === 'own') return true
  if (!mail.messageId) return false
  const { rows } = await sql`select 1 from outgoing_mails where message_id = ${mail.messageId}`.execute(db)
  return rows.length > 0
}

/** What nobody may answer automatically (issue 4.5). Null: a machine's notice that becomes a ticket like anybody's mail. */
async function placeSilent(ctx: Context, held: Held, silence: Silence, tied: Tied | null): Promise<Placed | null> {
  const fate = silentFate(silence, tied !== null)
  if (fate === 'open') return null
  if (fate !== 'keep') return nowhere(fate, silence)
  const address = held.understood.sender?.address
  if (address && (await isBraked(ctx, address, tied!.ticketId))) return nowhere('ignored', 'braked')
  const interactionId = await keepOnTicket(ctx, held, tied!)
  return { outcome: 'auto_reply', reason: silence, ...(await whereNow(ctx, interactionId)) }
}

async function placeWords(ctx: Context, held: Held, tied: Tied | null, traces: Traces): Promise<Placed> {
  const sender: Sender = held.understood.sender ?? { name: null, address: '' }
  const heard = await heardOn(ctx, held, sender, tied ? [tied] : await numbered(ctx, traces.numbers))
  const ticketId = heard?.tied.ticketId ?? null
  if (!held.forced && sender.address && (await isBraked(ctx, sender.address, ticketId))) {
    await alertBrake(ctx, sender.address, held.mailbox, ticketId)
    return { ...nowhere('held', 'braked'), ticketId }
  }
  if (!heard) return openFromMail(ctx, held, sender)
  const interactionId = await sayOnTicket(ctx, held, heard.tied, heard.weight)
  const reason = heard.weight.as === 'doubted' ? 'unverified' : null
  return { outcome: 'follow_up', reason, ...(await whereNow(ctx, interactionId)) }
}

type Heard = { tied: Tied; weight: Exclude<Weight, { as: 'stranger' }> }

/** The first of the tickets a mail names where its sender is heard; null: on none of them. */
async function heardOn(ctx: Context, held: Held, sender: Sender, candidates: Tied[]): Promise<Heard | null> {
  for (const tied of candidates) {
    const role = await roleOn(ctx, tied.ticketId, sender.address)
    const weight = weigh(tied.tie, role, tied.addressee, held.understood.verdict.result)
    if (weight.as !== 'stranger') return { tied, weight }
  }
  return null
}

/** Words on a closed or merged ticket have gone elsewhere. */
async function whereNow({ db }: Context, interactionId: number) {
  const { ticket_id } = await db
    .selectFrom('interactions')
    .select('ticket_id')
    .where('id', '=', interactionId)
    .executeTakeFirstOrThrow()
  return { ticketId: ticket_id, interactionId }
}
