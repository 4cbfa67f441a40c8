import { requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { unawaited } from '../platform/pipeline.ts'
import { type LockedTicket, lockOnly } from '../tickets/locking.ts'
import { indexWords, moveWords } from '../tickets/search.ts'
import { attach, type Enclosed, enclose } from './attaching.ts'
import { reachedCustomer } from './calling.rules.ts'
import { type CallIn, logCall } from './calling.ts'
import type { Interaction } from './contract.ts'
import { courtesyOf, courtesyOn } from './courtesy.ts'
import type { MailOut } from './facts.ts'
import { afterTheEnd } from './following-up.ts'
import type { Words } from './words.ts'

export type Address = { name: string | null; address: string | null }

/** What is said, by whom and to whom, whatever door it came in by. */
export type Saying = {
  kind: Interaction['kind']
  direction: 'in' | 'out'
  party: 'customer' | 'third_party' | 'agent'
  partyId: number | null
  internal: boolean
  words: Words
  subject?: string | null
  from?: Address | null
  to: Address[]
  cc: Address[]
  bcc?: Address[]
  /** The mail goes to the customer as well, whomever it is for. */
  reachesCustomer?: boolean
  /** Leaves by mail, once the time to take it back is over (mail/outgoing). */
  mail?: MailOut
  /** Written by the desk itself: no answer to anybody's question. */
  automatic?: boolean
  call?: CallIn
  replyToId: number | null
  attachments: { fileId: number; contentId?: string }[]
  /** What came along with a mail, already stored. */
  enclosed?: Enclosed[]
  fromCustomer: boolean
  fromThirdParty: boolean
  /** A call that nobody took up: a record, which moves nothing and tells nobody anything. */
  missed: boolean
  outward: boolean
  /** Who says so may be somebody else: words that count, but confirm nothing. */
  unproven?: boolean
  /** Kept, and moves nothing: a machine wrote it, or nobody knows whether who says so did. */
  kept?: 'silent' | 'doubted'
  /** The interaction where these very words lie already, kept: they are said after all (`raiseInteraction`). */
  raises?: number
}

/**
 * Says it where it belongs: a customer's words on a merged ticket go to its target, on a closed one to the ticket that follows it (S7),
 * but bare thanks, after which nobody has anything to do. The ticket handed in is locked; the one answered is where the words are.
 */
export async function sayIt(
  ctx: Context,
  locked: LockedTicket,
  said: Saying,
): Promise<{ interactionId: number; ticket: LockedTicket }> {
  const ticket = await whereItBelongs(ctx, locked, said)
  // Whose matter ended in another's does not confirm for them (E7).
  const unproven = said.unproven || ticket.customer_id !== locked.customer_id
  return { interactionId: await say(ctx, ticket, { ...said, unproven }), ticket }
}

export async function whereItBelongs(
  ctx: Context,
  ticket: LockedTicket,
  said: Saying,
  answered = ticket,
): Promise<LockedTicket> {
  if (ticket.merged_into_id && !said.internal) {
    const target = await lockOnly(ctx, ticket.merged_into_id)
    if (said.outward) requireRight(ctx.actor, target.group_id, 'change')
    return whereItBelongs(ctx, target, said, answered)
  }
  if (ticket.status !== 'closed' || said.internal || said.fromThirdParty || said.missed || said.kept) return ticket
  if (!said.fromCustomer) throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
  return (await courtesyOf(ctx, ticket.id, said)).bareThanks ? ticket : afterTheEnd(ctx, ticket, answered, said)
}

/** Writes the words with all that hangs on them, under the fact that tells what they are. */
export async function say(ctx: Context, ticket: LockedTicket, said: Saying): Promise<number> {
  const id = said.raises ?? (await nextId(ctx, 'interactions'))
  const about = { ticketId: ticket.id, interactionId: id }
  const write = () => writeInteraction(ctx, ticket, id, said)
  const heard = said.call?.result === 'answered' ? { heard: true as const } : {}
  if (said.kept) await ctx.record({ type: said.kept === 'silent' ? 'mail.kept' : 'mail.doubted', ...about }, write)
  else if (said.internal) await ctx.record({ type: 'note.added', ...about }, write)
  else if (said.fromCustomer && ticket.status === 'closed')
    await ctx.record({ type: 'customer.thanked', ...about }, write)
  else if (said.fromCustomer)
    await ctx.record({ type: 'customer.replied', ...about, ...(await courtesyOn(ctx, ticket, said)), ...heard }, write)
  else if (said.fromThirdParty)
    await ctx.record({ type: 'third_party.replied', ...about, partyId: said.partyId, ...heard }, write)
  else if (said.automatic) await ctx.record({ type: 'desk.wrote', ...about, mail: said.mail! }, write)
  else if (said.missed) await ctx.record({ type: 'call.missed', ...about }, write)
  else
    await ctx.record(
      {
        type: 'agent.replied',
        ...about,
        toCustomer: said.party === 'customer' || said.reachesCustomer === true,
        reached: !said.call || reachedCustomer(said.direction, said.call.result),
        answersNew: ticket.new_interaction,
        ...(said.mail && { mail: said.mail }),
      },
      write,
    )
  return id
}

async function writeInteraction(ctx: Context, ticket: LockedTicket, id: number, said: Saying) {
  if (said.raises) return raiseInteraction(ctx, { id, ticketId: ticket.id, callId: null, ...said })
  const callId = said.call ? await logCall(ctx, ticket, said, said.call) : null
  await insertInteraction(ctx, { id, ticketId: ticket.id, callId, ...said })
  if (said.words.text.trim() && !said.automatic)
    await indexWords(ctx, ticket.id, `interaction:${id}`, said.words.visibleText)
  await attach(ctx, ticket.id, id, said.attachments)
  await enclose(ctx, ticket.id, id, said.enclosed ?? [])
}

export type NewInteraction = Pick<Saying, 'kind' | 'direction' | 'party' | 'partyId' | 'internal' | 'words'> &
  Partial<Pick<Saying, 'subject' | 'from' | 'to' | 'cc' | 'bcc' | 'automatic' | 'kept' | 'replyToId'>> & {
    id: number
    ticketId: number
    callId: number | null
  }

export async function insertInteraction(ctx: Context, said: NewInteraction) {
  const row = ctx.db.insertInto('interactions').values({ id: said.id, ...rowOf(ctx, said), at: ctx.now })
  unawaited(row.execute())
}

/**
 * E1: words that were kept and moved nothing are somebody's after all. They stay the one interaction they are, with its files, from when they
 * first came, and lie where they belong now: never twice.
 */
export async function raiseInteraction(ctx: Context, said: NewInteraction) {
  const { id, ticketId } = said
  const { ticket_id: from } = await ctx.db
    .selectFrom('interactions')
    .select('ticket_id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const moved = from !== ticketId
  await ctx.db
    .updateTable('interactions')
    .set({ ...rowOf(ctx, said), ...(moved && { moved_from_id: from }) })
    .where('id', '=', id)
    .execute()
  if (!moved) return
  await ctx.db.updateTable('attachments').set({ ticket_id: ticketId }).where('interaction_id', '=', id).execute()
  await moveWords(ctx, from, ticketId, [`interaction:${id}`])
}

/** S10: a mailbox may have got another address while its mail waited: what is shown of a mail is what left. */
export async function leftFrom({ db }: Context, id: number, { name, address }: { name: string; address: string }) {
  await db
    .updateTable('interactions')
    .set({ from_name: name, from_address: address })
    .where('id', '=', id)
    .where('from_address', '<>', address)
    .execute()
}

function rowOf(ctx: Context, said: NewInteraction) {
  const { text, html, visibleText } = said.words
  return {
    ticket_id: said.ticketId,
    kind: said.kind,
    direction: said.direction,
    party: said.party,
    party_id: said.partyId,
    internal: said.internal,
    text,
    visible_text: visibleText,
    html,
    subject: said.subject ?? null,
    from_name: said.from?.name ?? null,
    from_address: said.from?.address ?? null,
    to: JSON.stringify(said.to ?? []),
    cc: JSON.stringify(said.cc ?? []),
    bcc: JSON.stringify(said.bcc ?? []),
    automatic: said.automatic ?? false,
    auto_reply: said.kept === 'silent',
    call_id: said.callId,
    reply_to_id: said.replyToId ?? null,
    author_kind: ctx.actor.kind,
    author_id: ctx.actor.id,
  }
}
