import { type Selectable, sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import type { FactOf } from '../facts.ts'
import type { Interactions } from '../platform/db.types.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { type New, newOn } from '../tickets/attending.queries.ts'
import { type LockedTicket, lockTickets } from '../tickets/locking.ts'
import { shownWith } from '../tickets/merged.queries.ts'
import { mergeTicketAs } from '../tickets/merging.ts'
import { openTicket } from '../tickets/opening.ts'
import { relate } from '../tickets/related.ts'
import { markNew, recountOurWords } from '../tickets/replying.ts'
import { moveWords } from '../tickets/search.ts'
import { bareSubject } from '../tickets/subject.rules.ts'
import { type CallResult, carriesWords } from './calling.rules.ts'
import type { moveInteraction, splitTicket } from './contract.ts'
import { readCourtesy } from './thanks.rules.ts'

type Moved = Pick<
  Selectable<Interactions>,
  | 'id'
  | 'text'
  | 'subject'
  | 'visible_text'
  | 'kind'
  | 'direction'
  | 'party'
  | 'internal'
  | 'automatic'
  | 'auto_reply'
  | 'from_name'
  | 'from_address'
> & { result: string | null }

/** Moves interactions, with their calls and files, to another ticket or a new one (domain.md §1). Both keep the record of it. */
export async function splitTicketAs(
  ctx: Context,
  ticketId: number,
  { interactionIds, intoId, subject, mergeEmptied }: Static<(typeof splitTicket)['body']>,
): Promise<number> {
  if (intoId === ticketId) throw invalid('intoId', 'itself')
  const [source, target] = (await lockTickets(ctx, intoId ? [ticketId, intoId] : [ticketId], 'change')) as [
    LockedTicket,
    LockedTicket?,
  ]
  const moving = await ctx.db
    .selectFrom('interactions as i')
    .leftJoin('calls as k', 'k.id', 'i.call_id')
    .select(['i.id', 'i.text', 'i.visible_text', 'i.call_id', 'i.direction', 'i.party', 'i.internal', 'i.kind'])
    .select(['i.subject', 'i.from_name', 'i.from_address', 'i.automatic', 'i.auto_reply', 'k.result'])
    .where('i.ticket_id', '=', ticketId)
    .where('i.id', 'in', interactionIds)
    .orderBy('i.id')
    .execute()
  const stranger = interactionIds.find((id) => !moving.some((row) => row.id === id))
  if (stranger) throw invalid('interactionIds', 'no_such_interaction', { id: stranger })
  if (target?.status === 'closed') throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
  const lying = await newOn(ctx, ticketId)
  const into = target?.id ?? (await openTarget(ctx, source, moving, subject))
  const were = { wasNew: source.new_interaction, intoWasNew: target?.new_interaction ?? false }
  await ctx.record({ type: 'ticket.split', ticketId, intoId: into, interactionIds, ...were }, async () => {
    await ctx.record({ type: 'ticket.received_split', ticketId: into, fromId: ticketId }, () =>
      move(ctx, ticketId, into, moving, ticketId),
    )
    if (target) await takeMovedWords(ctx, into, moving)
    else await relate(ctx, into, 'preceding', ticketId)
  })
  await markAnew(ctx, source, target, lying, interactionIds)
  if (mergeEmptied) await mergeTheEmptied(ctx, ticketId, into)
  return into
}

/** S4: what nobody attended to is new where it lies now, and no longer where it lay; a ticket opened for it needs no mark. */
async function markAnew(
  ctx: Context,
  source: LockedTicket,
  target: LockedTicket | undefined,
  lying: New[],
  moved: number[],
) {
  const went = ({ interactionId }: New) => moved.includes(interactionId)
  const stays = lying.some((each) => each.marks && !went(each))
  await markNew(ctx, source.id, source.new_interaction && stays)
  if (target) await markNew(ctx, target.id, target.new_interaction || lying.some(went))
}

/** E1: nobody answers a ticket without words: it ends where they went, in the same save, so that one undo brings back both. */
async function mergeTheEmptied(ctx: Context, ticketId: number, into: number) {
  const left = await ctx.db
    .selectFrom('interactions as i')
    .leftJoin('mail_messages as m', 'm.interaction_id', 'i.id')
    .select('i.id')
    .where('i.ticket_id', 'in', await shownWith(ctx, ticketId))
    // What programs say by themselves is nobody's matter: our own notices, absences, mail servers.
    .where('i.automatic', '=', false)
    .where('i.auto_reply', '=', false)
    .where('m.bounce', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (left) throw new Refusal(422, 'not_emptied')
  await mergeTicketAs(ctx, ticketId, into)
}

/**
 * S4, S6: the customer's words with which the moved ones end are a reply where they are now; those we answer in the same move are not.
 * They confirm nothing: it is our hand that lays them there.
 */
async function takeMovedWords(ctx: Context, ticketId: number, moving: Moved[]) {
  const last = moving.findLast(isSpoken)
  if (last?.direction !== 'in') return
  const files = await ctx.db
    .selectFrom('attachments')
    .select('id')
    .where('interaction_id', '=', last.id)
    .where('content_id', 'is', null)
    .execute()
  const { bareThanks } = readCourtesy(last.visible_text, files.length, last.from_name)
  const about = { ticketId, interactionId: last.id, bareThanks, confirms: false }
  await ctx.record({ type: 'customer.replied', ...about }, async () => {})
}

/** Said between the customer and us: no note, no machine's mail, no call that nobody took up. */
const isSpoken = ({ party, internal, automatic, auto_reply, direction, result }: Moved) =>
  party === 'customer' &&
  !(internal || automatic || auto_reply) &&
  (!result || direction === 'out' || carriesWords('in', result as CallResult))

/** One interaction in the wrong thread: to the ticket it belongs to, or to a new one of whoever said it. */
export async function moveInteractionAs(
  ctx: Context,
  id: number,
  { ticketId, new: anew, mergeEmptied }: Static<(typeof moveInteraction)['body']>,
): Promise<number> {
  if (!ticketId === !anew) throw invalid('ticketId', 'ticket_or_new')
  const row = await ctx.db.selectFrom('interactions').select('ticket_id').where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return splitTicketAs(ctx, row.ticket_id, { interactionIds: [id], intoId: ticketId, mergeEmptied })
}

/** Undone (tickets/undoing.ts): what was moved lies again where it was. */
export async function returnMoved(ctx: Context, { ticketId, request }: FactOf<'ticket.undone'>) {
  const { rows } = await sql<{ into_id: number; ids: number[]; was: boolean | null; into_was: boolean | null }>`
    select (detail -> 'wasNew')::boolean as was, (detail -> 'intoWasNew')::boolean as into_was, (detail ->> 'intoId')::bigint as into_id, array(select value::bigint from jsonb_array_elements_text(detail -> 'interactionIds')) as ids
      from facts where request = ${request} and type = 'ticket.split' and ticket_id = ${ticketId}`.execute(ctx.db)
  for (const { into_id, ids, was, into_was } of rows) {
    const moved = await ctx.db
      .selectFrom('interactions')
      .select(['id', 'call_id'])
      .where('ticket_id', '=', into_id)
      .where('id', 'in', ids)
      .execute()
    await move(ctx, into_id, ticketId, moved, null)
    await recountOurWords(ctx, { ticketId: into_id })
    await recountOurWords(ctx, { ticketId })
    if (was !== null) await markNew(ctx, ticketId, was)
    if (into_was !== null) await markNew(ctx, into_id, into_was)
  }
}

/**
 * A new ticket for words that have none: of whoever wrote them, where a mail says who that was. It is described in customers’ words
 * alone: its customer reads them, and never what we noted among ourselves or a third party told us.
 */
async function openTarget(ctx: Context, source: LockedTicket, moving: Moved[], subject: string | undefined) {
  const cameIn = moving.filter(
    ({ direction, party, internal }) => direction === 'in' && party === 'customer' && !internal,
  )
  const author = cameIn.find(({ kind, from_address }) => kind === 'email' && from_address)
  const { from_name: name, from_address: email } = author ?? {}
  return openTicket(ctx, {
    description: cameIn.find(({ text }) => text.trim())?.text.slice(0, 200_000) ?? source.subject,
    subject: subject ?? ownSubject(author, source),
    ...(email ? { customer: { name: name || email, email } } : { customerId: source.customer_id }),
    groupId: source.group_id,
    priority: source.priority,
    channel: source.channel,
    splitOff: true,
  })
}

/** What its mail was called; an answer that only repeats what the ticket it lay on is called says nothing of another matter. */
function ownSubject(mail: Moved | undefined, { subject }: LockedTicket): string | undefined {
  const given = mail?.subject?.trim() ?? ''
  const [said, there] = [given, subject].map((each) => bareSubject(each, Number.MAX_SAFE_INTEGER, []))
  return said === there && said !== given ? undefined : said || undefined
}

type Moving = { id: number; call_id: number | null }

/** `cameFrom` is where people see that the words were moved from; null when they are back. */
async function move(ctx: Context, from: number, to: number, moving: Moving[], cameFrom: number | null) {
  const ids = moving.map((row) => row.id)
  const callIds = moving.flatMap((row) => row.call_id ?? [])
  await ctx.db
    .updateTable('interactions')
    .set({ ticket_id: to, moved_from_id: cameFrom })
    .where('id', 'in', ids)
    .execute()
  await ctx.db.updateTable('attachments').set({ ticket_id: to }).where('interaction_id', 'in', ids).execute()
  if (callIds.length) await ctx.db.updateTable('calls').set({ ticket_id: to }).where('id', 'in', callIds).execute()
  await moveWords(
    ctx,
    from,
    to,
    ids.map((id) => `interaction:${id}`),
  )
}
