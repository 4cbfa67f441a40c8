import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { isOwn } from '../../conversations/addresses.rules.ts'
import { markEmailWorking } from '../../customers/emails.ts'
import type { Say } from '../../platform/i18n.ts'
import { unawaited } from '../../platform/pipeline.ts'
import type { Fate, Outcome } from '../contract.ts'
import type { Silence } from '../parsing/parsed-mail.ts'
import { takeBounce } from './bouncing.ts'
import { alertBrake, isBraked } from './braking.ts'
import { openFromAgent } from './bringing.ts'
import { pastOf, type Twin, writerOf } from './past.queries.ts'
import { speakerOf } from './silent.rules.ts'
import { keepOnTicket, openFromMail, sayOnTicket } from './speaking.ts'
import { answeredIn, tracesOf } from './threading.rules.ts'
import { isCustomer, numbered, roleOn, type Tied, tiedByThread } from './tying.queries.ts'
import type { Sender, Understood } from './understanding.ts'
import { type Role, silentFate, type Weight, weigh } from './weighing.rules.ts'

export type Mailbox = { mailboxId: number; groupId: number; groupActive: boolean; ownAddresses: string[] }
/** A mail in hand: its row in the ledger is locked. */
export type Held = {
  id: number
  mailbox: Mailbox
  forced: boolean
  /** Where it stands on a ticket already, kept in silence. */
  keptAs: number | null
  say: Say
  understood: Understood
  known: Known
}
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
  const locks = sql`select pg_advisory_xact_lock(hashtextextended(${messageId}::text, 4)), pg_advisory_xact_lock(hashtextextended(${writerOf({ mail, sender })}::text, 5))`
  unawaited(locks.execute(ctx.db))
  const [past, named] = await Promise.all([
    pastOf(ctx, { id, mailboxId }, { mail, sender, verdict }),
    tiedByThread(ctx, traces, sender?.address ?? null),
  ])
  return { ...past, named, tied: named[0] ?? null, traces }
}

/**
 * Exactly one outcome for a mail, in the order of the questions: seen before? a bounce? a machine? whose words, on which ticket, and
 * what do they weigh there? What an admin takes in after all (`forced`) is somebody's words, past silence and brakes.
 */
export async function placeMail(ctx: Context, held: Held): Promise<Placed> {
  const { mail, sender, silence } = held.understood
  const { twin, ours } = held.known
  if (twin && !held.forced && !isLouder(held, twin)) return again(twin)
  if ((ours || isMarked(held)) && !held.forced) return nowhere('ignored', 'own')
  if (mail.bounce && !held.forced) return takeBounce(ctx, held, mail.bounce)
  if (silence && !held.forced) {
    const silent = await placeSilent(ctx, held, silence)
    if (silent) return silent
  }
  if (!sender && silence !== 'own' && !held.forced) return nowhere('held', 'no_sender')
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

/**
 * The same by the mark the desk puts on what it writes by itself. Neither proves it alone: colleagues and forms write in our name, and a mail
 * server puts such marks on what it passes on to us.
 */
function isMarked({ mailbox, understood: { mail } }: Held): boolean {
  const ours = (address: string | undefined) => address !== undefined && isOwn(address, mailbox.ownAddresses)
  return (
    ours(mail.from?.address) &&
    mail.headers.some(({ name, value }) => name.toLowerCase() === 'x-loop' && ours(value.trim()))
  )
}

/** What nobody may answer automatically (issue 4.5). Null: it is taken for words, which become a ticket, or move one, like anybody's. */
async function placeSilent(ctx: Context, held: Held, silence: Silence): Promise<Placed | null> {
  const { sender, mail } = held.understood
  const { lately } = held.known
  const named = held.known.tied ? held.known.named : await reportedBy(ctx, held)
  const nearest = named[0] ?? null
  const asks = mail.sign === 'mailing' && !nearest && sender !== null
  const fate = silentFate(
    { silence, sign: mail.sign },
    nearest?.tie ?? null,
    asks && (await isCustomer(ctx, sender.address)),
  )
  if (fate === 'take') return null
  if (fate !== 'keep') return nowhere(fate, silence)
  const heard = sender && (await heardOn(ctx, held, sender, named))
  const { tied, role } = heard ?? { tied: nearest!, role: { is: 'stranger' } }
  if (sender && isBraked(lately, tied.ticketId)) return nowhere('ignored', 'braked')
  return keep(ctx, held, silence, tied, role)
}

/**
 * What a report speaks of, where its own head names nothing: who reports is a server, and nobody on any ticket. So a mail of ours says where
 * it belongs; of somebody else's, whose Message-ID many have seen, only who is known there may.
 */
async function reportedBy(ctx: Context, { understood: { mail, sender } }: Held): Promise<Tied[]> {
  const candidates = await tiedByThread(
    ctx,
    { tokens: [], answered: answeredIn(mail.reported) },
    sender?.address ?? null,
  )
  const isKnown = async ({ tie, ticketId }: Tied) =>
    tie === 'token' || (sender !== null && (await roleOn(ctx, ticketId, sender.address)).is !== 'stranger')
  const known = await Promise.all(candidates.map(isKnown))
  return candidates.filter((_, i) => known[i])
}

async function keep(ctx: Context, held: Held, silence: Silence, tied: Tied, role: Role): Promise<Placed> {
  const speaker = speakerOf(tied.tie, role, tied.addressee, held.understood.verdict.result)
  const interactionId = await keepOnTicket(ctx, held, tied, speaker)
  return { outcome: 'auto_reply', reason: silence, ...(await whereNow(ctx, interactionId)) }
}

async function placeWords(ctx: Context, held: Held): Promise<Placed> {
  const { named, traces, lately, twin } = held.known
  const sender: Sender = held.understood.sender ?? { name: null, address: '' }
  const heard =
    (await heardOn(ctx, held, sender, named)) ?? (await heardOn(ctx, held, sender, await numbered(ctx, traces.numbers)))
  const ticketId = heard?.tied.ticketId ?? null
  if (twin?.kept === 'doubted' && heard?.weight.as === 'doubted' && !held.forced) return again(twin)
  const writer = writerOf(held.understood)
  if (!held.forced && writer && isBraked(lately, ticketId)) {
    await alertBrake(ctx, writer, held.mailbox, ticketId)
    return { ...nowhere('held', 'braked'), ticketId }
  }
  const placed = heard
    ? await answerOn(ctx, held, heard)
    : ((await openFromAgent(ctx, held)) ?? (await openFromMail(ctx, held, sender)))
  const { failing } = held.known
  if (failing && held.understood.verdict.result !== 'fail') await markEmailWorking(ctx, failing)
  return placed
}

async function answerOn(ctx: Context, held: Held, { tied, role, weight }: Heard): Promise<Placed> {
  const { silence, mail } = held.understood
  const silent = held.forced ? null : silence
  // On a ticket a machine's form of words is an answer to ours, as absences are.
  if (silent && silent !== 'own' && mail.sign === 'words') return keep(ctx, held, silent, tied, role)
  const interactionId = await sayOnTicket(ctx, held, tied, weight)
  const reason = weight.as === 'doubted' ? 'unverified' : silent && 'by_program'
  return { outcome: 'follow_up', reason, ...(await whereNow(ctx, interactionId)) }
}

type Heard = { tied: Tied; role: Role; weight: Exclude<Weight, { as: 'stranger' }> }

/** The first of the tickets a mail names where its sender is heard; null: on none of them. */
async function heardOn(ctx: Context, held: Held, sender: Sender, candidates: Tied[]): Promise<Heard | null> {
  const { silence, verdict } = held.understood
  for (const tied of candidates) {
    // Who writes in our name may be anybody, or ourselves, come back without our marks: seen there, and nothing moves.
    if (silence === 'own')
      return { tied, role: { is: 'stranger' }, weight: { as: 'doubted', party: 'agent', partyId: null } }
    const role = await roleOn(ctx, tied.ticketId, sender.address)
    const weight = weigh(tied.tie, role, tied.addressee, verdict.result)
    if (weight.as !== 'stranger') return { tied, role, weight: silence && !held.forced ? unproven(weight) : weight }
  }
  return null
}

/** What a program may have written confirms nothing: what it said in between would be answered by the desk itself. */
const unproven = (weight: Heard['weight']): Heard['weight'] =>
  'unproven' in weight ? { ...weight, unproven: true } : weight

/** Words on a closed or merged ticket have gone elsewhere. */
async function whereNow({ db }: Context, interactionId: number) {
  const { ticket_id } = await db
    .selectFrom('interactions')
    .select('ticket_id')
    .where('id', '=', interactionId)
    .executeTakeFirstOrThrow()
  return { ticketId: ticket_id, interactionId }
}
