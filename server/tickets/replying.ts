import { sql } from 'kysely'
import { raiseAlert } from '../alerts/alerts.ts'
import { hasRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import type { FactOf } from '../facts.ts'
import { customerAwaitsAnswer } from './attending.queries.ts'
import { groupOf, type LockedTicket, lockOnly } from './locking.ts'
import { replyMoves } from './moves.rules.ts'
import { changeStatus, reopen } from './moving.ts'
import { writeDerived, writeTicket } from './writing.ts'

/** S4, S6: the customer's words bring the ticket back into our hands, or mark it as having something new. */
export async function takeCustomerReply(ctx: Context, fact: FactOf<'customer.replied'>) {
  const { ticketId, bareThanks, confirms } = fact
  const ticket = await lockOnly(ctx, ticketId)
  const group = await groupOf(ctx, ticket.group_id)
  const move = replyMoves(ticket.status, { by: 'customer', bareThanks }, group.thanks_reopens)
  if (move && ticket.status === 'completed') await reopen(ctx, ticket)
  else if (move) await changeStatus(ctx, ticket, move)
  const accepts = !move && ticket.status === 'completed' && confirms
  if (accepts) await accept(ctx, ticket)
  // Who confirms leaves nobody anything to do (E7); what lay there before them still does.
  await writeDerived(ctx, ticketId, {
    new_interaction: ticket.new_interaction || !(accepts || heardByWorker(ctx, ticket, fact)),
    last_interaction_at: ctx.now,
  })
}

/** S5: the awaited third party answered. */
export async function takeThirdPartyReply(ctx: Context, fact: FactOf<'third_party.replied'>) {
  const { ticketId } = fact
  const ticket = await lockOnly(ctx, ticketId)
  const move = replyMoves(ticket.status, { by: 'third_party', bareThanks: false }, false)
  if (move) await changeStatus(ctx, ticket, move)
  await writeDerived(ctx, ticketId, {
    new_interaction: ticket.new_interaction || !heardByWorker(ctx, ticket, fact),
    last_interaction_at: ctx.now,
  })
}

/** Who works the ticket and took the call has nothing to review; an operator takes it down for whoever does. */
const heardByWorker = (ctx: Context, ticket: LockedTicket, { heard }: { heard?: true }) =>
  heard === true && hasRight(ctx.actor, ticket.group_id, 'change')

/**
 * We told the customer something: the first response is met, the next update counts from here. Trying is not telling: a call that nobody
 * took up attends to nothing. Words to somebody else leave the customer's question where it lies.
 */
export async function noteOurWords(ctx: Context, { ticketId, toCustomer, reached }: FactOf<'agent.replied'>) {
  const ticket = await lockOnly(ctx, ticketId)
  const stays = ticket.new_interaction && (!reached || (!toCustomer && (await customerAwaitsAnswer(ctx, ticketId))))
  await writeDerived(ctx, ticketId, {
    new_interaction: stays,
    last_interaction_at: ctx.now,
    ...(toCustomer && { contact_tried_at: ctx.now }),
    ...(toCustomer && reached && { customer_told_at: ctx.now, first_response_at: ticket.first_response_at ?? ctx.now }),
  })
}

/**
 * Words came, went or never left: when the customer was first answered and last heard from us is read anew from what did reach them, on
 * the ticket where it is now.
 */
export async function recountOurWords(ctx: Context, { ticketId }: { ticketId: number }) {
  await writeDerived(ctx, ticketId, await countOurWords(ctx, ticketId))
}

/** Something lies there that somebody should look at; or, what did lies elsewhere now. */
export const markNew = (ctx: Context, ticketId: number, isNew = true) =>
  writeDerived(ctx, ticketId, { new_interaction: isNew })

/** Never before the ticket was there; a chat is answered as it is opened. */
async function countOurWords(ctx: Context, ticketId: number) {
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    select greatest(min(i.at), t.created_at) as first, greatest(max(i.at), t.created_at) as last from tickets t join interactions i on i.ticket_id = t.id left join calls k on k.id = i.call_id
      left join outgoing_mails o on o.interaction_id = i.id
    where t.id = ${ticketId} and (i.party = 'customer' or ${ALSO_TO_THEM}) and not i.internal and not i.automatic
      and (o.id is null or (o.state not in ('failed', 'cancelled') and exists (select 1 from (${DELIVERED}) d where d.state in ('queued', 'sent'))))
      and case i.direction when 'out' then k.id is null or k.result in ('answered', 'voicemail', 'callback_agreed')
        else k.result in ('answered', 'callback_agreed')
          or (i.kind = 'chat' and i.id = (select min(id) from interactions where ticket_id = ${ticketId})) end
    group by t.id`.execute(ctx.db)
  return { first_response_at: rows[0]?.first ?? null, customer_told_at: rows[0]?.last ?? null }
}

/** E5: how a mail fared with the customer: at their own addresses, and where it went to none that we know of, at all of them. */
const DELIVERED = sql`select state from (
  select state, theirs, bool_or(theirs) over () as known from (
    select d.state, exists (select 1 from customer_emails e where e.customer_id in (t.customer_id, t.reporter_id) and e.address = lower(d.recipient)) as theirs
    from deliveries d where d.outgoing_id = o.id) each) of_all where theirs or not known`

/** A mail for somebody else that went to the customer too told them as well. */
const ALSO_TO_THEM = sql`exists (select 1 from deliveries d join customer_emails e on e.address = lower(d.recipient)
  where d.outgoing_id = o.id and e.customer_id = t.customer_id)`

/** An incoming call that we answered tells the customer something as well. */
export async function noteAnsweredCall(ctx: Context, { ticketId, result, withCustomer }: FactOf<'call.logged'>) {
  if (!ticketId || !withCustomer || result !== 'answered') return
  const ticket = await lockOnly(ctx, ticketId)
  await writeDerived(ctx, ticketId, {
    customer_told_at: ctx.now,
    first_response_at: ticket.first_response_at ?? ctx.now,
  })
}

/** Something was written down that is nobody's answer: a note, a call nobody took up, a machine's mail, thanks after the end. */
export async function noteRecord(
  ctx: Context,
  { ticketId }: FactOf<'note.added'> | FactOf<'call.missed'> | FactOf<'mail.kept'> | FactOf<'customer.thanked'>,
) {
  await writeDerived(ctx, ticketId, { last_interaction_at: ctx.now })
}

/** Words of whom nobody knows that they are theirs: somebody should look; nothing moves by itself. */
export async function noteDoubt(ctx: Context, { ticketId }: FactOf<'mail.doubted'>) {
  await writeDerived(ctx, ticketId, { new_interaction: true, last_interaction_at: ctx.now })
}

/** Our words did not arrive, and this mail will not: whoever answers for the ticket finds another way. */
export async function noteBounce(ctx: Context, fact: FactOf<'mail.bounced'>) {
  if (fact.arrives) return
  await writeDerived(ctx, fact.ticketId, { new_interaction: true, last_interaction_at: ctx.now })
  await alertOwner(ctx, fact)
}

/** A call back agreed, or done (null). */
export const noteCallback = (ctx: Context, ticketId: number, callbackAt: Date | null) =>
  ctx.db
    .updateTable('tickets')
    .set({ callback_at: callbackAt, updated_at: ctx.now })
    .where('id', '=', ticketId)
    .where('callback_at', 'is distinct from', callbackAt)
    .execute()

/** E7: the customer confirmed by phone, as recorded by the agent who spoke with them. */
export async function acceptByPhone(ctx: Context, ticket: LockedTicket) {
  if (ticket.status === 'completed') await accept(ctx, ticket)
}

async function accept(ctx: Context, ticket: LockedTicket) {
  if (ticket.accepted_at) return
  await ctx.record({ type: 'ticket.accepted', ticketId: ticket.id }, () =>
    writeTicket(ctx, ticket.id, { accepted_at: ctx.now }),
  )
}

/** Whoever owns the ticket hears that something came in; without an owner the list shows it. */
export async function alertOwner(
  ctx: Context,
  fact: FactOf<'customer.replied'> | FactOf<'third_party.replied'> | FactOf<'mail.doubted'> | FactOf<'mail.bounced'>,
) {
  const { owner_id } = await ctx.db
    .selectFrom('tickets')
    .select('owner_id')
    .where('id', '=', fact.ticketId)
    .executeTakeFirstOrThrow()
  if (owner_id)
    await raiseAlert(ctx, {
      agentId: owner_id,
      ticketId: fact.ticketId,
      kind: ALERT_OF[fact.type],
    })
}

const ALERT_OF = {
  'customer.replied': 'customer_replied',
  'third_party.replied': 'third_party_replied',
  'mail.doubted': 'mail_doubted',
  'mail.bounced': 'mail_bounced',
} as const

/** Who is given many tickets at once hears of it once, when the run ends (bulk.ts). */
const MANY = 'bulk'

/** Z2: whoever is given a ticket hears of it. */
export async function alertNewOwner(ctx: Context, { ticketId, ownerId }: FactOf<'ticket.assigned'>) {
  if (ownerId && ctx.source !== MANY) await raiseAlert(ctx, { agentId: ownerId, ticketId, kind: 'assigned' })
}

/** Z5: the receiving team is alerted. */
export async function alertReceivingGroup(ctx: Context, { ticketId, groupId }: FactOf<'ticket.handed_over'>) {
  if (ctx.source === MANY) return
  for (const agentId of await workersOf(ctx, groupId)) await raiseAlert(ctx, { agentId, ticketId, kind: 'handed_over' })
}

/** Who works tickets of the group. */
export async function workersOf({ db }: Context, groupId: number): Promise<number[]> {
  const members = await db
    .selectFrom('memberships as m')
    .innerJoin('agents as a', 'a.id', 'm.agent_id')
    .select('a.id')
    .where('m.group_id', '=', groupId)
    .where('m.right', 'in', ['change', 'full'])
    .where('a.active', '=', true)
    .execute()
  return members.map(({ id }) => id)
}
