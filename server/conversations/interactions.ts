import type { Static } from 'typebox'
import { hasRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { ownIfNobodys } from '../tickets/assigning.ts'
import { applyPatch, requireVersion } from '../tickets/editing.ts'
import { groupOf, type LockedTicket, lockOnly, lockTicket } from '../tickets/locking.ts'
import { shownWith } from '../tickets/merged.queries.ts'
import { carriesWords, reachedCustomer } from './calling.rules.ts'
import type { addInteraction } from './contract.ts'
import { sayDraft } from './drafts.ts'
import { addressed } from './mailing.ts'
import { newerPublicInteraction } from './queries.ts'
import { type Address, type Saying, say, whereItBelongs } from './saying.ts'
import { wordsOf } from './words.ts'

type Body = Static<(typeof addInteraction)['body']>
/** `shownId` is the ticket the writer may be shown. */
export type Said = { interactionId: number; ticketId: number; shownId: number }

/**
 * S9: what was said, and the change of fields and state it brings, in one save. Decides first where the words belong: a customer's
 * words on a merged ticket go to its target, on a closed one to a new ticket (S7).
 */
export async function addInteractionAs(ctx: Context, ticketId: number, body: Body): Promise<Said> {
  const { version, seenInteractionId, draft, ...rest } = body
  const locked = await lockTicket(ctx, ticketId, isOutward(body) ? 'change' : 'create')
  const said = await saying(ctx, ticketId, rest)
  const fields = fieldsOf(rest)
  const changes = Object.keys(fields).length > 0
  if (changes && version === undefined) throw invalid('version', 'required')
  if (version !== undefined) await requireVersion(ctx, locked, version)
  if (seenInteractionId !== undefined) await refuseIfNewer(ctx, ticketId, seenInteractionId)
  const ticket = await whereItBelongs(ctx, locked, said)
  // Words that belong elsewhere take no fields along: refused rather than dropped unseen.
  if (ticket.id !== locked.id && changes) throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
  const spoken = said.kind === 'email' && said.outward ? await addressed(ctx, ticket, said, body) : said
  const interactionId = await say(ctx, ticket, spoken)
  if (spoken.mail && spoken.party === 'customer') await ownUnlessGiven(ctx, ticket, fields)
  if (ticket.id === locked.id && changes) await applyPatch(ctx, await lockOnly(ctx, ticket.id), fields)
  // What is said is a draft no more, whatever becomes of the browser that said it; what is said without having been one leaves all there are.
  if (draft && ctx.actor.sessionId) await sayDraft(ctx, `ticket:${ticketId}`, draft)
  return { interactionId, ticketId: ticket.id, shownId: said.outward || maySee(ctx, ticket) ? ticket.id : locked.id }
}

/**
 * Z2: who answers the customer answers for the ticket; not who in the same save gives it to somebody, to nobody or to another group, nor
 * who asks for what is missing in a tray, out of which others will work it (S2).
 */
async function ownUnlessGiven(
  ctx: Context,
  ticket: LockedTicket,
  { ownerId, groupId }: Pick<Body, 'ownerId' | 'groupId'>,
) {
  if (ownerId !== undefined || groupId !== undefined || (await groupOf(ctx, ticket.group_id)).triage) return
  await ownIfNobodys(ctx, ticket)
}

/** Our words to somebody outside: an answer, which takes the right to work the ticket; notes and incoming words do not. */
const isOutward = ({ kind, direction }: Body) => kind !== 'note' && (direction ?? 'out') === 'out'

/** Words to a merged ticket reach its target wherever that lies by now; who may not see it is not shown it. */
const maySee = (ctx: Context, ticket: LockedTicket) => hasRight(ctx.actor, ticket.group_id, 'read')

/** What is said, by whom and to whom, out of the body; refuses what cannot be. */
async function saying(
  ctx: Context,
  ticketId: number,
  body: Omit<Body, 'version' | 'seenInteractionId' | 'draft'>,
): Promise<Saying> {
  const { kind, call } = body
  if (kind === 'email') await requireMailbox(ctx)
  if (kind === 'call' && !call) throw invalid('call', 'required')
  if (kind !== 'call' && call) throw invalid('call', 'unknown')
  if (call?.result === 'callback_agreed' && !call.callbackAt) throw invalid('call.callbackAt', 'required')
  const note = kind === 'note'
  if (note) requireNobody(body)
  const direction = note ? ('out' as const) : (body.direction ?? 'out')
  const words = wordsOf(body)
  if (!words.text.trim() && !call && !body.attachments?.length && !body.forwardOfId) throw invalid('text', 'required')
  await requireReplied(ctx, ticketId, body.replyToId)
  const party = note ? { party: 'agent' as const, partyId: null } : await partyOf(ctx, ticketId, body.party)
  const carries = call ? carriesWords(direction, call.result) : direction === 'in'
  return {
    ...{ kind, direction, words, call, ...party },
    internal: note,
    attachments: body.attachments ?? [],
    replyToId: body.replyToId ?? null,
    to: addresses(body.to),
    cc: addresses(body.cc),
    fromCustomer: !note && party.party === 'customer' && carries,
    fromThirdParty: !note && party.party === 'third_party' && carries,
    missed: direction === 'in' && call !== undefined && !carries && !reachedCustomer(direction, call.result),
    outward: isOutward(body),
  }
}

/** A note stays inside: whom it names would be shown as having it, and nobody does. */
function requireNobody(body: Pick<Body, 'to' | 'cc' | 'bcc'>) {
  for (const field of ['to', 'cc', 'bcc'] as const) if (body[field]?.length) throw invalid(field, 'note_to_nobody')
}

/** Where mail neither comes in nor goes out there are no e-mails to be told of. */
async function requireMailbox({ db }: Context) {
  if (!(await db.selectFrom('mailboxes').select('id').where('active', '=', true).limit(1).executeTakeFirst()))
    throw new Refusal(422, 'no_channel')
}

async function requireReplied(ctx: Context, ticketId: number, id: number | undefined) {
  if (id === undefined) return
  const row = await ctx.db
    .selectFrom('interactions')
    .select('id')
    .where('id', '=', id)
    .where('ticket_id', 'in', await shownWith(ctx, ticketId))
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

type Typed = NonNullable<Body['to']>

const addresses = (typed: Typed = []): Address[] =>
  typed.map((each) => (typeof each === 'string' ? { name: null, address: each } : each))

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
