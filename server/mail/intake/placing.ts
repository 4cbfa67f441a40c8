import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { markEmailWorking } from '../../customers/emails.ts'
import type { Say } from '../../platform/i18n.ts'
import { unawaited } from '../../platform/pipeline.ts'
import type { Fate, Outcome } from '../contract.ts'
import type { Silence } from '../parsing/parsed-mail.ts'
import { takeBounce } from './bouncing.ts'
import { alertBrake, isBraked } from './braking.ts'
import { pastOf, type Twin } from './past.queries.ts'
import { speakerOf } from './silent.rules.ts'
import { keepOnTicket, openFromMail, sayOnTicket } from './speaking.ts'
import { tracesOf } from './threading.rules.ts'
import { numbered, roleOn, type Tied, tiedByThread } from './tying.queries.ts'
import type { Sender, Understood } from './understanding.ts'
import { type Role, silentFate, type Weight, weigh } from './weighing.rules.ts'

export type Mailbox = { mailboxId: number; groupId: number; groupActive: boolean; ownAddresses: string[] }
/** A mail in hand: its row in the ledger is locked. */
export type Held = { id: number; mailbox: Mailbox; forced: boolean; say: Say; understood: Understood; known: Known }
/** What the desk knows of a mail: the same one delivered before, one of its own, the words it answers, what its sender sent lately. */
export type Known = Awaited<ReturnType<typeof lookUp>>
export type Placed = Omit<Fate, 'mailId'>

const nowhere = (outcome: Outcome, reason: string | null): Placed => ({
  outcome,
  reason,
  ticketId: null,
  interactionId: null,
})

/** Asked together, behind locks: twins that arrive at the same moment wait here for each other, and so do mails of one sender, to be counted. */
export async function lookUp(
  ctx: Context,
  id: number,
  { mailboxId, ownAddresses }: Mailbox,
  { mail, sender, verdict }: Understood,
) {
  const { messageId } = mail
  const traces = tracesOf(mail, ownAddresses)
  // no name, no lock
  const locks = sql`select pg_advisory_xact_lock(hashtextextended(${messageId}::text, 4)), pg_advisory_xact_lock(hashtextextended(${sender?.address ?? null}::text, 5))`
  unawaited(locks.execute(ctx.db))
  const [past, tied] = await Promise.all([
    pastOf(ctx, { id, mailboxId }, { mail, sender, verdict }),
    tiedByThread(ctx, traces),
  ])
  return { ...past, tied, traces }
}

/**
 * Exactly one outcome for a mail, in the order of the questions: seen before? a bounce? a machine? whose words, on which ticket, and
 * what do they weigh there? What an admin takes in after all (`forced`) is somebody's words, past silence and brakes.
 */
export async function placeMail(ctx: Context, held: Held): Promise<Placed> {
  const { mail, sender, silence } = held.understood
  const { twin, ours, tied } = held.known
  if (twin && !held.forced && !isLouder(held, twin)) return again(twin)
  if ((ours || isMarked(held)) && !held.forced) return nowhere('ignored', 'own')
  if (mail.bounce && !held.forced) return takeBounce(ctx, held, mail.bounce)
  if (silence && !held.forced) {
    const silent = await placeSilent(ctx, held, silence, tied)
    if (silent) return silent
  }
  if (!sender && !held.forced) return nowhere('held', 'no_sender')
  return placeWords(ctx, held)
}

const again = ({ ticketId, interactionId }: Twin): Placed => {
  return { outcome: 'ignored', reason: 'duplicate', ticketId, interactionId }
}

/**
 * Lists, forwarders and whoever else passes a mail on mark it as theirs or break its signature. Where such a copy came first and was kept,
 * moving nothing, the one that came as it was sent is taken for what it is, and the words that lie there are raised to it.
 */
function isLouder(held: Held, { kept }: Twin): boolean {
  const { mail, sender, silence } = held.understood
  return kept !== null && sender !== null && !silence && !mail.bounce && !held.known.ours && !isMarked(held)
}

/** The same by the mark we put on all of them, or because nobody but us is named as its writer. */
function isMarked({ mailbox, understood: { mail, silence } }: Held): boolean {
  const own = (value: string) => mailbox.ownAddresses.some((address) => value.toLowerCase().includes(address))
  return silence === 'own' || mail.headers.some(({ name, value }) => name.toLowerCase() === 'x-loop' && own(value))
}

/** What nobody may answer automatically (issue 4.5). Null: a machine's notice that becomes a ticket like anybody's mail. */
async function placeSilent(ctx: Context, held: Held, silence: Silence, tied: Tied | null): Promise<Placed | null> {
  const fate = silentFate(silence, tied !== null)
  if (fate === 'open') return null
  if (fate !== 'keep') return nowhere(fate, silence)
  const address = held.understood.sender?.address
  if (address && isBraked(held.known.lately, tied!.ticketId)) return nowhere('ignored', 'braked')
  const { tie, ticketId, addressee } = tied!
  const role: Role = address ? await roleOn(ctx, ticketId, address) : { is: 'stranger' }
  const speaker = speakerOf(tie, role, addressee, held.understood.verdict.result)
  const interactionId = await keepOnTicket(ctx, held, tied!, speaker)
  return { outcome: 'auto_reply', reason: silence, ...(await whereNow(ctx, interactionId)) }
}

async function placeWords(ctx: Context, held: Held): Promise<Placed> {
  const { tied, traces, lately, twin } = held.known
  const sender: Sender = held.understood.sender ?? { name: null, address: '' }
  const heard = await heardOn(ctx, held, sender, tied ? [tied] : await numbered(ctx, traces.numbers))
  const ticketId = heard?.tied.ticketId ?? null
  if (twin?.kept === 'doubted' && heard?.weight.as === 'doubted' && !held.forced) return again(twin)
  if (!held.forced && sender.address && isBraked(lately, ticketId)) {
    await alertBrake(ctx, sender.address, held.mailbox, ticketId)
    return { ...nowhere('held', 'braked'), ticketId }
  }
  const placed = heard ? await answerOn(ctx, held, heard) : await openFromMail(ctx, held, sender)
  const { failing } = held.known
  if (failing && held.understood.verdict.result !== 'fail') await markEmailWorking(ctx, failing)
  return placed
}

async function answerOn(ctx: Context, held: Held, heard: Heard): Promise<Placed> {
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
