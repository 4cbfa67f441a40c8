import type { Static } from 'typebox'
import { hasRight, requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { applyPatch, requireVersion } from '../tickets/editing.ts'
import { type LockedTicket, lockOnly, lockTicket } from '../tickets/locking.ts'
import { indexWords } from '../tickets/search.ts'
import { attach } from './attaching.ts'
import { carriesWords, confirmsByPhone, reachedCustomer } from './calling.rules.ts'
import { logCall } from './calling.ts'
import type { addInteraction } from './contract.ts'
import { openFollowUp } from './following-up.ts'
import { newerPublicInteraction } from './queries.ts'
import { readCourtesy } from './thanks.rules.ts'
import { type Words, wordsOf } from './words.ts'

type Body = Static<(typeof addInteraction)['body']>
/** `shownId` is the ticket the writer may be shown. */
export type Said = { interactionId: number; ticketId: number; shownId: number }

/**
 * S9: what was said, and the change of fields and state it brings, in one save. Decides first where the words belong: a customer's
 * words on a merged ticket go to its target, on a closed one to a new ticket (S7).
 */
export async function addInteractionAs(ctx: Context, ticketId: number, body: Body): Promise<Said> {
  const { version, seenInteractionId, ...rest } = body
  const locked = await lockTicket(ctx, ticketId, isOutward(body) ? 'change' : 'create')
  const said = await saying(ctx, ticketId, rest)
  const fields = fieldsOf(rest)
  if (Object.keys(fields).length && version === undefined) throw invalid('version', 'required')
  if (version !== undefined) await requireVersion(ctx, locked, version)
  if (seenInteractionId !== undefined) await refuseIfNewer(ctx, ticketId, seenInteractionId)
  const ticket = await whereItBelongs(ctx, locked, said)
  // Words that belong elsewhere take no fields along: refused rather than dropped unseen.
  if (ticket.id !== locked.id && Object.keys(fields).length)
    throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
  const interactionId = await say(ctx, ticket, said)
  if (ticket.id === locked.id) await applyPatch(ctx, await lockOnly(ctx, ticket.id), fields)
  return { interactionId, ticketId: ticket.id, shownId: said.outward || maySee(ctx, ticket) ? ticket.id : locked.id }
}

/** Our words to somebody outside: an answer, which takes the right to work the ticket; notes and incoming words do not. */
const isOutward = ({ kind, direction }: Body) => kind !== 'note' && (direction ?? 'out') === 'out'

/** Words to a merged ticket reach its target wherever that lies by now; who may not see it is not shown it. */
const maySee = (ctx: Context, ticket: LockedTicket) => hasRight(ctx.actor, ticket.group_id, 'read')

type Saying = Awaited<ReturnType<typeof saying>>

/** What is said, by whom and to whom, out of the body; refuses what cannot be. */
async function saying(ctx: Context, ticketId: number, body: Omit<Body, 'version' | 'seenInteractionId'>) {
  const { kind, call } = body
  if (kind === 'email') throw new Refusal(422, 'no_channel')
  if (kind === 'call' && !call) throw invalid('call', 'required')
  if (kind !== 'call' && call) throw invalid('call', 'unknown')
  if (call?.result === 'callback_agreed' && !call.callbackAt) throw invalid('call.callbackAt', 'required')
  const note = kind === 'note'
  const direction = note ? ('out' as const) : (body.direction ?? 'out')
  const words = wordsOf(body)
  if (!words.text.trim() && !call && !body.attachments?.length) throw invalid('text', 'required')
  await requireReplied(ctx, ticketId, body.replyToId)
  const party = note ? { party: 'agent' as const, partyId: null } : await partyOf(ctx, ticketId, body.party)
  const carries = call ? carriesWords(direction, call.result) : direction === 'in'
  return {
    ...{ kind, direction, words, call, ...party },
    internal: note,
    attachments: body.attachments ?? [],
    replyToId: body.replyToId ?? null,
    to: body.to ?? [],
    cc: body.cc ?? [],
    fromCustomer: !note && party.party === 'customer' && carries,
    fromThirdParty: !note && party.party === 'third_party' && carries,
    /** A call that nobody took up: a record, which moves nothing and tells nobody anything. */
    missed: direction === 'in' && call !== undefined && !carries && !reachedCustomer(direction, call.result),
    outward: isOutward(body),
  }
}

async function requireReplied({ db }: Context, ticketId: number, id: number | undefined) {
  if (id === undefined) return
  const row = await db
    .selectFrom('interactions as i')
    .innerJoin('tickets as t', 't.id', 'i.ticket_id')
    .select('i.id')
    .where('i.id', '=', id)
    .where((eb) => eb.or([eb('t.id', '=', ticketId), eb('t.merged_into_id', '=', ticketId)]))
    .executeTakeFirst()
  if (!row) throw invalid('replyToId', 'no_such_reply')
}

async function partyOf(ctx: Context, ticketId: number, party: Body['party']) {
  if (typeof party !== 'number') return { party: party ?? ('customer' as const), partyId: null }
  const row = await ctx.db
    .selectFrom('parties')
    .select(['id'])
    .where('id', '=', party)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  if (!row) throw invalid('party', 'no_such')
  return { party: 'third_party' as const, partyId: row.id }
}

async function whereItBelongs(ctx: Context, ticket: LockedTicket, said: Saying): Promise<LockedTicket> {
  if (ticket.merged_into_id && !said.internal) {
    const target = await lockOnly(ctx, ticket.merged_into_id)
    if (said.outward) requireRight(ctx.actor, target.group_id, 'change')
    return whereItBelongs(ctx, target, said)
  }
  if (ticket.status !== 'closed' || said.internal || said.fromThirdParty || said.missed) return ticket
  if (!said.fromCustomer) throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
  return lockOnly(ctx, await openFollowUp(ctx, ticket, said.words.text, said.kind))
}

/** Writes the words with all that hangs on them, under the fact that tells what they are. */
async function say(ctx: Context, ticket: LockedTicket, said: Saying): Promise<number> {
  const id = await nextId(ctx, 'interactions')
  const about = { ticketId: ticket.id, interactionId: id }
  const write = () => writeInteraction(ctx, ticket, id, said)
  if (said.internal) await ctx.record({ type: 'note.added', ...about }, write)
  else if (said.fromCustomer) await ctx.record({ type: 'customer.replied', ...about, ...courtesyOf(said) }, write)
  else if (said.fromThirdParty)
    await ctx.record({ type: 'third_party.replied', ...about, partyId: said.partyId }, write)
  else if (said.missed) await ctx.record({ type: 'call.missed', ...about }, write)
  else
    await ctx.record(
      {
        type: 'agent.replied',
        ...about,
        toCustomer: said.party === 'customer',
        reached: !said.call || reachedCustomer(said.direction, said.call.result),
      },
      write,
    )
  return id
}

/** Who confirms by phone that all is well has said no more than thanks, in whatever words the agent noted it down (E7). */
const courtesyOf = ({ call, words, attachments }: Saying) =>
  call && confirmsByPhone(call) ? { bareThanks: true, confirms: true } : readCourtesy(words.text, attachments.length)

async function writeInteraction(ctx: Context, ticket: LockedTicket, id: number, said: Saying) {
  const callId = said.call ? await logCall(ctx, ticket, said, said.call) : null
  await insertInteraction(ctx, { id, ticketId: ticket.id, callId, ...said })
  if (said.words.text.trim()) await indexWords(ctx, ticket.id, `interaction:${id}`, said.words.visibleText)
  await attach(ctx, ticket.id, id, said.attachments)
}

export type NewInteraction = {
  id: number
  ticketId: number
  kind: Body['kind']
  direction: 'in' | 'out'
  party: 'customer' | 'third_party' | 'agent'
  partyId: number | null
  internal: boolean
  words: Words
  callId: number | null
  replyToId: number | null
  to?: Typed[]
  cc?: Typed[]
}
type Typed = NonNullable<Body['to']>[number]

export async function insertInteraction(ctx: Context, said: NewInteraction) {
  const { text, html, visibleText } = said.words
  await ctx.db
    .insertInto('interactions')
    .values({
      id: said.id,
      ticket_id: said.ticketId,
      kind: said.kind,
      direction: said.direction,
      party: said.party,
      party_id: said.partyId,
      internal: said.internal,
      text,
      visible_text: visibleText,
      html,
      to: addresses(said.to),
      cc: addresses(said.cc),
      call_id: said.callId,
      reply_to_id: said.replyToId,
      author_kind: ctx.actor.kind,
      author_id: ctx.actor.id,
      at: ctx.now,
    })
    .execute()
}

const addresses = (typed: Typed[] = []) =>
  JSON.stringify(typed.map((each) => (typeof each === 'string' ? { name: null, address: each } : each)))

const FIELDS = [
  'status',
  'statusId',
  'solution',
  'verification',
  'cause',
  'ownerId',
  'groupId',
  'priority',
  'promisedAt',
  'thirdParty',
] as const

function fieldsOf(body: Partial<Body>): Pick<Body, (typeof FIELDS)[number]> {
  return Object.fromEntries(FIELDS.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])))
}

/** Somebody said something the writer has not seen: they decide again, with it before their eyes. */
async function refuseIfNewer(ctx: Context, ticketId: number, seenId: number) {
  const newer = await newerPublicInteraction(ctx, ticketId, seenId)
  if (newer) throw new Refusal(409, 'newer_interaction', { extra: { interaction: newer } })
}
