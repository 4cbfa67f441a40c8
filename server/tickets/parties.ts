import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { ThirdPartyIn } from './contract.ts'
import { lockTicket } from './locking.ts'
import type { addParty } from './related.contract.ts'

/**
 * S5: somebody else must act: who, in what role, and when to chase them. Whoever is known on the ticket by that name is that one, unless
 * they are told apart by their addresses.
 */
export async function awaitThirdParty(ctx: Context, ticketId: number, party: Static<typeof ThirdPartyIn> | undefined) {
  if (!party) throw new Refusal(422, 'third_party_required')
  const chaseAt = new Date(party.chaseAt)
  if (chaseAt <= ctx.now) throw invalid('thirdParty.chaseAt', 'in_the_past')
  const known = await ctx.db
    .selectFrom('parties')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .where('role', '=', 'third_party')
    .where('active', '=', true)
    .where((eb) => eb(eb.fn('fold', ['name']), '=', eb.fn<string>('fold', [eb.val(party.name.trim())])))
    .$if(!!party.email, (query) =>
      query.where((eb) =>
        eb.or([eb('email', 'is', null), eb(eb.fn('lower', ['email']), '=', party.email!.toLowerCase())]),
      ),
    )
    .orderBy('email', (order) => order.asc().nullsLast())
    .executeTakeFirst()
  await stopWaiting(ctx, ticketId)
  if (known) {
    await ctx.db
      .updateTable('parties')
      .set({
        ...{ awaited: true, chase_at: chaseAt, function: party.role.trim() },
        ...(party.email && { email: party.email }),
      })
      .where('id', '=', known.id)
      .execute()
    return
  }
  const id = await nextId(ctx, 'parties')
  await ctx.record({ type: 'party.added', ticketId, partyId: id }, () =>
    ctx.db
      .insertInto('parties')
      .values({
        ...{ id, ticket_id: ticketId, role: 'third_party', awaited: true, chase_at: chaseAt, since: ctx.now },
        name: party.name.trim(),
        function: party.role.trim(),
        email: party.email ?? null,
        phone: party.phone ?? null,
      })
      .execute(),
  )
}

/** Nobody outside is awaited any more; they stay on the ticket. */
export async function stopWaiting({ db }: Context, ticketId: number) {
  await db
    .updateTable('parties')
    .set({ awaited: false, chase_at: null })
    .where('ticket_id', '=', ticketId)
    .where('awaited', '=', true)
    .execute()
}

/** S12: adds a third party or a watcher. */
export async function addPartyAs(
  ctx: Context,
  ticketId: number,
  input: Static<(typeof addParty)['body']>,
): Promise<number> {
  const ticket = await lockTicket(ctx, ticketId, 'change')
  if (ticket.status === 'closed') throw new Refusal(422, 'ticket_closed')
  await requireKnown(ctx, input)
  const id = await nextId(ctx, 'parties')
  await ctx.record({ type: 'party.added', ticketId, partyId: id }, () =>
    ctx.db
      .insertInto('parties')
      .values({
        ...{ id, ticket_id: ticketId, role: input.role, since: ctx.now },
        name: input.name.trim(),
        function: input.function?.trim() ?? '',
        email: input.email ?? null,
        phone: input.phone ?? null,
        customer_id: input.customerId ?? null,
        agent_id: input.agentId ?? null,
      })
      .execute(),
  )
  return id
}

export async function removePartyAs(ctx: Context, ticketId: number, partyId: number) {
  const ticket = await lockTicket(ctx, ticketId, 'change')
  if (ticket.status === 'closed') throw new Refusal(422, 'ticket_closed')
  const party = await ctx.db
    .selectFrom('parties')
    .select(['id', 'awaited'])
    .where('id', '=', partyId)
    .where('ticket_id', '=', ticketId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!party) throw notFound()
  if (party.awaited && ticket.status === 'third_party_action') throw new Refusal(422, 'party_awaited')
  await ctx.record({ type: 'party.removed', ticketId, partyId }, () =>
    ctx.db
      .updateTable('parties')
      .set({ active: false, awaited: false, chase_at: null })
      .where('id', '=', partyId)
      .execute(),
  )
}

async function requireKnown({ db }: Context, { customerId, agentId }: { customerId?: number; agentId?: number }) {
  if (customerId && !(await db.selectFrom('customers').select('id').where('id', '=', customerId).executeTakeFirst()))
    throw invalid('customerId', 'no_such')
  if (agentId && !(await db.selectFrom('agents').select('id').where('id', '=', agentId).executeTakeFirst()))
    throw invalid('agentId', 'no_such')
}
